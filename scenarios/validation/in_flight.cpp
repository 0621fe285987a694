// Messages on their way are an M/G/infinity queue: Poisson in number, whatever the law of the
// latency, with mean rate x latency.
#include <cmath>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/stats/fit.hpp"
#include "sim/stats/time_average.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

constexpr double per_s = 200;
constexpr std::size_t cells = 12;  // 0, 1, ... 10, and more

struct Letter {
  static constexpr MessageType type{"validation.letter", MessageClass::work};
  IntentId intent;
};

class Receiver final : public Program {
 public:
  explicit Receiver(Host& host) : host_(host) {}
  Task<> main() override {
    host_.on<&Receiver::on_letter>(*this);
    co_return;
  }
  void on_letter(Letter) {}

 private:
  Host& host_;
};

class Sender final : public Program {
 public:
  explicit Sender(Host& host)
      : host_(host),
        gap_(Distribution::exponential(1e9 / per_s)),
        gaps_(host.world().seed(), "validation.gap") {}
  Task<> main() override {
    for (std::uint64_t number = 1;; ++number) {
      co_await Sleep(host_.kernel(), gap_.duration(gaps_.at(number).bits), "next letter");
      host_.send(HostId{0}, Letter{IntentId{number}});
    }
  }

 private:
  Host& host_;
  Distribution gap_;
  Stream gaps_;
};

struct InFlight {
  double mean = 0;
  double none = 0;  // share of the time
  double ten = 0;
  std::array<std::uint64_t, cells> seen{};  // every half second
};

// Counts what was sent and is not delivered yet.
class Post final : public Observer {
 public:
  explicit Post(Instant opens) : count_(opens), none_(opens), ten_(opens) {}
  void on(const Happening& happening, Instant at) override {
    if (happening.kind == Happening::Kind::sent) count_.add(at, +1);
    if (happening.kind == Happening::Kind::delivered) count_.add(at, -1);
    none_.set(at, count_.current() == 0 ? 1 : 0);
    ten_.set(at, count_.current() >= 10 ? 1 : 0);
  }
  void look() {
    ++seen_[std::min<std::size_t>(static_cast<std::size_t>(count_.current()), cells - 1)];
  }
  InFlight result(Instant now) const {
    return {count_.average(now), none_.average(now), ten_.average(now), seen_};
  }

 private:
  TimeAverage count_;
  TimeAverage none_;
  TimeAverage ten_;
  std::array<std::uint64_t, cells> seen_{};
};

InFlight in_flight(const Distribution& latency, std::uint64_t seconds, std::uint64_t seed) {
  LinkSettings link;
  link.latency = latency;
  World world(seed, Topology(1, link, {}), [](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == HostId{0}) return std::make_unique<Receiver>(host);
    return std::make_unique<Sender>(host);
  });
  Post post(start_of_run + 2s);
  world.add_observer(post);
  world.add_host({.name = "receiver", .group = "receiver"});
  world.add_host({.name = "sender", .group = "sender"});
  world.boot_all();
  for (std::uint64_t half = 0; half < 2 * seconds; ++half) {
    const Instant at = start_of_run + 2s + half * Duration{500ms};
    world.kernel().run_until(at);
    post.look();
  }
  return post.result(world.now());
}

// P(N = n) of the Poisson law with mean 5; the last cell has the rest.
std::vector<double> poisson_cells() {
  std::vector<double> cells_of;
  double p = std::exp(-5.0);
  double rest = 1;
  for (std::size_t n = 0; n + 1 < cells; ++n) {
    cells_of.push_back(p);
    rest -= p;
    p *= 5.0 / static_cast<double>(n + 1);
  }
  cells_of.push_back(rest);
  return cells_of;
}

}  // namespace

std::vector<Row> messages_in_flight(const Effort& effort) {
  struct Case {
    std::string name;
    Distribution latency;
  };
  const double s = std::sqrt(std::log(2.0));  // cv 1
  const double median = 25e6 * std::exp(-s * s / 2);
  const Case cases[] = {
      {"constant latency", Distribution::constant(25'000'000)},
      {"lognormal latency",
       Distribution::lognormal(median, median * std::exp(2.3263478740408408 * s))}};
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const std::uint64_t seconds = effort.samples(40'000) / Effort::replications;
    const auto seen = replicate(
        effort, [&](std::uint64_t seed) { return in_flight(one.latency, seconds, seed); });
    std::vector<std::uint64_t> counts(cells);
    for (const InFlight& run : seen) {
      for (std::size_t n = 0; n < cells; ++n) counts[n] += run.seen[n];
    }
    const double w = effort.width(0.02);
    rows.push_back(
        mean_row("in flight, " + one.name, 5, each(seen, [](auto& r) { return r.mean; }), w));
    rows.push_back(mean_row("P(none in flight), " + one.name, 0.006737946999,
                            each(seen, [](auto& r) { return r.none; }), effort.width(0.05)));
    rows.push_back(mean_row("P(10 in flight), " + one.name, 0.03182805731,
                            each(seen, [](auto& r) { return r.ten; }), effort.width(0.05)));
    rows.push_back(
        fit_row("Poisson in flight, " + one.name, chi_square_p(counts, poisson_cells())));
  }
  return rows;
}

}  // namespace txlab::validation
