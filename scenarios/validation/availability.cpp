// Machines that fail and are repaired, as Markov chains: the solver against known values, and hosts
// that crash and restart at random against the solver.
#include <array>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/machines.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/stats/markov.hpp"

namespace txlab::validation {

namespace {

constexpr double digits = 1e-9;  // relative error of the solver

MarkovChain one_machine() {
  MarkovChain chain(2);
  chain.add(0, 1, 1.0 / 3600).add(1, 0, 1.0 / 30);
  return chain;
}

// By the number of machines that are down.
MarkovChain two_machines(Crew crew) {
  const double repairs = crew == Crew::one ? 1.0 / 50 : 2.0 / 50;
  MarkovChain chain(3);
  chain.add(0, 1, 2.0 / 1000).add(1, 2, 1.0 / 1000).add(1, 0, 1.0 / 50).add(2, 1, repairs);
  return chain;
}

// A coordinator that is up, down with nobody in doubt, or down with somebody.
MarkovChain coordinator() {
  const double somebody = 0.8646647167633873;  // 1 - exp(-2)
  MarkovChain chain(3);
  chain.add(0, 1, (1 - somebody) / 3600).add(0, 2, somebody / 3600);
  chain.add(1, 0, 1.0 / 30).add(2, 0, 1.0 / 30);
  return chain;
}

}  // namespace

std::vector<Row> markov_solver(const Effort&) {
  const MarkovChain one = one_machine();
  const MarkovChain shared = two_machines(Crew::one);
  const MarkovChain each_own = two_machines(Crew::each);
  const MarkovChain trio = coordinator();
  return {
      error_row("1 machine: up", 0.9917355371900826, stationary(one)[0], digits),
      error_row("1 machine: up after 10 s", 0.9976408570880978, after(one, 0, 10)[0], digits),
      error_row("1 machine: up after 60 s", 0.9928355238657691, after(one, 0, 60)[0], digits),
      error_row("1 machine: up, mean over 600 s", 0.9921453452625866, time_shares(one, 0, 600)[0],
                digits),
      error_row("2 machines, 1 repairman: both down", 0.004524886877828076, stationary(shared)[2],
                digits),
      error_row("the same after 10 s", 8.677311571375118e-05, after(shared, 0, 10)[2], digits),
      error_row("the same after 100 s", 0.0027716838633849057, after(shared, 0, 100)[2], digits),
      error_row("the same after 1000 s", 0.004524886336703385, after(shared, 0, 1000)[2], digits),
      error_row("the same, time until it happens (s)", 11500, mean_time_to(shared, 0, 2), digits),
      error_row("2 machines, 2 repairmen: both down", 0.002267573696145122, stationary(each_own)[2],
                digits),
      error_row("coordinator down, somebody in doubt", 0.007145989394738734, stationary(trio)[2],
                digits),
      error_row("the same after 60 s", 0.006194869727362731, after(trio, 0, 60)[2], digits),
  };
}

std::vector<Row> crashing_hosts(const Effort& effort) {
  const std::uint64_t cycles = effort.samples(60'000) / Effort::replications;
  const Machines machine{.mttf_s = 3600, .mttr_s = 30, .cycles = cycles};
  Machines pair{.mttf_s = 1000, .mttr_s = 50, .machines = 2, .cycles = 20 * cycles};
  const auto alone = replicate(effort, [&](std::uint64_t seed) { return live(machine, seed); });
  const auto shared = replicate(effort, [&](std::uint64_t seed) { return live(pair, seed); });
  pair.crew = Crew::each;
  const auto own = replicate(effort, [&](std::uint64_t seed) { return live(pair, seed); });
  Machines punctual = machine;
  punctual.repair = Repair::constant;
  const auto constant = replicate(effort, [&](std::uint64_t seed) { return live(punctual, seed); });
  const double w = effort.width(0.05);
  return {
      mean_row("1 host: down", 1 - 0.9917355371900826,
               each(alone, [](auto& l) { return l.share_down[1]; }), w),
      mean_row("2 hosts, 1 repairman: one down", 0.0904977376,
               each(shared, [](auto& l) { return l.share_down[1]; }), w),
      mean_row("2 hosts, 1 repairman: both down", 0.0045248869,
               each(shared, [](auto& l) { return l.share_down[2]; }), w),
      mean_row("2 hosts, 1 repairman: time to both down (s)", 11500,
               each(shared, [](auto& l) { return l.mean_until_all_down_s(); }), w),
      mean_row("2 hosts, 2 repairmen: both down", 0.0022675737,
               each(own, [](auto& l) { return l.share_down[2]; }), w),
      // Who comes during an outage comes during a long one: E[R^2] / 2 E[R] of the repair time R.
      mean_row("rest of an outage, exponential (s)", 30,
               each(alone, [](auto& l) { return l.mean_rest_s(); }), w),
      mean_row("rest of an outage, constant (s)", 15,
               each(constant, [](auto& l) { return l.mean_rest_s(); }), w),
  };
}

std::vector<Row> young_hosts(const Effort& effort) {
  const auto runs = static_cast<std::uint32_t>(effort.samples(800'000) / Effort::replications);
  const auto alone = replicate(effort, [&](std::uint64_t seed) {
    return down_at({.mttf_s = 3600, .mttr_s = 30}, runs, {10s, 60s, 600s}, seed);
  });
  const auto pairs = replicate(effort, [&](std::uint64_t seed) {
    return down_at({.mttf_s = 1000, .mttr_s = 50, .machines = 2}, runs, {10s, 100s, 1000s}, seed);
  });
  const double w = effort.width(0.1);
  return {
      mean_row("1 host: down after 10 s", 1 - 0.9976408571,
               each(alone, [](auto& d) { return d[0][1]; }), w),
      mean_row("1 host: down after 60 s", 1 - 0.9928355239,
               each(alone, [](auto& d) { return d[1][1]; }), w),
      mean_row("1 host: down after 600 s", 1 - 0.9917355372,
               each(alone, [](auto& d) { return d[2][1]; }), w),
      mean_row("2 hosts: one down after 10 s", 0.0178717358,
               each(pairs, [](auto& d) { return d[0][1]; }), w),
      mean_row("2 hosts: one down after 100 s", 0.0795247763,
               each(pairs, [](auto& d) { return d[1][1]; }), w),
      mean_row("2 hosts: both down after 100 s", 0.0027716839,
               each(pairs, [](auto& d) { return d[1][2]; }), w),
      mean_row("2 hosts: both down after 1000 s", 0.0045248863,
               each(pairs, [](auto& d) { return d[2][2]; }), w),
  };
}

}  // namespace txlab::validation
