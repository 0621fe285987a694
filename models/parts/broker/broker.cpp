#include "models/parts/broker/broker.hpp"

namespace txlab {

Broker::Broker(Host& host, const BrokerSettings& settings, BrokerUse use)
    : host_(host),
      settings_(settings),
      use_(std::move(use)),
      state_(host.durable<BrokerState>(host)),
      halves_(host.kernel()) {
  for (const auto& [topic, group] : use_.consumers) {
    queues_.try_emplace(topic, host, state_, settings, topic, group);
  }
}

Task<> Broker::main() {
  find_open_work();
  host_.on<&Broker::on_publish>(*this);
  host_.on<&Broker::on_half>(*this);
  host_.on<&Broker::on_end>(*this);
  host_.on<&Broker::on_acknowledge>(*this);
  host_.on<&Broker::on_subscribe>(*this);
  if (host_.incarnation() > 1) {
    for (const auto& [topic, group] : use_.consumers) {
      for (const HostId consumer : group) host_.spawn(call_back(topic, consumer));
    }
  }
  co_await check_halves();
}

// Until the consumer has subscribed anew; one that is down will do so when it boots.
Task<> Broker::call_back(TopicId topic, HostId consumer) {
  for (Duration pause = 1s; !queues_.at(topic).knows(consumer);
       pause = std::min<Duration>(2 * pause, 30s)) {
    if (!host_.world().host(consumer).up()) co_return;
    host_.send(consumer, BrokerIsBack{{}, topic});
    co_await host_.sleep(pause, "consumers to come back");
  }
}

// After a restart the log tells what is still to be delivered or asked about.
void Broker::find_open_work() {
  for (LogPosition at = state_.log().begin(); at <= state_.log().end(); ++at) {
    const StoredMessage& message = state_.log().at(at);
    if (message.done) continue;
    if (message.kind == StoredMessage::Kind::half) {
      open_halves_.insert(at);
      halves_.add(1);
    } else {
      queues_.at(message.topic).add(at);
    }
  }
}

Task<LogPosition> Broker::store(StoredMessage message, std::string_view what) {
  message.stored = host_.kernel().now();
  const LogPosition first = state_.append(message);
  LogPosition last = first;
  const int copies = message.kind == StoredMessage::Kind::half ? 1 : message.topics;
  for (int i = 1; i < copies; ++i) {
    ++message.topic;
    last = state_.append(message);
  }
  if (settings_.flush == Flush::sync) {
    host_.world().happened({.kind = Happening::Kind::forced_write,
                            .host = host_.id(),
                            .intent = message.intent,
                            .name = what});
    co_await state_.log().synced(last, what);
  } else {
    state_.log().flush_within(settings_.flush_every);
  }
  if (settings_.sync_replicas > 1) {
    const Duration replication = host_.drawn(settings_.replica_ack, what, message.intent);
    co_await Sleep(host_.kernel(), replication, "replication");
  }
  host_.world().happened({.kind = Happening::Kind::durable,
                          .host = host_.id(),
                          .intent = message.intent,
                          .name = what});
  co_return first;
}

void Broker::add_to_queues(LogPosition first, std::uint8_t topics) {
  for (LogPosition at = first; at < first + topics; ++at) {
    queues_.at(state_.log().at(at).topic).add(at);
  }
}

Task<Publish::Reply> Broker::on_publish(Publish request) {
  const StoredMessage message{.topic = request.topic,
                              .topics = request.topics,
                              .intent = request.intent,
                              .message = request.message};
  const auto first = co_await store(message, "message");
  add_to_queues(first, request.topics);
  co_return Publish::Reply{true};
}

Task<SendHalf::Reply> Broker::on_half(SendHalf request, HostId producer) {
  const StoredMessage half{.kind = StoredMessage::Kind::half,
                           .topic = request.topic,
                           .topics = request.topics,
                           .intent = request.intent,
                           .producer = producer,
                           .message = request.message};
  const auto position = co_await store(half, "half");
  open_halves_.insert(position);
  halves_.add(1);
  co_return SendHalf::Reply{true, position};
}

Task<> Broker::on_end(EndHalf request) {
  const StoredMessage* const half = state_.find(request.half);
  const bool matches =
      half != nullptr && half->kind == StoredMessage::Kind::half && half->intent == request.intent;
  if (!matches || request.outcome == HalfOutcome::unknown) co_return;
  if (request.outcome == HalfOutcome::commit) {
    StoredMessage message = *half;
    message.kind = StoredMessage::Kind::message;
    message.done = false;
    const auto first = co_await store(message, "message");
    add_to_queues(first, message.topics);
  }
  end_half(request.half);  // only now: the final message is in the log before the op record
}

void Broker::end_half(LogPosition half) {
  if (state_.find(half) != nullptr) state_.mark_done(half);
  if (open_halves_.erase(half) > 0) halves_.add(-1);
  state_.trim();
}

void Broker::on_acknowledge(Acknowledge notice) {
  queues_.at(notice.topic).acknowledged(notice.position, notice.consumed);
}

Subscribe::Reply Broker::on_subscribe(Subscribe request, HostId consumer) {
  queues_.at(request.topic).subscribed(consumer, request.incarnation);
  return {true};
}

std::optional<HostId> Broker::next_producer() {
  for (std::size_t i = 0; i < use_.producers.size(); ++i) {
    const HostId candidate = use_.producers[turn_++ % use_.producers.size()];
    if (host_.world().host(candidate).up()) return candidate;
  }
  return std::nullopt;
}

// broker/.../transaction/queue/TransactionalMessageServiceImpl.java, check.
Task<> Broker::check_halves() {
  for (;;) {
    while (halves_.empty() || !use_.check_back) co_await halves_.wait("no half message");
    co_await host_.next_tick(use_.check_interval, "check interval");
    const std::vector<LogPosition> open(open_halves_.begin(), open_halves_.end());
    for (const LogPosition half : open) check_or_park(half);
  }
}

void Broker::check_or_park(LogPosition position) {
  StoredMessage& half = state_.log().at(position);
  if (host_.kernel().now() - half.stored <= use_.immunity) return;
  if (half.checks >= use_.max_checks) {
    state_.park(position, true);
    if (settings_.alarm) {
      host_.world().happened({.kind = Happening::Kind::listed,
                              .host = host_.id(),
                              .intent = half.intent,
                              .value = 1,
                              .name = "parked half messages"});
    }
    return end_half(position);
  }
  // The check is consumed whether or not a producer can be reached (the copy with
  // the higher count is written before a channel is looked up).
  ++half.checks;
  host_.world().happened(
      {.kind = Happening::Kind::checked, .host = host_.id(), .intent = half.intent});
  const auto producer = next_producer();
  if (producer) host_.send(*producer, CheckHalf{half.intent, position, half.checks, half.message});
}

}  // namespace txlab
