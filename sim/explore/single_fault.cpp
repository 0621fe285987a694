#include "sim/explore/single_fault.hpp"

namespace txlab {

bool SingleFault::is_place(const Site& site) {
  if (site.kind == Site::Kind::tie || !armed_()) return false;
  if (!site.idle || site.kind == Site::Kind::message) return true;
  return idle_.emplace(site.host, std::string(site.what)).second;
}

std::uint32_t SingleFault::choose(const Site& site, std::uint32_t) {
  if (!is_place(site)) return 0;
  const std::uint64_t number = next_++;
  if (counting_) {
    places_.push_back({.kind = site.kind,
                       .host = site.host,
                       .peer = site.peer,
                       .what = std::string(site.what),
                       .reply = site.kind == Site::Kind::message && site.idle,
                       .number = number});
    return 0;
  }
  if (number != wanted_) return 0;
  placed_ = true;
  return answer_;
}

}  // namespace txlab
