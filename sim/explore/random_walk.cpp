#include "sim/explore/random_walk.hpp"

#include <array>

#include "sim/explore/crash_points.hpp"

namespace txlab {

namespace {

// The faults at a wait, then those of a message, then another order of a tie.
constexpr std::size_t kinds = faults_at_a_wait + faults_at_a_place + 1;
constexpr std::size_t tie = kinds - 1;
using Weights = std::array<std::uint64_t, kinds>;

class Walk final : public Policy {
 public:
  Walk(Stream stream, const RandomWalk::Settings& settings)
      : stream_(stream),
        left_(1 + static_cast<std::uint32_t>(stream.below(settings.most_faults, draws, 0))),
        places_(settings.places) {
    const std::uint64_t chosen = stream.below((1u << kinds) - 1, draws, 1) + 1;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      if ((chosen >> kind & 1u) != 0) weights_[kind] = 1 + stream.below(100, draws, 2 + kind);
      most_ += weights_[kind];
    }
    intended_ = left_;
  }

  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    const std::uint64_t question = asked_++;
    if (left_ == 0) return 0;
    if (is_order(site.kind)) return turn(question, n);
    if (!fault_places_.is_place(site)) return 0;
    const std::size_t first = site.kind == Site::Kind::suspension ? 0 : faults_at_a_wait;
    const std::uint32_t answers = faults_at(site.kind);
    std::uint64_t possible = 0;
    for (std::size_t i = 0; i < answers; ++i) possible += weights_[first + i];
    if (!happens(question, possible)) return 0;
    --left_;
    std::uint64_t drawn = stream_.below(possible, question, 1);
    for (std::uint32_t i = 0; i < answers; ++i) {
      if (drawn < weights_[first + i]) return i + 1;
      drawn -= weights_[first + i];
    }
    return 0;
  }

 private:
  static constexpr std::uint64_t draws = ~std::uint64_t{0};  // the index of the configuration

  // Another order counts as a fault, too: it is what the walk did to the run.
  std::uint32_t turn(std::uint64_t question, std::uint32_t n) {
    if (!happens(question, weights_[tie])) return 0;
    --left_;
    return static_cast<std::uint32_t>(stream_.below(n - 1, question, 1)) + 1;
  }
  // As often as the share of the weights that can act here, so that a run whose weights all fit has
  // about as many faults as intended.
  bool happens(std::uint64_t question, std::uint64_t weight) const {
    if (weight == 0) return false;
    return stream_.below(places_ * most_, question) < 2 * intended_ * weight;
  }

  Stream stream_;
  Weights weights_{};
  std::uint64_t most_ = 0;
  std::uint32_t left_;
  std::uint32_t intended_ = 0;
  std::uint64_t places_;
  std::uint64_t asked_ = 0;
  FaultPlaces fault_places_;
};

}  // namespace

std::unique_ptr<Policy> RandomWalk::policy(std::uint64_t run) const {
  return std::make_unique<Walk>(Stream(settings_.seed, "random-walk", run), settings_);
}

}  // namespace txlab
