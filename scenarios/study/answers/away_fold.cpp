#include "scenarios/study/answers/away_fold.hpp"

#include <algorithm>

#include "models/fund/purchase.hpp"

namespace txlab {

using Kind = Happening::Kind;

AwayFold::AwayFold(World& world) {
  for (std::size_t i = 0; i < world.hosts(); ++i) {
    const Host& host = world.host(HostId{static_cast<std::uint16_t>(i)});
    const auto known = std::ranges::find_if(
        services_, [&](const Service& one) { return one.counted.service == host.group(); });
    service_of_.push_back(static_cast<std::size_t>(known - services_.begin()));
    if (known == services_.end()) services_.push_back({.counted = {.service = host.group()}});
    ++services_[service_of_.back()].machines;
  }
}

void AwayFold::changed(HostId host, int more) {
  Service& service = services_[service_of_[host.value]];
  service.down += more;
  service.outage = service.away() ? ++outages_ : 0;
}

void AwayFold::on(const Happening& happening, Instant) {
  switch (happening.kind) {
    case Kind::crashed:
      return changed(happening.host, 1);
    case Kind::restarted:
      return changed(happening.host, -1);
    case Kind::began:
      for (std::size_t i = 0; i < services_.size(); ++i) {
        if (services_[i].outage == 0) continue;
        ++services_[i].counted.came;
        waiting_[happening.intent.value].push_back({i, services_[i].outage});
      }
      return;
    case Kind::told:
    case Kind::gave_up: {
      const auto waiting = waiting_.find(happening.intent.value);
      if (waiting == waiting_.end()) return;
      const Told told = static_cast<Told>(happening.value);
      const bool yes =
          happening.kind == Kind::told && told != Told::refused && told != Told::unknown;
      for (const Waiting& one : waiting->second) {
        Service& service = services_[one.service];
        service.counted.told_yes += yes && service.outage == one.outage;
      }
      waiting_.erase(waiting);
      return;
    }
    default:
      return;
  }
}

std::vector<WhileAway> AwayFold::finish() const {
  std::vector<WhileAway> all;
  for (const Service& service : services_) {
    if (service.counted.came > 0) all.push_back(service.counted);
  }
  return all;
}

}  // namespace txlab
