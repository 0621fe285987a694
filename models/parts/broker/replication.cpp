#include "models/parts/broker/replication.hpp"

#include <algorithm>

namespace txlab {

namespace {

constexpr Duration out_of_sync = 15s;  // haMaxTimeSlaveNotCatchup
constexpr Duration call_timeout = 1s;
constexpr Duration reconnect = 1s;

}  // namespace

Replication::Replication(Host& host, BrokerState& state, const BrokerSettings& settings,
                         const std::vector<HostId>& replicas)
    : host_(host),
      state_(state),
      settings_(settings),
      appended_(host.kernel()),
      heard_(host.kernel()) {
  for (const HostId replica : replicas) {
    slaves_.push_back({.host = replica, .caught_up = host.kernel().now()});
  }
}

void Replication::start() {
  if (slaves_.empty()) return;
  state_.on_append([this] { appended_.notify_all(); });
  for (std::size_t slave = 0; slave < slaves_.size(); ++slave) host_.spawn(bring_log_to(slave));
}

Task<> Replication::bring_log_to(std::size_t slave) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    while (slaves_[slave].end == state_.log().end()) {
      slaves_[slave].caught_up = host_.kernel().now();
      co_await appended_.wait("nothing to replicate", true);
      const bool there = host_.world().host(slaves_[slave].host).up();
      if (there) slaves_[slave].caught_up = host_.kernel().now();
    }
    const Replicate stretch{{}, state_.log().end()};
    const auto reply = co_await host_.call(slaves_[slave].host, stretch, call_timeout, attempt);
    if (reply) {
      slaves_[slave].end = reply->end;
      note_safe();
    }
    heard_.notify_all();
    if (!reply) co_await host_.sleep(reconnect, "replica to come back");
  }
}

// A replica that is down, or lags, has been out of sync since it last had everything.
std::uint32_t Replication::in_sync() const {
  const Instant now = host_.kernel().now();
  std::uint32_t copies = 1;
  for (const Slave& slave : slaves_) {
    const bool up = host_.world().host(slave.host).up();
    const bool caught_up = up && slave.end == state_.log().end();
    copies += caught_up || now - slave.caught_up <= out_of_sync;
  }
  return copies;
}

std::uint32_t Replication::copies_of(LogPosition position) const {
  std::uint32_t copies = 1;
  for (const Slave& slave : slaves_) copies += slave.end >= position ? 1 : 0;
  return copies;
}

// What a replica has need not be kept for it any longer.
void Replication::note_safe() {
  LogPosition safe = 0;
  for (const Slave& slave : slaves_) safe = std::max(safe, slave.end);
  state_.replicated(safe);
}

// Whoever waits looks again whenever a replica was heard or did not answer, so the timeout is kept
// to the second.
Task<> Replication::copied(LogPosition last) {
  const Instant until = host_.kernel().now() + settings_.slave_timeout;
  while (!has(last) && host_.kernel().now() < until) {
    co_await heard_.wait("replicas");
  }
}

}  // namespace txlab
