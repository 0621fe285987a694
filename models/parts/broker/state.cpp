#include "models/parts/broker/state.hpp"

namespace txlab {

StoredMessage* BrokerState::find(LogPosition position) {
  if (position < log_.begin() || position > log_.end()) return nullptr;
  return &log_.at(position);
}

void BrokerState::mark_done(LogPosition position) {
  StoredMessage& message = log_.at(position);
  if (message.done) return;
  message.done = true;
  message.done_at = host_.kernel().now();
  listed(message, -1);
}

void BrokerState::listed(const StoredMessage& message, int change) {
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = message.intent,
                          .value = change,
                          .name = "broker log"});
}

LogPosition BrokerState::append(const StoredMessage& message) {
  listed(message, +1);
  return log_.append(message);
}

// Snapshots are taken at whole multiples of their period.
bool BrokerState::written_down(const StoredMessage& message) const {
  const Duration every = snapshot_every(message.kind);
  const Instant now = host_.kernel().now();
  const Instant last = now - now.time_since_epoch() % every;
  return message.done && message.done_at <= last;
}

void BrokerState::trim() {
  while (log_.begin() <= log_.durable_end() && written_down(log_.at(log_.begin()))) {
    log_.trim(log_.begin() + 1);
  }
}

void BrokerState::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  log_.crashed(kind, unsynced, draw);
  parked_.crashed(kind, unsynced, draw);
  for (LogPosition at = log_.begin(); at <= log_.end(); ++at) {
    StoredMessage& message = log_.at(at);
    if (!message.done || written_down(message)) continue;
    message.done = false;
    listed(message, +1);
  }
}

}  // namespace txlab
