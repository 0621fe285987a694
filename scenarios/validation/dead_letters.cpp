// A consumer that fails with probability p each time: the broker tries 17 times, after growing
// delays (10 s, 30 s, 1 m ... 2 h, 17,140 s in all), and then puts the message aside. Attempts are
// the first delivery and 16 retries.
#include <fmt/format.h>

#include "models/parts/broker/broker.hpp"
#include "models/parts/broker/publish.hpp"
#include "models/parts/broker/push_consumer.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

constexpr HostId broker{0};
constexpr HostId consumer{1};

struct Deliveries {
  std::uint64_t messages = 0;
  std::uint64_t attempts = 0;
  std::uint64_t consumed = 0;
  std::uint64_t dead = 0;
  double delay_s = 0;    // sum, from the first delivery to the one that was consumed
  double longest_s = 0;  // from the first to any later delivery

  double per_message(std::uint64_t count) const {
    return static_cast<double>(count) / static_cast<double>(messages);
  }
};

class Unreliable final : public Program, public Listener {
 public:
  Unreliable(Host& host, double fails, std::uint64_t messages, Deliveries& seen)
      : host_(host),
        fails_(fails),
        first_(messages + 1, end_of_time),
        failures_(host.world().seed(), "validation.failure"),
        seen_(seen),
        consumer_(host, broker, settings_, *this) {}
  Task<> main() override {
    consumer_.start(topics_);
    co_return;
  }
  Task<bool> consume(Deliver message) override {
    const std::uint64_t key = message.message.key;
    const Instant now = host_.kernel().now();
    if (first_[key] == end_of_time) first_[key] = now;
    const double delay = in_seconds(now - first_[key]);
    ++seen_.attempts;
    seen_.longest_s = std::max(seen_.longest_s, delay);
    const bool consumed = !fails_.happens(failures_.at(key, message.reconsumed).first);
    if (consumed) ++seen_.consumed;
    if (consumed) seen_.delay_s += delay;
    co_return consumed;
  }

 private:
  Host& host_;
  Probability fails_;
  std::vector<Instant> first_;  // by key
  Stream failures_;
  Deliveries& seen_;
  ConsumerSettings settings_;
  std::vector<TopicId> topics_{0};
  PushConsumer consumer_;
};

class Publisher final : public Program {
 public:
  Publisher(Host& host, std::uint64_t messages) : host_(host), messages_(messages) {}
  Task<> main() override {
    for (std::uint64_t key = 1; key <= messages_; ++key) {
      co_await Sleep(host_.kernel(), 100ms, "next message");
      const Publish message{IntentId{key}, 0, 1, {.key = key}};
      const auto stored = co_await publish(host_, broker, message);
      CHECK(stored);
    }
  }

 private:
  Host& host_;
  std::uint64_t messages_;
};

class Letters final : public Observer {
 public:
  explicit Letters(Deliveries& seen) : seen_(seen) {}
  void on(const Happening& happening, Instant) override {
    seen_.dead += happening.kind == Happening::Kind::dead_letter;
  }

 private:
  Deliveries& seen_;
};

Deliveries deliver(double fails, std::uint64_t messages, std::uint64_t seed) {
  Deliveries seen{.messages = messages};
  Letters letters(seen);
  BrokerSettings settings;
  settings.fsync = {};
  BrokerUse use;
  use.consumers = {{0, {consumer}}};
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == broker) return std::make_unique<Broker>(host, settings, use);
    if (host.id() == consumer) return std::make_unique<Unreliable>(host, fails, messages, seen);
    return std::make_unique<Publisher>(host, messages);
  });
  world.add_observer(letters);
  for (const char* const name : {"mq", "consumer", "producer"}) {
    world.add_host({.name = name, .group = name});
  }
  world.boot_all();
  world.kernel().run_until(start_of_run + static_cast<std::int64_t>(messages) * Duration{100ms} +
                           24h);
  return seen;
}

}  // namespace

std::vector<Row> dead_letters(const Effort& effort) {
  struct Case {
    double fails, attempts, delay_s, dead;  // dead 0: too rare to be measured
    double width;                           // of the delay
  };
  constexpr Case cases[] = {{0.1, 1.111111111, 1.374074074, 0, 0.1},
                            {0.3, 1.428571427, 9.006304209, 0, 0.05},
                            {0.5, 1.999984741, 42.66985069, 0, 0.1},
                            {0.9, 8.332281830, 1549.132475, 0.1667718170, 0.05}};
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const std::uint64_t messages = effort.samples(100'000) / Effort::replications;
    const auto seen =
        replicate(effort, [&](std::uint64_t seed) { return deliver(one.fails, messages, seed); });
    const std::string name = fmt::format("consumer fails {:.0f} %: ", one.fails * 100);
    rows.push_back(mean_row(name + "attempts", one.attempts,
                            each(seen, [](auto& d) { return d.per_message(d.attempts); }),
                            effort.width(0.02)));
    rows.push_back(
        mean_row(name + "delay (s)", one.delay_s,
                 each(seen, [](auto& d) { return d.delay_s / static_cast<double>(d.consumed); }),
                 effort.width(one.width)));
    if (one.dead == 0) continue;
    rows.push_back(mean_row(name + "dead letters", one.dead,
                            each(seen, [](auto& d) { return d.per_message(d.dead); }),
                            effort.width(0.05)));
  }
  const Deliveries never = deliver(1, 1, effort.seed);
  const auto attempts = static_cast<double>(never.attempts);
  rows.push_back(exact_row("consumer always fails: attempts", 17, {attempts, attempts}));
  rows.push_back(
      exact_row("consumer always fails: delays (s)", 17140, {never.longest_s, never.longest_s}));
  return rows;
}

}  // namespace txlab::validation
