#include "models/parts/broker/consumer_group.hpp"

#include <algorithm>

namespace txlab {

ConsumerGroup::ConsumerGroup(Host& host, BrokerState& state, const BrokerSettings& settings,
                             TopicId topic)
    : host_(host),
      state_(state),
      settings_(settings),
      topic_(topic),
      open_(host.kernel()),
      version_(std::uint64_t{host.incarnation()} << 32),
      schedule_(host, [this](LogPosition position) { ready(position); }) {
  queues_.reserve(settings.consumers.queues + 1);
  for (std::uint32_t i = 0; i <= settings.consumers.queues; ++i) {
    queues_.emplace_back(host, state, settings.consumers, subscription_, open_, topic,
                         static_cast<QueueIndex>(i));
  }
}

// The producer chooses by the business key, so what is about one order is in one queue
// (client/.../producer/selector/SelectMessageQueueByHash.java).
QueueIndex ConsumerGroup::queue_of(const StoredMessage& message) const {
  if (message.reconsumed > 0) return static_cast<QueueIndex>(settings_.consumers.queues);
  const std::uint64_t key = message.message.key;
  return static_cast<QueueIndex>((key ^ key >> 32) % settings_.consumers.queues);
}

// A message that must wait (or waited while the broker was down) gets to its queue as a new record.
void ConsumerGroup::add(LogPosition position) {
  const StoredMessage& message = state_.log().at(position);
  if (message.ready > start_of_run) return schedule_.add(message.ready, position);
  MessageQueue& queue = queues_[queue_of(message)];
  queue.add(position);
  const auto& reader = queue.reader();
  if (reader && !host_.world().host(*reader).up()) give_up_dead_members();
}

// broker/.../schedule/ScheduleMessageService.java: the delayed record stays where it is, a copy
// goes to the topic.
void ConsumerGroup::ready(LogPosition position) {
  StoredMessage again = state_.log().at(position);
  if (again.reconsumed > settings_.consumers.max_reconsume) {
    listed(again.intent, +1, "broker log");  // it was hidden
    dead_letter(position);
  } else {
    again.ready = {};
    add(state_.retry(position, again));
  }
  state_.mark_done(position);
  state_.trim();
}

void ConsumerGroup::subscribed(HostId consumer, const Subscribe& request) {
  subscription_ = request.subscription;
  const auto [member, joined] = members_.try_emplace(consumer);
  if (!joined && member->second.incarnation == request.incarnation) return;
  member->second = {.incarnation = request.incarnation};
  for (MessageQueue& queue : queues_) queue.forget_reader(consumer);
  rebalance();
}

void ConsumerGroup::rebalance() {
  ++version_;
  for (const auto& [member, state] : members_) host_.spawn(tell(member, version_));
}

std::uint16_t ConsumerGroup::index_of(HostId member) const {
  return static_cast<std::uint16_t>(std::distance(members_.begin(), members_.find(member)));
}

// A member that did not hear of it finds out by itself at its next look; one that is down
// subscribes anew when it boots.
Task<> ConsumerGroup::tell(HostId member, std::uint64_t version) {
  while (version == version_ && host_.world().host(member).up()) {
    const Rebalance change{
        {}, topic_, static_cast<std::uint16_t>(members_.size()), index_of(member), version};
    const auto reply = co_await host_.call(member, change, 3s);
    if (reply) co_return;
    co_await host_.next_tick(settings_.consumers.rebalance_every, "rebalance");
  }
}

Task<> ConsumerGroup::watch() {
  for (;;) {
    while (open_.empty()) co_await open_.wait("nothing to consume");
    co_await host_.next_tick(settings_.consumers.rebalance_every, "rebalance");
    give_up_dead_members();
    for (MessageQueue& queue : queues_) queue.send_overdue_again();
  }
}

// The connections of a dead process are closed; those of a machine without power expire
// (broker/.../client/ClientHousekeepingService.java, ConsumerGroupInfo.java).
bool ConsumerGroup::given_up(HostId member, Member& state) {
  const Host& host = host_.world().host(member);
  if (host.up()) return false;
  const Instant now = host_.kernel().now();
  state.down_since = std::min(state.down_since, now);
  return host.refuses() || now - state.down_since >= settings_.consumers.channel_expires;
}

void ConsumerGroup::give_up_dead_members() {
  bool changed = false;
  for (auto member = members_.begin(); member != members_.end();) {
    const bool gone = given_up(member->first, member->second);
    if (gone) {
      for (MessageQueue& queue : queues_) queue.forget_reader(member->first);
    }
    changed = changed || gone;
    member = gone ? members_.erase(member) : std::next(member);
  }
  if (changed) rebalance();
}

Pull::Reply ConsumerGroup::pull(const Pull& request, HostId consumer) {
  const bool accepted = queues_[request.queue].pull(request, consumer);
  return {accepted, state_.log().end()};
}

// The retry is not waited for, and neither is the dead letter. If the original is long consumed
// and forgotten, what the consumer still holds takes its place.
void ConsumerGroup::send_back(const SendBack& request) {
  LogPosition position = request.position;
  if (state_.find(position) == nullptr) {
    position = state_.append({.topic = topic_,
                              .reconsumed = request.reconsumed,
                              .intent = request.intent,
                              .stored = host_.kernel().now(),
                              .message = request.message});
    state_.mark_done(position);
  }
  StoredMessage again = state_.log().at(position);
  again.done = again.parked = false;
  again.successor = 0;
  const ConsumerSettings& consumers = settings_.consumers;
  const bool dead = again.reconsumed >= consumers.max_reconsume;
  if (dead && !consumers.dead_letters_delayed) return dead_letter(position);
  const std::size_t level =
      request.level > 0 ? request.level : RetrySchedule::first_level + again.reconsumed;
  again.ready = saturating_add(host_.kernel().now(), RetrySchedule::delay(level));
  ++again.reconsumed;
  add(state_.retry(position, again));
  // Nobody looks for a dead letter among the delayed messages.
  if (dead) listed(again.intent, -1, "broker log");
}

void ConsumerGroup::dead_letter(LogPosition position) {
  const IntentId intent = state_.log().at(position).intent;
  state_.park(position, false);
  host_.world().happened(
      {.kind = Happening::Kind::dead_letter, .host = host_.id(), .intent = intent});
  if (settings_.alarm) listed(intent, +1, dead_letter_list);
}

void ConsumerGroup::listed(IntentId intent, int change, std::string_view list) {
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = intent,
                          .value = change,
                          .name = list});
}

}  // namespace txlab
