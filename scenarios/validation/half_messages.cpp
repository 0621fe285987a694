#include "scenarios/validation/half_messages.hpp"

#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

constexpr HostId broker{0};
constexpr HostId producer{1};

// Sends half messages at random instants and never ends one. What it answers to a check is kept to
// itself: op records would make the scanner pause now and then, which theory leaves out.
class Forgetful final : public Program {
 public:
  Forgetful(Host& host, const CheckBack& check_back, std::vector<double>& delays_s)
      : host_(host),
        messages_(check_back.messages),
        answer_lost_(check_back.answer_lost),
        delays_s_(delays_s),
        stored_(check_back.messages + 1, end_of_time),
        answered_(check_back.messages + 1),
        begin_(Distribution::uniform(0, check_back.interval.count())),
        gap_(Distribution::exponential(2e9)),
        gaps_(host.world().seed(), "validation.gap"),
        losses_(host.world().seed(), "validation.loss") {}

  Task<> main() override {
    host_.on<&Forgetful::on_check>(*this);
    // Begins anywhere in the broker's period.
    co_await Sleep(host_.kernel(), begin_.duration(gaps_.at(0).bits), "first half message");
    for (std::uint64_t number = 1; number <= messages_; ++number) {
      co_await Sleep(host_.kernel(), gap_.duration(gaps_.at(number).bits), "next half message");
      SendHalf half{.intent = IntentId{number}, .topic = 0, .topics = 1};
      half.born = host_.local_time();
      half.message.key = number;
      const auto reply = co_await host_.call(broker, half, 3s);
      CHECK(reply && reply->status == PutStatus::stored);
      stored_[number] = host_.kernel().now();
    }
  }

  void on_check(CheckHalf check) {
    const std::uint64_t number = check.intent.value;
    if (answered_[number] || answer_lost_.happens(losses_.at(number, ++asked_).first)) return;
    answered_[number] = true;
    const Duration delay = host_.kernel().now() - stored_[number];
    delays_s_.push_back(in_seconds(delay));
  }

 private:
  Host& host_;
  std::uint64_t messages_;
  Probability answer_lost_;
  std::vector<double>& delays_s_;
  std::vector<Instant> stored_;  // by number
  std::vector<bool> answered_;
  Distribution begin_;
  Distribution gap_;
  Stream gaps_;
  Stream losses_;
  std::uint64_t asked_ = 0;
};

}  // namespace

std::unique_ptr<Program> real_broker(Host& host, const BrokerSettings& settings,
                                     const BrokerUse& use) {
  return std::make_unique<Broker>(host, settings, use);
}

std::vector<double> check_delays(const CheckBack& check_back, std::uint64_t seed) {
  std::vector<double> delays_s;
  BrokerSettings settings;
  settings.fsync = {};
  BrokerUse use;
  use.consumers = {{0, {}}};
  use.producers = {producer};
  use.check_interval = check_back.interval;
  use.immunity = check_back.immunity;
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == broker) return check_back.make(host, settings, use);
    return std::make_unique<Forgetful>(host, check_back, delays_s);
  });
  world.add_host({.name = "mq", .group = "mq"});
  world.add_host({.name = "producer", .group = "producer"});
  world.boot_all();
  const Duration lasts = static_cast<std::int64_t>(check_back.messages) * Duration{2s};
  world.kernel().run_until(start_of_run + 2 * lasts + 24h);
  return delays_s;
}

}  // namespace txlab::validation
