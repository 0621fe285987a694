// Coverage: what an exploration tried, of what there was to try, and what may be concluded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "scenarios/study/reach.hpp"
#include "sim/explore/exhaustive.hpp"
#include "sim/explore/lineage.hpp"
#include "sim/explore/priority_walk.hpp"

namespace txlab {

struct Coverage {
  std::uint64_t runs = 0;
  std::uint64_t distinct = 0;     // digests
  std::uint64_t orders = 0;       // distinct happens-before fingerprints
  std::uint64_t orders_once = 0;  // of them, those that a single run had
  std::uint64_t places = 0;       // in the calm run
  std::uint64_t singles = 0;      // of 3 faults at every place
  std::uint64_t singles_tried = 0;
  std::uint64_t pairs = 0;  // 0 while it is not known how many there are
  std::uint64_t pairs_tried = 0;
  std::uint64_t walks = 0;

  // Priority walks: n, k, and how likely they have missed a bug of depth 1, 2, ... at most.
  struct Priorities {
    std::uint64_t runs = 0;
    std::uint32_t hosts = 0;
    std::uint64_t steps = 0;
    std::array<double, PriorityWalk::deepest> miss_bound{1, 1, 1, 1};
  } priorities;

  // Combinations of faults and delays with two purchases.
  struct Combinations {
    std::uint64_t runs = 0;
    std::uint64_t proposed = 0;
    std::uint32_t faults = 0;  // the budget
    std::uint32_t delays = 0;
    std::optional<std::uint32_t> complete;  // all combinations of so many choices
    std::uint64_t states = 0;
    std::uint64_t met_before = 0;  // questions that were not asked again
  } combinations;

  struct Lineages {
    std::uint64_t runs = 0;
    std::uint64_t proposed = 0;
    std::uint32_t most_faults = 0;
    std::optional<std::uint32_t> complete;  // all sets of so many faults
  } lineages;

  std::uint64_t reached = 0;  // transitions
  std::vector<std::string> unreached;
  std::array<std::uint64_t, goal_names.size()> goals{};  // runs that reached each

  std::uint64_t events = 0;
  std::uint64_t questions = 0;
  std::uint64_t repeated = 0;  // questions before a run's last choice: prefixes that were replayed

  // The share of runs that would still show an order that no run has shown (I. J. Good, "The
  // population frequencies of species", Biometrika 40, 1953: those seen once, by all).
  double unseen() const {
    return runs == 0 ? 1.0 : static_cast<double>(orders_once) / static_cast<double>(runs);
  }
  // The greatest share of random walks that may break a promise when none of them did, with 95 %
  // confidence: 3/n (J. Hanley and A. Lippman-Hand, JAMA 249, 1983).
  double walks_bound() const { return walks < 3 ? 1.0 : 3.0 / static_cast<double>(walks); }
};

// Counts runs into a Coverage, one after the other.
class CoverageFold {
 public:
  explicit CoverageFold(Coverage& coverage) : coverage_(coverage) {}
  void add(const Tried& tried);
  // At the end, with the names of what is declared: by host names and transitions.
  void finish(const std::vector<Transition>& declared, const std::vector<std::string>& hosts);

 private:
  Coverage& coverage_;
  std::unordered_map<std::uint64_t, std::uint32_t> orders_;   // runs of each
  std::unordered_map<std::uint64_t, std::uint32_t> digests_;  // the same
  Reach::Bits reached_{};
};

}  // namespace txlab
