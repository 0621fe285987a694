#include "scenarios/validation/closed_network.hpp"

#include "sim/stats/time_average.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

Duration seconds(double s) { return Duration{static_cast<std::int64_t>(s * 1e9)}; }

struct Visit {
  static constexpr MessageType type{"validation.turn", MessageClass::work};
  struct Reply {
    bool served;
  };
  IntentId intent;
};

class StopHere final : public Program {
 public:
  explicit StopHere(Host& host) : host_(host) {}
  Task<> main() override {
    host_.on<&StopHere::on_visit>(*this);
    co_return;
  }
  Task<Visit::Reply> on_visit(Visit) { co_return Visit::Reply{true}; }

 private:
  Host& host_;
};

class Crowd final : public Program {
 public:
  Crowd(Host& host, const ClosedNetwork& network)
      : host_(host),
        network_(network),
        opens_(start_of_run + seconds(network.warm_up_s)),
        thinks_(host.world().seed(), "validation.think"),
        there_(opens_) {}
  Task<> main() override {
    for (std::uint32_t client = 0; client < network_.clients; ++client) host_.spawn(turns());
    co_return;
  }
  Turns result() const {
    const Instant now = host_.kernel().now();
    const double lasts = in_seconds(now - opens_);
    const auto turns = static_cast<double>(turns_);
    return {turns / lasts, responses_s_ / turns, there_.average(now), first_stops_s_ / turns};
  }

 private:
  Task<> turns() {
    for (;;) {
      const std::uint64_t number = ++begun_;
      co_await Sleep(host_.kernel(), network_.think.duration(thinks_.at(number).bits), "think");
      const Instant came = host_.kernel().now();
      Instant left_first = came;
      for (std::uint16_t stop = 0; stop < network_.stops.size(); ++stop) {
        if (stop == 0) there_.add(host_.kernel().now(), +1);
        const auto served = co_await host_.call(HostId{stop}, Visit{IntentId{number}}, 1h);
        CHECK(served.has_value());
        if (stop == 0) there_.add(host_.kernel().now(), -1);
        if (stop == 0) left_first = host_.kernel().now();
      }
      const Instant now = host_.kernel().now();
      if (now < opens_) continue;
      ++turns_;
      first_stops_s_ += in_seconds(left_first - came);
      responses_s_ += in_seconds(now - came);
    }
  }

  Host& host_;
  const ClosedNetwork& network_;
  Instant opens_;
  Stream thinks_;
  TimeAverage there_;
  std::uint64_t begun_ = 0;
  std::uint64_t turns_ = 0;
  double responses_s_ = 0;
  double first_stops_s_ = 0;
};

}  // namespace

Turns circulate(const ClosedNetwork& network, std::uint64_t seed) {
  const Crowd* crowd = nullptr;
  const std::size_t stops = network.stops.size();
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id().value < stops) return std::make_unique<StopHere>(host);
    auto program = std::make_unique<Crowd>(host, network);
    crowd = program.get();
    return program;
  });
  for (std::size_t i = 0; i < stops; ++i) {
    const std::string name = "stop-" + std::to_string(i + 1);
    world.add_host({.name = name,
                    .group = name,
                    .workers = network.stops[i].workers,
                    .service = Distribution::exponential(network.stops[i].service_s * 1e9)});
  }
  world.add_host({.name = "crowd", .group = "crowd"});
  world.boot_all();
  world.kernel().run_until(start_of_run + seconds(network.warm_up_s + network.lasts_s));
  return crowd->result();
}

}  // namespace txlab::validation
