#include "sim/explore/crash_points.hpp"

#include <algorithm>
#include <numeric>

namespace txlab {

CrashPoints::CrashPoints(std::span<const Place> places) : places_(places.size()) {
  for (std::uint64_t i = 0; i < places.size(); ++i) {
    if (places[i].kind == Site::Kind::suspension) waits_.push_back(i);
  }
}

PlacedFault CrashPoints::fault(std::uint64_t run) const {
  if (run < common()) return common_fault(run);
  constexpr std::uint32_t more = faults_at_a_wait - faults_at_a_place;
  const std::uint64_t beyond = run - common();
  return {waits_[beyond / more], faults_at_a_place + 1 + static_cast<std::uint32_t>(beyond % more)};
}

std::unique_ptr<Policy> CrashPoints::policy(std::uint64_t run) const {
  return std::make_unique<PlacedFaults>(std::vector{fault(run)});
}

CrashPairs::CrashPairs(std::span<const std::uint64_t> places_of) {
  std::uint64_t end = 0;
  for (std::uint64_t first = 0; first < places_of.size(); ++first) {
    const std::uint64_t used = CrashPoints::common_fault(first).place + 1;
    end += faults_at_a_place * (places_of[first] - std::min(places_of[first], used));
    ends_.push_back(end);
  }
  // Close to the golden section, so that steps fall far from each other, and without a common
  // divisor, so that each pair is met once.
  stride_ = std::max<std::uint64_t>(end / 1000 * 618, 1);
  while (std::gcd(stride_, end) > 1) ++stride_;
}

std::unique_ptr<Policy> CrashPairs::policy(std::uint64_t run) const {
  const auto wide = static_cast<unsigned __int128>(run) * stride_;
  const auto pair = static_cast<std::uint64_t>(wide % ends_.back());
  const auto found = std::ranges::upper_bound(ends_, pair);
  const auto first_run = static_cast<std::uint64_t>(found - ends_.begin());
  const std::uint64_t within = pair - (first_run == 0 ? 0 : ends_[first_run - 1]);
  const PlacedFault first = CrashPoints::common_fault(first_run);
  PlacedFault second = CrashPoints::common_fault(within);
  second.place += first.place + 1;
  return std::make_unique<PlacedFaults>(std::vector{first, second});
}

}  // namespace txlab
