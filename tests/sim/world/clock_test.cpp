#include "sim/world/clock.hpp"

#include <gtest/gtest.h>

#include "lab.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

constexpr std::int64_t ppm = 1000;  // parts per billion

TEST(LocalClock, ShowsVirtualTimeUnlessSomethingIsWrongWithIt) {
  const LocalClock clock;
  EXPECT_EQ(clock.read(start_of_run + 5s), LocalInstant{5s});
  EXPECT_EQ(clock.real(5s), 5s);
}

TEST(LocalClock, StepsAddUp) {
  LocalClock clock;
  clock.step(3s);
  clock.step(-5s);
  EXPECT_EQ(clock.read(start_of_run + 1s), LocalInstant{-1s});
}

TEST(LocalClock, DriftsFromTheMomentOnThatItBegins) {
  LocalClock clock;
  clock.drift_by(start_of_run + 10s, 100 * ppm);
  EXPECT_EQ(clock.read(start_of_run + 10s), LocalInstant{10s});
  EXPECT_EQ(clock.read(start_of_run + 20s), LocalInstant{20s + 1ms});
  clock.drift_by(start_of_run + 20s, -100 * ppm);
  EXPECT_EQ(clock.read(start_of_run + 50s), LocalInstant{50s + 1ms}) << "what it gained it keeps";
}

TEST(LocalClock, OverlappingDriftsAddUpAndEndOneByOne) {
  LocalClock clock;
  clock.drift_by(start_of_run, 100 * ppm);
  clock.drift_by(start_of_run + 10s, -300 * ppm);
  EXPECT_EQ(clock.drift_ppb(), -200 * ppm);
  clock.drift_by(start_of_run + 20s, -100 * ppm);
  EXPECT_EQ(clock.drift_ppb(), -300 * ppm);
  clock.drift_by(start_of_run + 30s, 300 * ppm);
  EXPECT_EQ(clock.drift_ppb(), 0);
  EXPECT_EQ(clock.read(start_of_run + 30s), LocalInstant{30s + 1ms - 2ms - 3ms});
}

TEST(LocalClock, AWaitEndsWhenTheClockShowsItsEndAndNotBefore) {
  const Stream stream(1, "test.clock");
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const Draw draw = stream.at(i);
    LocalClock clock;
    const std::int64_t drift = static_cast<std::int64_t>(draw.first % 2'000'000'000u) - 999'999'999;
    clock.drift_by(start_of_run + Duration{draw.second % 1000}, drift);
    const Instant now =
        start_of_run + Duration{1000 + static_cast<std::int64_t>(draw.bits % 5'000'000'000u)};
    const Duration local{static_cast<std::int64_t>(stream.at(i, 1).bits % 1'000'000u)};
    const Duration real = clock.real(local);
    ASSERT_GE(clock.read(now + real), clock.read(now) + local);
    if (real > 1ns) {
      ASSERT_LE(clock.read(now + real - 2ns), clock.read(now) + local);
    }
  }
}

TEST(LocalClock, WaitingForeverDoesNotOverflow) {
  LocalClock clock;
  clock.drift_by(start_of_run, -500 * ppm);
  EXPECT_EQ(clock.real(forever), forever);
}

// Writes down what the host's clock shows at each tick.
class Ticker : public Program {
 public:
  Ticker(Host& host, std::vector<LocalInstant>& ticks) : host_(host), ticks_(ticks) {}
  Task<> main() override {
    for (;;) {
      co_await host_.next_tick(1s);
      ticks_.push_back(host_.local_time());
    }
  }

 private:
  Host& host_;
  std::vector<LocalInstant>& ticks_;
};

TEST(LocalClock, TicksComeOncePerPeriodOfADriftingClock) {
  for (const std::int64_t drift : {0, 100, -100, 250'000, -250'000}) {
    Lab lab;
    std::vector<LocalInstant> ticks;
    Host& host = lab.add<Ticker>({}, ticks);
    host.clock().step(-2500ms);
    host.clock().drift_by(start_of_run, drift * ppm);
    lab.world().boot_all();
    lab.run(100s);
    ASSERT_GT(ticks.size(), 70u) << drift;
    for (std::size_t i = 0; i < ticks.size(); ++i) {
      const LocalInstant due{1s * (static_cast<std::int64_t>(i) - 2)};
      EXPECT_GE(ticks[i], due);
      EXPECT_LE(ticks[i], due + 2ns);
    }
  }
}

}  // namespace
}  // namespace txlab
