#include "models/parts/broker/push_consumer.hpp"

namespace txlab {

namespace {

// A message is handled like a request: it takes as long, and a bad release throws in the same way.
Envelope as_request(const Deliver& message) {
  Envelope request;
  request.type_id = Deliver::type.id;
  request.variant = distinct(message);
  request.intent = message.intent;
  return request;
}

// The queues of one member of a group: neighbours, and the first members have one more
// (client/.../consumer/rebalance/AllocateMessageQueueAveragely.java).
bool belongs_to(std::uint32_t queue, std::uint32_t queues, const Rebalance& change) {
  const std::uint32_t each = queues / change.members;
  const std::uint32_t more = queues % change.members;
  const std::uint32_t first = change.index * each + std::min<std::uint32_t>(change.index, more);
  return queue >= first && queue < first + each + (change.index < more ? 1 : 0);
}

}  // namespace

PushConsumer::PushConsumer(Host& host, HostId broker, const ConsumerSettings& settings,
                           Listener& listener, Acknowledge acknowledge)
    : host_(host),
      broker_(broker),
      settings_(settings),
      listener_(listener),
      acknowledge_(acknowledge),
      untold_(host.kernel()),
      executing_(host.kernel()) {}

void PushConsumer::start(const std::vector<TopicId>& topics, TagSubscription wanted) {
  wanted_ = wanted;
  host_.on<&PushConsumer::on_deliver>(*this);
  host_.on<&PushConsumer::on_rebalance>(*this);
  host_.on<&PushConsumer::on_broker_is_back>(*this);
  for (const TopicId topic : topics) {
    groups_.try_emplace(topic, host_.kernel(), settings_);
    host_.spawn(say_hello(topic));
  }
  host_.spawn(persist_offsets());
  if (settings_.mode == ConsumeMode::concurrent) host_.spawn(clean());
}

Task<> PushConsumer::say_hello(TopicId topic) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const auto reply = co_await host_.call(
        broker_, Subscribe{{}, topic, host_.incarnation(), wanted_}, 3s, attempt);
    if (reply) co_return;
    co_await host_.sleep(1s, "subscribe again");
  }
}

void PushConsumer::on_broker_is_back(BrokerIsBack notice) { host_.spawn(say_hello(notice.topic)); }

PushConsumer::Holding* PushConsumer::find(const Place& place) {
  const auto& holding = groups_.at(place.topic).holdings[place.queue];
  return holding && holding->number == place.holding ? holding.get() : nullptr;
}

std::vector<PushConsumer::Place> PushConsumer::places() const {
  std::vector<Place> all;
  for (const auto& [topic, group] : groups_) {
    for (std::size_t queue = 0; queue < group.holdings.size(); ++queue) {
      const auto& holding = group.holdings[queue];
      if (holding) all.push_back({topic, static_cast<QueueIndex>(queue), holding->number});
    }
  }
  return all;
}

Rebalance::Reply PushConsumer::on_rebalance(Rebalance change) {
  Group& group = groups_.at(change.topic);
  if (change.version <= group.version) return {true};
  group.version = change.version;
  for (std::uint32_t i = 0; i <= settings_.queues; ++i) {
    const bool retries = i == settings_.queues;  // a topic of its own, with one queue
    const bool mine = retries ? belongs_to(0, 1, change) : belongs_to(i, settings_.queues, change);
    const auto queue = static_cast<QueueIndex>(i);
    const auto& held = group.holdings[i];
    if (mine && held) {
      // The broker may be a new incarnation, which does not know who reads what.
      host_.spawn(read({change.topic, queue, held->number}, false));
    } else if (mine) {
      take(change.topic, queue);
    } else if (held) {
      drop(change.topic, queue);
    }
  }
  return {true};
}

void PushConsumer::take(TopicId topic, QueueIndex queue) {
  auto& holding = groups_.at(topic).holdings[queue];
  holding = std::make_unique<Holding>();
  holding->number = ++taken_;
  host_.spawn(read({topic, queue, holding->number}, true));
}

// What is being executed goes on; an orderly queue stays locked until that is over.
void PushConsumer::drop(TopicId topic, QueueIndex queue) {
  auto& holding = groups_.at(topic).holdings[queue];
  const std::uint64_t version = groups_.at(topic).version;
  if (holding->untold) untold_.add(-1);
  executing_.add(-static_cast<std::int64_t>(holding->unfinished));
  const bool locked = settings_.mode == ConsumeMode::orderly && holding->at_work;
  if (!locked) host_.send(broker_, Release{{}, topic, queue, version, holding->queue.offset()});
  holding.reset();
}

Pull PushConsumer::progress(const Place& place, bool fresh) {
  const Group& group = groups_.at(place.topic);
  const ProcessQueue& queue = group.holdings[place.queue]->queue;
  return {{}, place.topic, place.queue, fresh, group.version, queue.next(), queue.offset()};
}

// Until the broker has agreed (RebalanceService, minInterval).
Task<> PushConsumer::read(Place place, bool fresh) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const Holding* const holding = find(place);
    if (holding == nullptr) co_return;
    const Pull pull = progress(place, fresh);
    const auto reply = co_await host_.call(broker_, pull, 3s, attempt);
    if (reply && reply->accepted) {
      if (!fresh) told(place, pull, reply->end);
      co_return;
    }
    co_await host_.sleep(1s, "read again");
  }
}

Task<> PushConsumer::persist_offsets() {
  for (;;) {
    while (untold_.empty()) co_await untold_.wait("offsets are told");
    co_await host_.next_tick(settings_.persist_offsets, "persist offsets");
    const std::vector<Place> all = places();
    for (const Place place : all) {
      const Holding* const holding = find(place);
      if (holding == nullptr || !holding->untold) continue;
      const Pull report = progress(place, false);
      const auto reply = co_await host_.call(broker_, report, 3s);
      if (!reply) break;  // everything is told again next time
      told(place, report, reply->end);
    }
  }
}

void PushConsumer::changed(Holding& holding) {
  if (holding.untold) return;
  holding.untold = true;
  untold_.add(1);
}

void PushConsumer::told(const Place& place, const Pull& progress, LogPosition end) {
  Holding* const holding = find(place);
  if (holding == nullptr) return;
  if (progress.from > end + 1) holding->queue.truncate(end);
  const bool all =
      holding->queue.next() == progress.from && holding->queue.offset() == progress.committed;
  if (!holding->untold || !all) return;
  holding->untold = false;
  untold_.add(-1);
}

void PushConsumer::on_deliver(Deliver message) {
  const auto& held = groups_.at(message.topic).holdings[message.queue];
  if (!held) return;
  if (!held->queue.receive(message)) return changed(*held);  // the broker does not know
  ++held->unfinished;
  executing_.add(1);
  changed(*held);
  const Place place{message.topic, message.queue, held->number};
  if (!wanted_.wants(message.message.tag)) return finish(place, message.position);
  if (settings_.mode == ConsumeMode::concurrent) {
    host_.spawn(consume(place, message));
  } else if (!std::exchange(held->at_work, true)) {
    host_.spawn(consume_in_order(place));
  }
}

void PushConsumer::finish(const Place& place, LogPosition position) {
  Holding* const holding = find(place);
  if (holding == nullptr || !holding->queue.finish(position)) return;
  --holding->unfinished;
  executing_.add(-1);
  changed(*holding);
}

Task<> PushConsumer::finish_first(Place place, LogPosition position) {
  finish(place, position);
  const Pull report = progress(place, false);
  const auto reply = co_await host_.call(broker_, report, 3s);
  if (reply) told(place, report, reply->end);
}

Task<> PushConsumer::consume(Place place, Deliver message) {
  if (acknowledge_ == Acknowledge::before) co_await finish_first(place, message.position);
  for (;;) {
    bool settled = co_await execute(place, message);
    if (find(place) == nullptr) co_return;  // lost meanwhile: nobody is told
    if (acknowledge_ == Acknowledge::always) settled = true;
    if (!settled) settled = co_await give_back(message, 0);
    if (settled) break;
    ++message.reconsumed;
    co_await host_.sleep(settings_.local_retry, "consume again");
  }
  finish(place, message.position);
}

// On one of the group's threads.
Task<bool> PushConsumer::execute(Place place, Deliver message) {
  const auto thread = co_await groups_.at(place.topic).threads.acquire("consumer thread");
  Holding* const holding = find(place);
  if (holding == nullptr) co_return false;
  if (auto* const entry = holding->queue.find(message.position)) {
    entry->started = host_.kernel().now();
  }
  const Envelope request = as_request(message);
  const bool throws = host_.rejects(request);
  const Duration service = host_.service_time(request);
  if (service > Duration{0}) co_await Sleep(host_.kernel(), service, "service");
  if (throws) co_return false;
  const bool consumed = co_await listener_.consume(message);
  co_return consumed;
}

// client/.../impl/consumer/ConsumeMessageOrderlyService.java: a message that fails stays where it
// is, in front of all that follow it, and is tried again every second for ever.
Task<> PushConsumer::consume_in_order(Place place) {
  for (;;) {
    Holding* const holding = find(place);
    if (holding == nullptr) co_return;
    const auto* const first = holding->queue.first();
    if (first == nullptr) {
      holding->at_work = false;
      co_return;
    }
    const Deliver message = first->message;
    const bool consumed = co_await execute(place, message);
    if (find(place) == nullptr) {
      const std::uint64_t version = groups_.at(place.topic).version;
      host_.send(broker_, Release{{}, place.topic, place.queue, version, message.position});
      co_return;
    }
    if (consumed) {
      finish(place, message.position);
    } else {
      co_await host_.sleep(settings_.suspend, "same message again");
    }
  }
}

// The second attempt is a plain send to the retry topic
// (client/.../impl/consumer/DefaultMQPushConsumerImpl.java, sendMessageBack).
Task<bool> PushConsumer::give_back(Deliver message, std::uint16_t level) {
  const SendBack back{message.intent, message.topic,    message.reconsumed,
                      level,          message.position, message.message};
  for (std::uint32_t attempt = 0; attempt < 2; ++attempt) {
    const auto reply = co_await host_.call(broker_, back, 5s, attempt);
    if (reply && reply->stored) co_return true;
  }
  co_return false;
}

// client/.../impl/consumer/ProcessQueue.java, cleanExpiredMsg.
Task<> PushConsumer::clean() {
  for (;;) {
    while (executing_.empty()) co_await executing_.wait("nothing is executed");
    co_await host_.next_tick(settings_.consume_timeout, "clean");
    const std::vector<Place> all = places();
    for (const Place place : all) co_await clean_queue(place);
  }
}

// Looks at the first message only, at most sixteen times: one that is waiting for a thread, or is
// quick, hides those behind it. The listener of a message that is given back goes on, so the
// message will be executed twice at once.
Task<> PushConsumer::clean_queue(Place place) {
  for (int i = 0; i < 16; ++i) {
    Holding* const holding = find(place);
    if (holding == nullptr || holding->queue.empty()) co_return;
    const ProcessQueue::Entry oldest = holding->queue.front();
    const Instant expires = saturating_add(oldest.started, settings_.consume_timeout);
    if (expires >= host_.kernel().now()) co_return;
    const bool stored = co_await give_back(oldest.message, RetrySchedule::first_level);
    if (stored) finish(place, oldest.message.position);
  }
}

}  // namespace txlab
