#include "models/parts/broker/broker.hpp"

namespace txlab {

namespace {

BrokerSettings used(BrokerSettings settings, const BrokerUse& use) {
  settings.check_interval = use.check_interval.value_or(settings.check_interval);
  settings.immunity = use.immunity.value_or(settings.immunity);
  settings.max_checks = use.max_checks.value_or(settings.max_checks);
  return settings;
}

}  // namespace

Broker::Broker(Host& host, const BrokerSettings& settings, BrokerUse use)
    : host_(host),
      settings_(used(settings, use)),
      use_(std::move(use)),
      state_(host.durable<BrokerState>(host, settings)),
      ops_(host, state_, settings_),
      replication_(host, state_, settings_, use_.replicas),
      parked_(host, state_, settings_, [this] { scanner_.stored(); }),
      scanner_(host, state_, settings_, parked_, [this](const StoredMessage& copy) { ask(copy); }) {
  state_.replicas(use_.replicas);
  for (const auto& [topic, members] : use_.consumers) {
    groups_.try_emplace(topic, host, state_, settings_, topic);
  }
}

Task<> Broker::main() {
  find_open_work();
  host_.on<&Broker::on_publish>(*this);
  host_.on<&Broker::on_half>(*this);
  host_.on<&Broker::on_end>(*this);
  host_.on<&Broker::on_subscribe>(*this);
  host_.on<&Broker::on_pull>(*this);
  host_.on<&Broker::on_release>(*this);
  host_.on<&Broker::on_send_back>(*this);
  host_.on<&Broker::on_list_parked>(*this);
  host_.on<&Broker::on_take_up>(*this);
  for (auto& [topic, group] : groups_) host_.spawn(group.watch());
  if (host_.incarnation() > 1) {
    for (const auto& [topic, group] : use_.consumers) {
      for (const HostId consumer : group) host_.spawn(call_back(topic, consumer));
    }
  }
  replication_.start();
  host_.spawn(ops_.write_batches());
  host_.spawn(parked_.resume());
  if (use_.check_back) co_await scanner_.scan_regularly();
}

// Until the consumer has subscribed anew; one that is down will do so when it boots.
Task<> Broker::call_back(TopicId topic, HostId consumer) {
  for (Duration pause = 1s; !groups_.at(topic).knows(consumer);
       pause = std::min<Duration>(2 * pause, 30s)) {
    if (!host_.world().host(consumer).up()) co_return;
    host_.send(consumer, BrokerIsBack{{}, topic});
    co_await host_.sleep(pause, "consumers to come back");
  }
}

// After a restart the log tells what is still to be delivered.
void Broker::find_open_work() {
  for (LogPosition at = state_.log().begin(); at <= state_.log().end(); ++at) {
    const StoredMessage& message = state_.log().at(at);
    if (message.done || message.kind != StoredMessage::Kind::message) continue;
    groups_.at(message.topic).add(at);
  }
}

Broker::Appended Broker::append(StoredMessage message) {
  Appended records{};
  records.first = records.last = state_.append(message);
  if (message.kind == StoredMessage::Kind::half) return records;
  for (int further = 1; further < message.topics; ++further) {
    ++message.topic;
    records.last = state_.append(message);
  }
  for (LogPosition at = records.first; at <= records.last; ++at) {
    groups_.at(state_.log().at(at).topic).announce(at);
  }
  return records;
}

Task<PutStatus> Broker::kept(Appended records, IntentId intent, std::string_view what) {
  const auto id = static_cast<std::int64_t>(state_.log().at(records.last).message.id);
  if (settings_.flush == Flush::sync) {
    host_.world().happened({.kind = Happening::Kind::forced_write,
                            .host = host_.id(),
                            .intent = intent,
                            .name = what});
    co_await state_.log().synced(records.last, what);
  }
  co_await copied(records.last, intent, what);
  happened(intent, id, what);
  const bool enough = use_.replicas.empty() || replication_.has(records.last);
  co_return enough ? PutStatus::stored : PutStatus::slave_not_available;
}

void Broker::happened(IntentId intent, std::int64_t message_id, std::string_view what) {
  host_.world().happened({.kind = Happening::Kind::durable,
                          .host = host_.id(),
                          .intent = intent,
                          .value = message_id,
                          .name = what});
}

Task<> Broker::copied(LogPosition last, IntentId intent, std::string_view what) {
  if (settings_.sync_replicas == 1) co_return;
  if (!use_.replicas.empty()) {
    co_await replication_.copied(last);
    co_return;
  }
  const Duration replication = host_.drawn(settings_.replica_ack, what, intent);
  co_await Sleep(host_.kernel(), replication, "replication");
}

void Broker::dispatch(Appended messages) {
  for (LogPosition at = messages.first; at <= messages.last; ++at) {
    groups_.at(state_.log().at(at).topic).add(at);
  }
}

Task<Publish::Reply> Broker::on_publish(Publish request) {
  if (replication_.refuses()) co_return Publish::Reply{false};
  const Appended records = append({.topic = request.topic,
                                   .topics = request.topics,
                                   .intent = request.intent,
                                   .message = request.message});
  co_await kept(records, request.intent, "message");
  dispatch(records);
  co_return Publish::Reply{true};
}

Task<SendHalf::Reply> Broker::on_half(SendHalf request, HostId producer) {
  if (replication_.refuses()) co_return SendHalf::Reply{PutStatus::refused, {}};
  const Appended record = append({.kind = StoredMessage::Kind::half,
                                  .topic = request.topic,
                                  .topics = request.topics,
                                  .intent = request.intent,
                                  .producer = producer,
                                  .born = request.born,
                                  .check_immunity = request.check_immunity,
                                  .message = request.message});
  const StoredMessage& half = state_.log().at(record.first);
  const HalfAddress address{half.queue_offset, half.log_offset};
  scanner_.stored();
  const PutStatus status = co_await kept(record, request.intent, "half");
  co_return SendHalf::Reply{status, address};
}

Task<> Broker::on_end(EndHalf request) {
  const StoredMessage* const half = state_.halves().find(request.half);
  if (half == nullptr || request.outcome == HalfOutcome::unknown) co_return;
  if (refused(request, *half)) co_return;
  if (request.outcome == HalfOutcome::commit) {
    // The final message waits for the replicas, as its half did: the half's properties replace
    // its own after setWaitStoreMsgOK(false) (endMessageTransaction). So it can be refused, too.
    if (replication_.refuses()) co_return;
    const IntentId intent = half->intent;
    const Appended records = append({.topic = half->topic,
                                     .topics = half->topics,
                                     .intent = intent,
                                     .producer = half->producer,
                                     .born = half->born,
                                     .message = half->message});
    co_await kept(records, intent, "message");
    dispatch(records);
  } else {
    happened(half->intent, static_cast<std::int64_t>(half->message.id), "half-rolled-back");
  }
  // Only now: the final message is in the log before the op record.
  delete_half(request.half.queue_offset);
}

// A producer that is later than the immunity time which its own message asked for is refused, and
// never learns of it (EndTransactionProcessor.java, rejectCommitOrRollback).
bool Broker::refused(const EndHalf& request, const StoredMessage& half) const {
  if (request.from_check || half.check_immunity == Duration{0}) return false;
  const Duration age = host_.local_time() - half.born;
  return age > std::max(half.check_immunity, settings_.immunity);
}

// deletePrepareMessage.
void Broker::delete_half(QueueOffset offset) {
  if (StoredMessage* const half = state_.halves().half(offset)) {
    half->ended = true;
    state_.mark_done(state_.halves().position(offset));
  }
  ops_.ended(offset);
  state_.trim();
}

Subscribe::Reply Broker::on_subscribe(Subscribe request, HostId consumer) {
  groups_.at(request.topic).subscribed(consumer, request);
  return {true};
}

Pull::Reply Broker::on_pull(Pull request, HostId consumer) {
  return groups_.at(request.topic).pull(request, consumer);
}

void Broker::on_release(Release notice, HostId consumer) {
  groups_.at(notice.topic).release(notice, consumer);
}

SendBack::Reply Broker::on_send_back(SendBack request) {
  groups_.at(request.topic).send_back(request);
  return {true};
}

std::optional<HostId> Broker::next_producer() {
  turn_ += host_.turn_of("the producers", use_.producers.size());
  for (std::size_t i = 0; i < use_.producers.size(); ++i) {
    const HostId candidate = use_.producers[turn_++ % use_.producers.size()];
    if (host_.world().host(candidate).up()) return candidate;
  }
  return std::nullopt;
}

// The check is used up whether or not a producer can be reached.
void Broker::ask(const StoredMessage& copy) {
  host_.world().happened(
      {.kind = Happening::Kind::checked, .host = host_.id(), .intent = copy.intent});
  const HalfAddress address{copy.queue_offset, copy.log_offset};
  const auto producer = next_producer();
  if (!producer) return;
  host_.send(*producer, CheckHalf{copy.intent, address, copy.checks, copy.message});
}

}  // namespace txlab
