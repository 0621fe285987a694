// CommonFaults: faults that mean the same in worlds with different protocols.
//
// A place that names a message or a wait is a place of one protocol. What two protocols share is
// the machines and the network between them, so a common fault strikes a host at its so-manieth
// wait, or a link at its so-manieth message, counted from the first question of the run; idle turns
// count once per loop, as for other searches.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "sim/explore/fault_places.hpp"

namespace txlab {

// A host, or a link in one direction.
struct CommonPlace {
  Site::Kind kind = Site::Kind::suspension;
  std::uint16_t host = 0;
  std::uint16_t peer = 0;  // of a message

  static CommonPlace of(const Site& site) {
    return {site.kind, site.host, site.kind == Site::Kind::message ? site.peer : std::uint16_t{0}};
  }
  auto operator<=>(const CommonPlace&) const = default;
};

struct CommonFault {
  CommonPlace place;
  std::uint64_t occurrence = 0;  // from 0
  std::uint32_t answer = 0;      // a CrashChoice or a MessageChoice, see sim/world
  auto operator<=>(const CommonFault&) const = default;
};

class CommonFaults final : public Chooser {
 public:
  explicit CommonFaults(std::vector<CommonFault> faults) : faults_(std::move(faults)) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override;

  // How often each place came up.
  const std::map<CommonPlace, std::uint64_t>& seen() const { return seen_; }

 private:
  std::vector<CommonFault> faults_;
  std::map<CommonPlace, std::uint64_t> seen_;
  FaultPlaces fault_places_;
};

}  // namespace txlab
