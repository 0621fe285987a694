// Crash points: one fault at every place of the calm run, or two, exhaustively.
//
// At a wait the host crashes as a process, by power loss before the write is durable, or by power
// loss after it; a message is lost, doubled, or delayed past its sender's timeout. Alone, but not
// in pairs, which are many, there are also power loss that tears what was being written, and a
// clock that steps ahead or back.
#pragma once

#include <span>
#include <vector>

#include "sim/explore/placed_faults.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

// At a wait and of a message: answers 1 to 3. At a wait alone: those up to 6.
inline constexpr std::uint32_t faults_at_a_place = 3;
inline constexpr std::uint32_t faults_at_a_wait = 6;

inline constexpr std::uint32_t faults_at(Site::Kind kind) {
  return kind == Site::Kind::suspension ? faults_at_a_wait : faults_at_a_place;
}

class CrashPoints final : public Search {
 public:
  // `places`: of the run without faults.
  explicit CrashPoints(std::span<const Place> places);

  std::string_view name() const override { return "crash points"; }
  std::optional<std::uint64_t> runs() const override {
    return common() + (faults_at_a_wait - faults_at_a_place) * waits_.size();
  }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;
  PlacedFault fault(std::uint64_t run) const;
  // The runs with the faults that every place has come first.
  std::uint64_t common() const { return faults_at_a_place * places_; }
  static PlacedFault common_fault(std::uint64_t run) {
    return {run / faults_at_a_place, static_cast<std::uint32_t>(run % faults_at_a_place) + 1};
  }

 private:
  std::uint64_t places_;
  std::vector<std::uint64_t> waits_;  // those places that are waits
};

// Every second fault after every first one. The places for the second are those of the run with the
// first, so that a fault can also hit the repair of the one before.
class CrashPairs final : public Search {
 public:
  // `places_of[r]`: how many places run r of CrashPoints had, for the common faults.
  explicit CrashPairs(std::span<const std::uint64_t> places_of);

  std::string_view name() const override { return "pairs of crash points"; }
  std::optional<std::uint64_t> runs() const override { return ends_.empty() ? 0 : ends_.back(); }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;

 private:
  std::vector<std::uint64_t> ends_;  // the number of pairs with first faults up to this one
  std::uint64_t stride_ = 1;         // spreads a prefix of the runs over all pairs
};

}  // namespace txlab
