#include "models/parts/broker/topic_queue.hpp"

#include <algorithm>

namespace txlab {

namespace {

// messageDelayLevel, from level 3 (the first reconsumption) to level 18.
constexpr Duration delays[] = {10s,  30s,  1min, 2min,  3min,  4min,  5min, 6min,
                               7min, 8min, 9min, 10min, 20min, 30min, 1h,   2h};

}  // namespace

TopicQueue::TopicQueue(Host& host, BrokerState& state, const BrokerSettings& settings,
                       TopicId topic, std::vector<HostId> group)
    : host_(host),
      state_(state),
      settings_(settings),
      topic_(topic),
      group_(std::move(group)),
      alarm_(*this) {}

void TopicQueue::add(LogPosition position) {
  const Instant ready = state_.log().at(position).ready;
  if (ready > host_.kernel().now()) {
    delayed_.emplace(ready, position);
    return set_alarm();
  }
  ready_.push_back(position);
  deliver_ready();
}

std::optional<HostId> TopicQueue::next_consumer() {
  for (std::size_t i = 0; i < group_.size(); ++i) {
    const HostId candidate = group_[turn_++ % group_.size()];
    if (incarnations_.contains(candidate) && host_.world().host(candidate).up()) return candidate;
  }
  return std::nullopt;
}

void TopicQueue::deliver_ready() {
  while (!ready_.empty()) {
    const auto consumer = next_consumer();
    if (!consumer) return;
    const LogPosition position = ready_.front();
    ready_.pop_front();
    const StoredMessage* const found = state_.find(position);
    if (found == nullptr || found->done) continue;  // acknowledged late
    const StoredMessage& stored = *found;
    Flight& flight = flying_[position];
    if (flight.deliveries > 0) {
      host_.world().happened(
          {.kind = Happening::Kind::redelivered, .host = host_.id(), .intent = stored.intent});
    }
    flight.consumer = *consumer;
    flight.until = saturating_add(host_.kernel().now(), settings_.invisible);
    deadlines_.emplace_back(flight.until, position);
    host_.send(*consumer, Deliver{stored.intent, topic_, stored.reconsumed, flight.deliveries++,
                                  position, stored.message});
  }
  set_alarm();
}

void TopicQueue::acknowledged(LogPosition position, bool consumed) {
  const auto flight = flying_.find(position);
  if (flight == flying_.end()) return;  // acknowledged before
  flying_.erase(flight);
  if (!consumed) retry(position);
  state_.mark_done(position);
  state_.trim();
}

// The message goes to the retry topic, or to the dead letters; neither write is waited for
// (broker/.../processor/AbstractSendMessageProcessor.java, consumerSendMsgBack).
void TopicQueue::retry(LogPosition position) {
  StoredMessage again = state_.log().at(position);
  if (again.reconsumed >= settings_.max_reconsume) {
    state_.park(position, false);
    host_.world().happened(
        {.kind = Happening::Kind::dead_letter, .host = host_.id(), .intent = again.intent});
    if (settings_.alarm) listed(again.intent, "dead letters");
    return;
  }
  const std::size_t level = std::min<std::size_t>(again.reconsumed, std::size(delays) - 1);
  again.ready = saturating_add(host_.kernel().now(), delays[level]);
  ++again.reconsumed;
  add(state_.retry(position, again));
}

void TopicQueue::bring_back(LogPosition position) {
  Flight& flight = flying_.at(position);
  flight.until = end_of_time;
  ready_.push_back(position);
}

void TopicQueue::listed(IntentId intent, std::string_view list) {
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = intent,
                          .value = 1,
                          .name = list});
}

// What the consumer's former life was working on goes to whoever is there now.
void TopicQueue::subscribed(HostId consumer, std::uint32_t incarnation) {
  std::uint32_t& known = incarnations_[consumer];
  if (incarnation > known) {
    known = incarnation;
    for (auto& [position, flight] : flying_) {
      if (flight.consumer == consumer && flight.until != end_of_time) bring_back(position);
    }
  }
  deliver_ready();
}

// The earliest instant at which something is to be done, dropping deadlines that no longer hold.
Instant TopicQueue::next_deadline() {
  while (!deadlines_.empty()) {
    const auto flight = flying_.find(deadlines_.front().second);
    if (flight != flying_.end() && flight->second.until == deadlines_.front().first) break;
    deadlines_.pop_front();
  }
  const Instant flight = deadlines_.empty() ? end_of_time : deadlines_.front().first;
  return delayed_.empty() ? flight : std::min(flight, delayed_.begin()->first);
}

void TopicQueue::set_alarm() {
  const Instant next = next_deadline();
  if (alarm_.armed() && alarm_.set_for <= next) return;
  host_.kernel().agenda().cancel(alarm_);
  if (next == end_of_time) return;
  alarm_.set_for = next;
  host_.kernel().agenda().add(std::max(next, host_.kernel().now()), alarm_);
}

void TopicQueue::look_at_deadlines() {
  const Instant now = host_.kernel().now();
  while (next_deadline() <= now) {
    if (!deadlines_.empty() && deadlines_.front().first <= now) {
      bring_back(deadlines_.front().second);
    } else {
      ready_.push_back(delayed_.begin()->second);
      delayed_.erase(delayed_.begin());
    }
  }
  deliver_ready();
}

}  // namespace txlab
