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

LogPosition BrokerState::retry(LogPosition position, const StoredMessage& again,
                               Duration flush_every) {
  const LogPosition copy = append(again);
  log_.at(position).successor = copy;
  log_.flush_within(flush_every);
  return copy;
}

void BrokerState::park(LogPosition position, bool half) {
  StoredMessage& message = log_.at(position);
  message.successor = parked_.append({message, half});
  message.parked = true;
  parked_.flush_within(Duration{0});
}

// Snapshots are taken at whole multiples of their period.
bool BrokerState::written_down(const StoredMessage& message) const {
  const Duration every = snapshot_every(message.kind);
  const Instant now = host_.kernel().now();
  const Instant last = now - now.time_since_epoch() % every;
  const LogPosition safe = message.parked ? parked_.durable_end() : log_.durable_end();
  return message.done && message.done_at <= last && message.successor <= safe;
}

void BrokerState::trim() {
  while (log_.begin() <= log_.durable_end() && written_down(log_.at(log_.begin()))) {
    log_.trim(log_.begin() + 1);
  }
}

// What is lost stands in no list any more.
void BrokerState::lose_unsynced(CrashKind kind, Unsynced unsynced, Draw draw) {
  std::vector<std::pair<LogPosition, StoredMessage>> open;
  for (LogPosition at = log_.begin(); at <= log_.end(); ++at) {
    if (!log_.at(at).done) open.emplace_back(at, log_.at(at));
  }
  log_.crashed(kind, unsynced, draw);
  for (const auto& [position, message] : open) {
    if (position > log_.end()) listed(message, -1);
  }
}

void BrokerState::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  lose_unsynced(kind, unsynced, draw);
  parked_.crashed(kind, unsynced, draw);
  for (LogPosition at = log_.begin(); at <= log_.end(); ++at) {
    StoredMessage& message = log_.at(at);
    if (!message.done || written_down(message)) continue;
    message.done = false;
    message.successor = 0;
    message.parked = false;
    listed(message, +1);
  }
}

}  // namespace txlab
