// ParkedCases: dead letters, or parked half messages, as the people see them who work them off at
// the broker's console.
#pragma once

#include "models/parts/broker/admin_messages.hpp"
#include "models/parts/broker/state.hpp"
#include "models/parts/operators/case_list.hpp"

namespace txlab {

class ParkedCases final : public CaseList {
 public:
  ParkedCases(Host& host, HostId broker, BrokerState& state, Parked which)
      : host_(host), broker_(broker), state_(state), which_(which) {}

  std::string_view name() const override {
    return which_ == Parked::half ? parked_half_list : dead_letter_list;
  }
  WorkGate& gate() override { return state_.parked_gate(which_); }
  Task<std::optional<Page>> read(std::uint64_t after) override;
  Task<bool> settle(Case one) override;

 private:
  Host& host_;
  HostId broker_;
  BrokerState& state_;  // its gate only
  Parked which_;
};

}  // namespace txlab
