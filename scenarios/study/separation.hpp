// Separation: the smallest run in which two strategies part: one keeps a promise that the other
// breaks, or is at least twice as good.
//
// Both strategies meet the same customers, the same weather (one seed) and the same common faults
// (sim/explore/common_faults.hpp). Tried are, in this order, no fault, one fault at every place of
// the calm runs, and pairs of them, each on one purchase and on two. What is found first is small;
// it is made smaller by leaving out faults and by moving them to earlier places.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/hunt.hpp"
#include "sim/explore/common_faults.hpp"

namespace txlab {

// One strategy with one purchase and with two, and the properties that it is held to.
struct Contender {
  Worlds worlds;
  std::uint32_t held = 0;
};

// What two runs can be compared in.
enum class Measure : std::uint8_t {
  promise,        // a property that one claims and keeps, and the other violates
  purchases,      // bought; more is better
  final_answer,   // ns until the slowest customer has it
  inconsistency,  // ns, the longest time between half done and whole or undone
  messages,       // work and protocol
  forced_writes,
};
inline constexpr std::size_t measures = 6;

struct Separation {
  Measure measure = Measure::promise;
  std::vector<PropertyId> properties;  // of a promise: all in which they part
  std::size_t better = 0;              // which of the two
  bool promised_by_both = false;
  std::string example;             // of a promise: the violation in words
  std::array<double, 2> values{};  // of a measure; infinite if it never came
  std::uint32_t purchases = 1;
  std::vector<CommonFault> faults;    // numbers of hosts as in the first one's worlds
  std::array<ShrunkRun, 2> runs;      // with their own choices, for trails
  std::size_t faults_found = 0;       // before it was made smaller
  std::uint64_t questions_found = 0;  // of both runs
};

struct SeparationResult {
  std::vector<Separation> separations;  // one per measure and winner: promises, then by size
  std::uint64_t runs = 0;               // of each of the two
  std::uint64_t singles = 0;            // single faults on one purchase and on two...
  std::uint64_t singles_tried = 0;
  bool partial = false;  // stopped
};

// `options.budget` counts runs of each strategy.
SeparationResult separate(const std::array<Contender, 2>& contenders, const HuntOptions& options);

// "the 3rd message from centre to fund-1 is lost"
std::string words_of(const CommonFault& fault, std::span<const std::string> hosts);

}  // namespace txlab
