// ExploredWorld: one strategy in a small scenario, as the searches of sim/explore see it.
//
// Nothing is asked before the customer's wish arises: until then every run is the same.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/fund/property.hpp"
#include "scenarios/study/reach.hpp"
#include "scenarios/study/run.hpp"
#include "sim/explore/choice.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

class ExploredWorld {
 public:
  // The only strategy of `scenario` is the one that is explored; `wanted` are the properties that a
  // run can break in the eyes of a search.
  ExploredWorld(Scenario scenario, std::uint64_t seed, std::uint32_t wanted);

  // The verdicts of a run, without its numbers.
  Outcome explore(Chooser& chooser, Observer* watcher = nullptr,
                  const std::atomic<bool>* stop = nullptr) const;
  // The same run with all its results, and with observers.
  RunResult run(Chooser& chooser, std::span<Observer* const> observers = {},
                const std::atomic<bool>* stop = nullptr,
                RunOptions::Measure measure = RunOptions::Measure::everything) const;

  const Scenario& scenario() const { return scenario_; }
  const StrategyEntry& entry() const { return scenario_.strategies.front(); }
  std::uint64_t seed() const { return seed_; }
  std::uint32_t wanted() const { return wanted_; }
  const std::vector<std::string>& hosts() const { return hosts_; }  // names, by id
  HostId customers() const;                                         // the machine of theirs
  const std::vector<Transition>& declared() const { return declared_; }

 private:
  Scenario scenario_;
  Customers customers_;
  std::uint64_t seed_;
  std::uint32_t wanted_;
  std::vector<std::string> hosts_;
  std::vector<Transition> declared_;
};

constexpr std::uint32_t bit_of(PropertyId id) { return 1u << static_cast<unsigned>(id); }

// What broke in a run, as bits.
Outcome outcome_of(const RunResult& run, std::uint32_t wanted);

// "wallet-1 crashes (process) while waiting for main"
std::string words_of(const Place& place, std::uint32_t answer, std::span<const std::string> hosts);

}  // namespace txlab
