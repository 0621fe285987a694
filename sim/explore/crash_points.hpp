// Crash points: one fault at every place of the calm run, or two, exhaustively.
//
// At a wait the host crashes as a process, by power loss before the write is durable, or by power
// loss after it; a message is lost, doubled, or delayed past its sender's timeout.
#pragma once

#include <vector>

#include "sim/explore/placed_faults.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

inline constexpr std::uint32_t faults_at_a_place = 3;

class CrashPoints final : public Search {
 public:
  // `places`: of the run without faults.
  explicit CrashPoints(std::uint64_t places) : places_(places) {}

  std::string_view name() const override { return "crash points"; }
  std::optional<std::uint64_t> runs() const override { return faults_at_a_place * places_; }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;
  static PlacedFault fault(std::uint64_t run) {
    return {run / faults_at_a_place, static_cast<std::uint32_t>(run % faults_at_a_place) + 1};
  }

 private:
  std::uint64_t places_;
};

// Every second fault after every first one. The places for the second are those of the run with the
// first, so that a fault can also hit the repair of the one before.
class CrashPairs final : public Search {
 public:
  // `places_of[r]`: how many places run r of CrashPoints had.
  explicit CrashPairs(const std::vector<std::uint64_t>& places_of);

  std::string_view name() const override { return "pairs of crash points"; }
  std::optional<std::uint64_t> runs() const override { return ends_.empty() ? 0 : ends_.back(); }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;

 private:
  std::vector<std::uint64_t> ends_;  // the number of pairs with first faults up to this one
  std::uint64_t stride_ = 1;         // spreads a prefix of the runs over all pairs
};

}  // namespace txlab
