// A broker, a producer and two consumer hosts whose answers the test decides; 1 ms per message and
// flush.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "models/parts/broker/broker.hpp"
#include "models/parts/broker/publish.hpp"
#include "models/parts/broker/push_consumer.hpp"
#include "models/parts/broker/replica.hpp"
#include "sim/world/world.hpp"

namespace txlab {

enum class Answer : std::uint8_t { consumed, later, silence };

struct Delivery {
  Duration at;
  HostId consumer;
  TopicId topic;
  std::uint64_t key;
  std::uint16_t reconsumed;
};

// What the hosts of the test share: how they answer, and what they saw.
struct Desk {
  Answer answer = Answer::consumed;
  HalfOutcome check_answer = HalfOutcome::unknown;
  Duration check_immunity{0};  // of half messages that are sent from now on
  std::vector<Delivery> delivered;
  std::vector<Duration> checked;
  std::map<std::uint64_t, HalfAddress> halves;  // by key
  std::map<std::uint64_t, bool> stored;
  std::map<std::uint64_t, PutStatus> status;
  std::vector<TopicId> topics{0};
  std::vector<HostId> group;
  std::map<HostId, TagSubscription> wanted;
  std::map<std::uint64_t, Tag> tags;        // of messages, by key
  std::map<std::uint64_t, Answer> answers;  // of single messages, by key
  std::map<std::uint64_t, Duration> takes;  // how long the listener works on them
  std::vector<std::uint64_t> finished;      // by listeners
};

class TestConsumer final : public Program, public Listener {
 public:
  TestConsumer(Host& host, HostId broker, const ConsumerSettings& settings, Desk& desk)
      : host_(host), desk_(desk), consumer_(host, broker, settings, *this) {}
  Task<> main() override {
    const bool member = std::ranges::find(desk_.group, host_.id()) != desk_.group.end();
    if (member) consumer_.start(desk_.topics, desk_.wanted[host_.id()]);
    co_return;
  }
  Task<bool> consume(Deliver message) override {
    const Duration at = host_.kernel().now() - start_of_run;
    const std::uint64_t key = message.message.key;
    desk_.delivered.push_back({at, host_.id(), message.topic, key, message.reconsumed});
    const auto own = desk_.answers.find(key);
    const Answer answer = own == desk_.answers.end() ? desk_.answer : own->second;
    const auto takes = desk_.takes.find(key);
    if (takes != desk_.takes.end()) co_await host_.sleep(takes->second, "work");
    if (answer == Answer::silence) co_await host_.sleep(1000h, "for ever");
    desk_.finished.push_back(key);
    co_return answer == Answer::consumed;
  }

 private:
  Host& host_;
  Desk& desk_;
  PushConsumer consumer_;
};

class TestProducer final : public Program {
 public:
  TestProducer(Host& host, HostId broker, Desk& desk) : host_(host), broker_(broker), desk_(desk) {}
  Task<> main() override {
    host_.on<&TestProducer::on_check>(*this);
    co_return;
  }
  void on_check(CheckHalf check) {
    desk_.checked.push_back(host_.kernel().now() - start_of_run);
    host_.send(broker_, EndHalf{check.intent, check.half, desk_.check_answer, true}, check.number);
  }

 private:
  Host& host_;
  HostId broker_;
  Desk& desk_;
};

inline Task<> publish_one(Host& host, HostId broker, std::uint64_t key, std::uint8_t topics,
                          Desk& desk) {
  const Publish message{IntentId{key}, 0, topics, BrokerMessage{.key = key, .tag = desk.tags[key]}};
  const bool stored = co_await publish(host, broker, message);
  desk.stored[key] = stored;
}

inline Task<> send_half(Host& host, HostId broker, std::uint64_t key, std::uint8_t topics,
                        Desk& desk) {
  const SendHalf half{
      IntentId{key}, 0, topics, host.local_time(), desk.check_immunity, BrokerMessage{.key = key}};
  const auto reply = co_await host.call(broker, half, 3s);
  if (!reply) co_return;
  desk.halves[key] = reply->half;
  desk.status[key] = reply->status;
}

inline BrokerSettings quick_broker(Flush flush = Flush::sync) {
  BrokerSettings settings;
  settings.flush = flush;
  settings.fsync = Distribution::constant(1'000'000);
  return settings;
}

class BrokerLab : public Observer {
 public:
  static constexpr HostId broker{0}, producer{1}, consumer{2}, other_consumer{3};

  explicit BrokerLab(BrokerSettings settings = quick_broker(), std::vector<TopicId> topics = {0},
                     std::vector<HostId> group = {consumer}, BrokerUse use = {},
                     std::map<HostId, TagSubscription> wanted = {})
      : settings_(settings),
        use_(std::move(use)),
        world_(1, Topology(1, link(), {}), [this](Host& host) { return boot(host); }) {
    desk.topics = topics;
    desk.group = group;
    use_.producers = {producer};
    for (const TopicId topic : topics) use_.consumers[topic] = group;
    desk.wanted = std::move(wanted);
    world_.add_observer(*this);
    world_.add_host({.name = "mq", .group = "mq", .fsync = settings_.fsync});
    for (const char* const name : {"producer", "consumer", "other"}) {
      world_.add_host({.name = name, .group = name});
    }
    for (std::uint32_t copy = 2; copy <= settings_.copies; ++copy) {
      use_.replicas.push_back(world_.add_host({.name = "mq-replica", .group = "mq-replica"}).id());
    }
    world_.boot_all();
  }

  void on(const Happening& happening, Instant) override {
    ++counts_[happening.kind];
    if (happening.kind == Happening::Kind::delivered) ++arrived_[std::string(happening.name)];
    if (happening.kind == Happening::Kind::listed) {
      listed_[std::string(happening.name)] += happening.value;
    }
  }
  std::size_t count(Happening::Kind kind) { return counts_[kind]; }
  std::size_t arrived(const std::string& message) { return arrived_[message]; }
  std::int64_t listed(const std::string& list) { return listed_[list]; }

  void at(Duration when, std::function<void()> action) {
    world_.at(start_of_run + when, std::move(action));
  }
  void publish_at(Duration when, std::uint64_t key, std::uint8_t topics = 1) {
    at(when, [this, key, topics] {
      host(producer).spawn(publish_one(host(producer), broker, key, topics, desk));
    });
  }
  void half_at(Duration when, std::uint64_t key, std::uint8_t topics = 1) {
    at(when, [this, key, topics] {
      host(producer).spawn(send_half(host(producer), broker, key, topics, desk));
    });
  }
  void end_at(Duration when, std::uint64_t key, HalfOutcome outcome) {
    at(when, [this, key, outcome] {
      host(producer).send(broker, EndHalf{IntentId{key}, desk.halves.at(key), outcome, false});
    });
  }
  void answer_from(Duration when, Answer answer) {
    at(when, [this, answer] { desk.answer = answer; });
  }
  std::vector<std::uint64_t> delivered_keys() const {
    std::vector<std::uint64_t> keys;
    for (const Delivery& delivery : desk.delivered) keys.push_back(delivery.key);
    return keys;
  }
  void crash_at(Duration when, HostId victim, CrashKind kind = CrashKind::process,
                std::optional<Duration> outage = 100ms) {
    at(when, [this, victim, kind, outage] { world_.crash(victim, kind, Unsynced::gone, outage); });
  }
  void step_clock(HostId whose, Duration by) { host(whose).clock().step(by); }
  std::uint64_t events() { return world_.kernel().fired(); }
  // What one host sends to another is lost for a while.
  void lose_at(Duration when, HostId from, HostId to, Duration lasts) {
    at(when, [this, from, to, lasts] {
      const NetworkRule& cut = world_.network().add_rule(std::make_unique<Cut>(from, to));
      world_.at(world_.now() + lasts, [this, &cut] { world_.network().remove_rule(cut); });
    });
  }
  // The first message of this name from one host to another is under way for so long.
  void delay_first(HostId from, HostId to, std::string_view name, Duration delay) {
    world_.network().add_rule(std::make_unique<Detour>(from, to, name, delay));
  }
  BrokerLab& run(Duration until = 24h) {
    world_.kernel().run_until(start_of_run + until);
    return *this;
  }
  bool quiet() { return world_.kernel().agenda().empty(); }
  std::vector<Duration> delivered_at() const {
    std::vector<Duration> instants;
    for (const Delivery& delivery : desk.delivered) instants.push_back(delivery.at);
    return instants;
  }
  BrokerState& state() { return *world_.host(broker).find_durable<BrokerState>(); }

  Desk desk;

 private:
  static LinkSettings link() {
    LinkSettings link;
    link.latency = Distribution::constant(1'000'000);
    return link;
  }
  struct Cut final : NetworkRule {
    Cut(HostId sender, HostId receiver) : from(sender), to(receiver) {}
    Verdict on(const Envelope& envelope, MessageKey) override {
      return {.drop = envelope.from == from && envelope.to == to};
    }
    HostId from;
    HostId to;
  };
  struct Detour final : NetworkRule {
    Detour(HostId sender, HostId receiver, std::string_view type, Duration longer)
        : from(sender), to(receiver), name(type), delay(longer) {}
    Verdict on(const Envelope& envelope, MessageKey) override {
      const bool this_one =
          !taken && envelope.from == from && envelope.to == to && envelope.name == name;
      taken = taken || this_one;
      return {.delay = this_one ? delay : Duration{0}};
    }
    HostId from;
    HostId to;
    std::string_view name;
    Duration delay;
    bool taken = false;
  };
  Host& host(HostId id) { return world_.host(id); }
  std::unique_ptr<Program> boot(Host& host) {
    if (host.id() == broker) return std::make_unique<Broker>(host, settings_, use_);
    if (host.group() == "mq-replica") return std::make_unique<Replica>(host, settings_);
    if (host.id() == producer) return std::make_unique<TestProducer>(host, broker, desk);
    return std::make_unique<TestConsumer>(host, broker, settings_.consumers, desk);
  }

  BrokerSettings settings_;
  BrokerUse use_;
  std::map<Happening::Kind, std::size_t> counts_;
  std::map<std::string, std::size_t> arrived_;
  std::map<std::string, std::int64_t> listed_;
  World world_;
};

}  // namespace txlab
