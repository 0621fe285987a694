// A run is a pure function of its inputs: everything at once, and one number for all that happened.
#include <gtest/gtest.h>

#include "lab.hpp"
#include "sim/base/digest.hpp"
#include "sim/world/durable_log.hpp"
#include "sim/world/fault_injector.hpp"

namespace txlab {
namespace {

class DigestOfAll : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    digest_.add(at.time_since_epoch().count(), static_cast<std::uint64_t>(happening.kind),
                happening.host.value, happening.peer.value, happening.code, happening.intent.value,
                happening.value, hash_of(happening.name));
    ++count_;
  }
  std::uint64_t value() const { return digest_.value(); }
  std::uint64_t count() const { return count_; }

 private:
  Digest digest_;
  std::uint64_t count_ = 0;
};

class Ledger : public DurableState {
 public:
  explicit Ledger(Host& host) : log(host) {}
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override {
    log.crashed(kind, unsynced, draw);
  }
  DurableLog<int> log;
};

// Asks two others at once, writes the sum to its disk, and does so again after a pause with jitter.
class Worker : public Program {
 public:
  explicit Worker(Host& host) : host_(host), ledger_(host.durable<Ledger>(host)) {}
  Task<> main() override {
    host_.on<&Worker::on_ask>(*this);
    host_.on<&Worker::on_note>(*this);
    const auto hosts = static_cast<std::uint16_t>(host_.world().hosts());
    for (std::uint32_t turn = 1;; ++turn) {
      const IntentId intent{host_.id().value * 1000u + turn % 1000};
      TaskList<int> both;
      for (std::uint16_t step = 1; step <= 2; ++step) {
        both.add(
            ask(HostId{static_cast<std::uint16_t>((host_.id().value + step) % hosts)}, intent));
      }
      const auto answers = co_await both;
      co_await ledger_.log.force(*answers[0] + *answers[1], "sum", intent);
      host_.send(HostId{0}, Note{{}, *answers[0]});
      co_await host_.sleep(host_.jitter(20ms, intent, turn));
    }
  }

 private:
  Task<int> ask(HostId whom, IntentId intent) {
    for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
      const auto reply = co_await host_.call(whom, Ask{intent, 1}, 10ms, attempt);
      if (reply) co_return reply->value;
    }
    co_return -1;
  }
  Task<Ask::Reply> on_ask(Ask ask) {
    co_await ledger_.log.force(ask.value, "asked", ask.intent);
    co_return Ask::Reply{static_cast<int>(ledger_.log.end())};
  }
  void on_note(Note) { ledger_.log.flush_within(5ms); }

  Host& host_;
  Ledger& ledger_;
};

std::vector<FaultSettings> all_faults() {
  const auto fault = [](std::string name, FaultKind kind, double per_s) {
    FaultSettings settings;
    settings.name = std::move(name);
    settings.kind = kind;
    settings.clock.kind = FaultClock::Kind::rate;
    settings.clock.rate_per_s = per_s;
    settings.target = {.kind = FaultTarget::Kind::host,
                       .name = "worker",
                       .pick = {FaultTarget::Pick::Kind::count, 1, 1}};
    settings.lasts = 100ms;
    settings.restart_after = 50ms;
    return settings;
  };
  std::vector<FaultSettings> faults = {
      fault("crash", FaultKind::crash, 2),         fault("power", FaultKind::crash, 2),
      fault("pause", FaultKind::pause, 1),         fault("slow", FaultKind::slow, 1),
      fault("slow-disk", FaultKind::slow_disk, 1), fault("drift", FaultKind::clock_drift, 1),
      fault("partition", FaultKind::partition, 1), fault("degrade", FaultKind::degrade, 1)};
  faults[1].crash = CrashKind::power;
  faults[1].unsynced = Unsynced::torn;
  faults[3].factor = faults[4].factor = 3;
  faults[5].drift_ppm = 500;
  for (const std::size_t network : {6, 7}) {
    faults[network].target = {};
    faults[network].between = {"north", "south"};
    faults[network].extra_loss = Probability(0.2);
    faults[network].extra_latency = Distribution::exponential(5e6);
  }
  return faults;
}

// The digest of two virtual seconds, and how much happened in them.
std::pair<std::uint64_t, std::uint64_t> digest_of_run(std::uint64_t seed) {
  LinkSettings link = constant_link(0ms);
  link.latency = Distribution::lognormal(5e5, 4e6);
  link.jitter = Distribution::exponential(1e5);
  link.loss = Probability(0.01);
  link.duplicate = Probability(0.01);
  link.reorder = Probability(0.01);
  DigestOfAll digest;
  World world(seed, Topology(2, link, {{0, 1, link}}),
              [](Host& host) { return std::make_unique<Worker>(host); });
  world.add_observer(digest);
  FaultInjector injector(world, all_faults(), {"north", "south"});
  world.add_observer(injector);
  for (std::uint16_t i = 0; i < 8; ++i) {
    world.add_host({.name = "worker-" + std::to_string(i),
                    .group = "worker",
                    .zone = static_cast<ZoneIndex>(i % 2),
                    .workers = 2,
                    .service = Distribution::exponential(1e5),
                    .fsync = Distribution::percentiles({{0.5, 3e5}, {0.99, 3e6}})});
  }
  world.boot_all();
  injector.start(start_of_run + 2s);
  world.kernel().run_until(start_of_run + 2s);
  return {digest.value(), digest.count()};
}

TEST(Determinism, TheSameSeedGivesTheSameHappeningsInTheSameOrder) {
  const auto [digest, count] = digest_of_run(1);
  EXPECT_GT(count, 5'000u);
  EXPECT_EQ(digest_of_run(1), (std::pair{digest, count}));
  EXPECT_NE(digest_of_run(2).first, digest);
}

// Every compiler, every level of optimisation and every processor must come to this number. If it
// changes, runs change: say in the commit why they had to.
TEST(Determinism, TheDigestIsPinned) { EXPECT_EQ(digest_of_run(1).first, 10990443194841383090u); }

}  // namespace
}  // namespace txlab
