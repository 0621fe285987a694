// Asking several at once takes as long as the slowest: the maximum of n independent times.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

struct Question {
  static constexpr MessageType type{"validation.question", MessageClass::protocol};
  struct Reply {
    bool yes;
  };
  IntentId intent;
};

class Voter final : public Program {
 public:
  explicit Voter(Host& host) : host_(host) {}
  Task<> main() override {
    host_.on<&Voter::on_question>(*this);
    co_return;
  }
  Task<Question::Reply> on_question(Question) { co_return Question::Reply{true}; }

 private:
  Host& host_;
};

class Asker final : public Program {
 public:
  Asker(Host& host, std::uint16_t voters, std::uint64_t rounds, std::vector<double>& rounds_s)
      : host_(host), voters_(voters), rounds_(rounds), rounds_s_(rounds_s) {}
  Task<> main() override {
    for (std::uint64_t round = 1; round <= rounds_; ++round) {
      const Instant asked = host_.kernel().now();
      co_await ask_all(IntentId{round});
      rounds_s_.push_back(in_seconds(host_.kernel().now() - asked));
    }
  }

 private:
  Task<> ask_all(IntentId intent) {
    TaskList<bool> votes;
    for (std::uint16_t voter = 0; voter < voters_; ++voter) votes.add(ask(HostId{voter}, intent));
    co_await votes;
  }
  Task<bool> ask(HostId voter, IntentId intent) {
    const auto reply = co_await host_.call(voter, Question{intent}, 1h);
    co_return reply.has_value();
  }

  Host& host_;
  std::uint16_t voters_;
  std::uint64_t rounds_;
  std::vector<double>& rounds_s_;
};

std::vector<double> rounds(std::uint16_t voters, const Distribution& answer, std::uint64_t count,
                           std::uint64_t seed) {
  std::vector<double> seconds;
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id().value < voters) return std::make_unique<Voter>(host);
    return std::make_unique<Asker>(host, voters, count, seconds);
  });
  for (std::uint16_t voter = 0; voter < voters; ++voter) {
    const std::string name = fmt::format("voter-{}", voter + 1);
    world.add_host({.name = name, .group = name, .service = answer});
  }
  world.add_host({.name = "asker", .group = "asker"});
  world.boot_all();
  world.kernel().run_until(end_of_time);
  return seconds;
}

constexpr double p99 = 4.605170186;  // of the exponential law with mean 1

double mean(const std::vector<double>& values) { return moments_of(values).mean; }

double share_beyond(const std::vector<double>& values, double limit) {
  const auto beyond = std::ranges::count_if(values, [=](double value) { return value > limit; });
  return static_cast<double>(beyond) / static_cast<double>(values.size());
}

}  // namespace

std::vector<Row> slowest_of_several(const Effort& effort) {
  struct Case {
    std::uint16_t voters;
    double exponential, lognormal, beyond_p99;  // 0: not compared
  };
  constexpr Case cases[] = {{2, 1.5, 1.261638261, 0.0199},
                            {3, 1.833333333, 1.422280101, 0},
                            {5, 2.283333333, 1.631336992, 0.0490099501},
                            {10, 0, 0, 0.0956179250}};
  const double s = std::sqrt(std::log(1.25));  // cv 0.5
  const double median = 1e9 * std::exp(-s * s / 2);
  const Distribution lognormal =
      Distribution::lognormal(median, median * std::exp(2.3263478740408408 * s));
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const std::uint64_t count = effort.samples(400'000) / Effort::replications;
    const auto seen = replicate(effort, [&](std::uint64_t seed) {
      return rounds(one.voters, Distribution::exponential(1e9), count, seed);
    });
    const std::string name = fmt::format("slowest of {}", one.voters);
    if (one.exponential > 0) {
      rows.push_back(
          mean_row(name + ", exponential", one.exponential, each(seen, mean), effort.width(0.01)));
      const auto other = replicate(effort, [&](std::uint64_t seed) {
        return rounds(one.voters, lognormal, count / 2, seed);
      });
      rows.push_back(
          mean_row(name + ", lognormal", one.lognormal, each(other, mean), effort.width(0.01)));
    }
    if (one.beyond_p99 == 0) continue;
    rows.push_back(mean_row(name + " beyond the p99 of one", one.beyond_p99,
                            each(seen, [](auto& r) { return share_beyond(r, p99); }),
                            effort.width(0.05)));
  }
  return rows;
}

}  // namespace txlab::validation
