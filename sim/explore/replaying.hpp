// Replaying and Following: two ways to make recorded choices again.
//
// Both are tolerant, because what is replayed may have changed since: an answer that is too large
// becomes the largest there is, a question that never comes stays unanswered, and both are counted.
#pragma once

#include "sim/explore/choice.hpp"

namespace txlab {

// Goes by the number of the question.
class Replaying final : public Chooser {
 public:
  // `choices` by question.
  explicit Replaying(Choices choices) : choices_(std::move(choices)) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override;

  // Answers that were too large, or given at another place than the recorded one.
  std::size_t misaligned() const { return misaligned_; }
  // Choices that no question came for.
  std::size_t left_over() const { return choices_.size() - next_; }

 private:
  Choices choices_;
  std::size_t next_ = 0;
  std::uint64_t question_ = 0;
  std::size_t misaligned_ = 0;
};

// Goes by the place and the number of times that it came up.
class Following final : public Chooser {
 public:
  explicit Following(Choices choices);

  std::uint32_t choose(const Site& site, std::uint32_t n) override;

  std::size_t misaligned() const { return misaligned_; }
  std::size_t left_over() const { return choices_.size() - made_; }

 private:
  Choices choices_;
  std::vector<std::uint64_t> seen_;  // of each choice: how often its place came up
  std::size_t made_ = 0;
  std::size_t misaligned_ = 0;
};

}  // namespace txlab
