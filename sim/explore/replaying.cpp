#include "sim/explore/replaying.hpp"

#include <algorithm>

namespace txlab {

std::uint32_t Replaying::choose(const Site& site, std::uint32_t n) {
  const std::uint64_t question = question_++;
  if (next_ == choices_.size() || choices_[next_].question != question) return 0;
  const Choice& choice = choices_[next_++];
  const bool elsewhere = !choice.place.what.empty() && !choice.place.is(site);
  if (elsewhere || choice.answer >= n) ++misaligned_;
  return std::min(choice.answer, n - 1);
}

Following::Following(Choices choices) : choices_(std::move(choices)), seen_(choices_.size(), 0) {}

std::uint32_t Following::choose(const Site& site, std::uint32_t n) {
  std::uint32_t answer = 0;
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    if (!choices_[i].place.is(site) || seen_[i]++ != choices_[i].occurrence) continue;
    ++made_;
    if (choices_[i].answer >= n) ++misaligned_;
    answer = std::min(choices_[i].answer, n - 1);
  }
  return answer;
}

}  // namespace txlab
