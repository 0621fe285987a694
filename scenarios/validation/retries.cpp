#include "scenarios/validation/retries.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/fund/clients.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

constexpr HostId server{0};
constexpr Duration one_way = 2500us;

struct Attempt {
  static constexpr MessageType type{"validation.attempt", MessageClass::work};
  struct Reply {
    bool done;
  };
  IntentId intent;
};

// What happened to all clients of a run.
struct Tally {
  std::uint64_t clients = 0;
  std::uint64_t attempts = 0;
  std::uint64_t successes = 0;
  std::uint64_t executions = 0;
  std::uint64_t in_vain = 0;
  double latency_s = 0;  // sum over successes

  double per_client(std::uint64_t count) const {
    return static_cast<double>(count) / static_cast<double>(clients);
  }
  double mean_latency_s() const { return latency_s / static_cast<double>(successes); }
};

class Executor final : public Program {
 public:
  Executor(Host& host, Tally& tally, std::vector<bool>& executed)
      : host_(host), tally_(tally), executed_(executed) {}
  Task<> main() override {
    host_.on<&Executor::on_attempt>(*this);
    host_.on<&Executor::on_place>(*this);
    co_return;
  }
  Attempt::Reply on_attempt(Attempt attempt) {
    ++tally_.executions;
    executed_[attempt.intent.value] = true;
    return {true};
  }
  PlaceOrder::Reply on_place(PlaceOrder) {
    ++tally_.executions;
    return {Told::placed};
  }

 private:
  Host& host_;
  Tally& tally_;
  std::vector<bool>& executed_;
};

struct Patience {
  std::vector<Duration> waits;  // after each attempt; the last is repeated for ever if unbounded
  bool unbounded = false;
  Notices notices = Notices::at_once;
};

class Persistent final : public Program {
 public:
  Persistent(Host& host, const Patience& patience, std::uint64_t clients, Tally& tally,
             const std::vector<bool>& executed)
      : host_(host), patience_(patience), clients_(clients), tally_(tally), executed_(executed) {}
  Task<> main() override {
    for (std::uint64_t client = 1; client <= clients_; ++client) {
      co_await Sleep(host_.kernel(), 1ms, "next client");
      host_.spawn(persist(IntentId{client}));
    }
  }

 private:
  Task<> persist(IntentId intent) {
    const Instant began = host_.kernel().now();
    ++tally_.clients;
    const std::size_t most = patience_.waits.size();
    for (std::size_t attempt = 0; patience_.unbounded || attempt < most; ++attempt) {
      ++tally_.attempts;
      const Duration wait = patience_.waits[std::min(attempt, most - 1)];
      const Instant tried = host_.kernel().now();
      const auto reply =
          co_await host_.call(server, Attempt{intent}, wait, static_cast<std::uint32_t>(attempt));
      if (!reply) continue;
      if (patience_.notices == Notices::when_the_wait_ends) {
        co_await Sleep(host_.kernel(), tried + wait - host_.kernel().now(), "the last wait");
      }
      ++tally_.successes;
      tally_.latency_s += in_seconds(host_.kernel().now() - began);
      co_return;
    }
    tally_.in_vain += executed_[intent.value];
  }

  Host& host_;
  const Patience& patience_;
  std::uint64_t clients_;
  Tally& tally_;
  const std::vector<bool>& executed_;
};

LinkSettings lossy(double loss) {
  LinkSettings link;
  link.latency = Distribution::constant(one_way.count());
  link.loss = Probability(loss);
  return link;
}

Tally persist(double loss, const Patience& patience, std::uint64_t clients, std::uint64_t seed) {
  Tally tally;
  std::vector<bool> executed(clients + 1);
  World world(seed, Topology(1, lossy(loss), {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == server) return std::make_unique<Executor>(host, tally, executed);
    return std::make_unique<Persistent>(host, patience, clients, tally, executed);
  });
  world.add_host({.name = "server", .group = "server"});
  world.add_host({.name = "clients", .group = "clients"});
  world.boot_all();
  world.kernel().run_until(end_of_time);
  return tally;
}

std::vector<Tally> tallies(const Effort& effort, double loss, const Patience& patience) {
  const std::uint64_t clients = effort.samples(1'000'000) / Effort::replications;
  return replicate(effort,
                   [&](std::uint64_t seed) { return persist(loss, patience, clients, seed); });
}

// What the customers of every scenario do: the fund's own clients.
class Heard final : public Observer {
 public:
  explicit Heard(Tally& tally) : tally_(tally) {}
  void on(const Happening& happening, Instant at) override {
    const bool place = happening.code == PlaceOrder::type.id;
    if (happening.kind == Happening::Kind::began) began_.push_back(at);
    if (happening.kind == Happening::Kind::began) ++tally_.clients;
    if (happening.kind == Happening::Kind::sent && place &&
        happening.flow == Envelope::Flow::request) {
      ++tally_.attempts;
    }
    if (happening.kind != Happening::Kind::told) return;
    ++tally_.successes;
    tally_.latency_s += in_seconds(at - began_.at(happening.intent.value - 1));
  }

 private:
  Tally& tally_;
  std::vector<Instant> began_;
};

Tally buy(double loss, const WorkloadSettings& workload, std::uint64_t seed) {
  Tally tally;
  std::vector<bool> executed;
  const Customers customers(workload, seed);
  World world(seed, Topology(1, lossy(loss), {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == server) return std::make_unique<Executor>(host, tally, executed);
    return std::make_unique<Clients>(host, server, workload, customers, 1h);
  });
  Heard heard(tally);
  world.add_observer(heard);
  world.add_host({.name = "gateway", .group = "gateway"});
  world.add_host({.name = "customers", .group = "customers", .outside = true});
  world.boot_all();
  world.kernel().run_until(end_of_time);
  return tally;
}

WorkloadSettings impatient(std::uint64_t purchases) {
  WorkloadSettings workload;
  workload.order_id = OrderIds::transaction;  // nobody asks later
  workload.arrivals = {{.process = ArrivalPhase::Process::constant,
                        .rate_per_s = 100,
                        .lasts = purchases * Duration{10ms}}};
  workload.client = {.timeout = 200ms,
                     .retries = 5,
                     .backoff_base = 100ms,
                     .backoff_factor = 2,
                     .backoff_max = 1h,
                     .jitter = ClientSettings::Jitter::none};
  return workload;
}

}  // namespace

RetryCosts retry_costs(double loss, std::span<const Duration> waits, Duration round_trip) {
  const double success = (1 - loss) * (1 - loss);
  const double failure = 1 - success;
  const auto n = static_cast<double>(waits.size());
  RetryCosts costs;
  costs.gives_up = std::pow(failure, n);
  costs.attempts = (1 - costs.gives_up) / success;
  costs.executions = (1 - loss) * costs.attempts;
  costs.executed_in_vain = costs.gives_up - std::pow(loss, n);
  double before_s = 0;
  double probability = success;
  for (const Duration wait : waits) {
    costs.latency_s += probability * (before_s + in_seconds(round_trip));
    before_s += in_seconds(wait);
    probability *= failure;
  }
  costs.latency_s /= 1 - costs.gives_up;
  return costs;
}

// Six attempts, after waits of 200 ms, 400 ms and so on; a round trip of 5 ms.
std::vector<Row> retries(const Effort& effort, Notices notices) {
  struct Case {
    double loss, attempts, latency_ms, executions, gives_up, in_vain;
  };
  constexpr Case cases[] = {
      {0.01, 1.020304051, 9.144968999, 1.010101010, 0, 0},
      {0.05, 1.108032289, 29.21146720, 1.052630675, 0, 0},
      {0.10, 1.234509820, 65.51585024, 1.111058838, 0, 0},
      {0.30, 2.004905535, 434.2686466, 1.403433875, 1.759629e-02, 1.686729e-02}};
  const Patience doubling{{200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms}, false, notices};
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const auto seen = tallies(effort, one.loss, doubling);
    const std::string name = fmt::format("loss {:.0f} %: ", one.loss * 100);
    const double w = effort.width(0.02);
    const auto mean = [&](auto count) {
      return each(seen, [count](const Tally& t) { return t.per_client(t.*count); });
    };
    rows.push_back(mean_row(name + "attempts", one.attempts, mean(&Tally::attempts), w));
    rows.push_back(mean_row(name + "latency (ms)", one.latency_ms,
                            each(seen, [](auto& t) { return t.mean_latency_s() * 1e3; }), w));
    rows.push_back(mean_row(name + "executions", one.executions, mean(&Tally::executions), w));
    if (one.gives_up == 0) continue;  // too rare to be measured
    rows.push_back(mean_row(name + "gives up", one.gives_up,
                            each(seen, [](auto& t) { return 1 - t.per_client(t.successes); }),
                            effort.width(0.05)));
    rows.push_back(
        mean_row(name + "done in vain", one.in_vain, mean(&Tally::in_vain), effort.width(0.05)));
  }
  return rows;
}

// A fixed timeout of 200 ms and no end, and the customers' own schedule.
std::vector<Row> more_retries(const Effort& effort) {
  std::vector<Row> rows;
  constexpr std::pair<double, double> unbounded[] = {
      {0.01, 9.060810}, {0.05, 26.60665}, {0.10, 51.91358}, {0.30, 213.1633}};
  for (const auto& [loss, latency_ms] : unbounded) {
    const auto seen = tallies(effort, loss, {{200ms}, true});
    rows.push_back(
        mean_row(fmt::format("loss {:.0f} %, no end: latency (ms)", loss * 100), latency_ms,
                 each(seen, [](auto& t) { return t.mean_latency_s() * 1e3; }), effort.width(0.02)));
  }
  // Three attempts instead of six: at a loss of 10 % six are too many for anybody to give up.
  const Patience short_patience{{200ms, 400ms, 800ms}, false};
  const RetryCosts three = retry_costs(0.1, short_patience.waits, 2 * one_way);
  const auto impatient_ones = tallies(effort, 0.1, short_patience);
  rows.push_back(
      mean_row("loss 10 %, 3 attempts: gives up", three.gives_up,
               each(impatient_ones, [](auto& t) { return 1 - t.per_client(t.successes); }),
               effort.width(0.1)));
  rows.push_back(mean_row("loss 10 %, 3 attempts: done in vain", three.executed_in_vain,
                          each(impatient_ones, [](auto& t) { return t.per_client(t.in_vain); }),
                          effort.width(0.1)));
  // Timeout and backoff together are the wait: 200 ms and 100, 200, 400, 800, 1600 ms.
  const std::vector<Duration> waits{300ms, 400ms, 600ms, 1000ms, 1800ms, 200ms};
  const WorkloadSettings workload = impatient(effort.samples(400'000) / Effort::replications);
  const RetryCosts costs = retry_costs(0.3, waits, 2 * one_way);
  const auto seen = replicate(effort, [&](std::uint64_t seed) { return buy(0.3, workload, seed); });
  rows.push_back(mean_row("customers, loss 30 %: attempts", costs.attempts,
                          each(seen, [](auto& t) { return t.per_client(t.attempts); }),
                          effort.width(0.02)));
  rows.push_back(mean_row("customers, loss 30 %: latency (ms)", costs.latency_s * 1e3,
                          each(seen, [](auto& t) { return t.mean_latency_s() * 1e3; }),
                          effort.width(0.02)));
  rows.push_back(mean_row("customers, loss 30 %: give up", costs.gives_up,
                          each(seen, [](auto& t) { return 1 - t.per_client(t.successes); }),
                          effort.width(0.1)));
  return rows;
}

}  // namespace txlab::validation
