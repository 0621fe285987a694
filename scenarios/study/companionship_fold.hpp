// CompanionshipFold: what departments were sent and what they acted on, beside what they should
// have heard: every message that they want about every purchase, once compliance has read it.
//
// A department acts when its note is durable. It looks at notes and deliveries only, and knows no
// protocol; how the messages travel is their affair.
#pragma once

#include <optional>
#include <vector>

#include "models/fund/companionship.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class CompanionshipFold {
 public:
  // `places`: the departments' hosts, by Department; empty if there are none.
  explicit CompanionshipFold(std::vector<HostId> places) : places_(std::move(places)) {}

  void durable(const Happening& happening);
  void delivered(const Happening& happening);
  bool is_department(HostId host) const;
  // Nothing without departments.
  std::optional<CompanionshipMetrics> finish();

 private:
  // Of one purchase.
  struct Heard {
    std::uint16_t notes = 0;  // a bit per department and subject
    std::uint8_t deliveries = 0;
    bool bought = false;
  };

  Heard& heard(IntentId intent);
  void changed(const RowChange& change);
  void noted(Heard& whose, Department department, CompanionSubject subject);

  std::vector<HostId> places_;
  std::vector<Heard> heard_;  // by intent
  CompanionshipMetrics metrics_;
};

}  // namespace txlab
