// The business with constant times: what theory speaks of happens at random, nothing else does.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/study/scenario.hpp"
#include "sim/world/observer.hpp"

namespace txlab::validation {

struct Business {
  double purchases_per_s = 20;  // Poisson
  Duration lasts = 10s;
  std::uint32_t branches = 1;
  Duration message{1ms};  // one way, between any two hosts
  Duration flush{1ms};    // of any disk; statements and services take no time
};

// Every purchase is of another customer; a customer tries once.
Scenario scenario_of(const Business& business);

// A protocol as the catalogue has it, but for these parameters; `profile` names a profile.
StrategyEntry entry_of(std::string_view protocol,
                       const std::vector<std::pair<std::string_view, std::string_view>>& changes);

// A host that crashes again and again until the last customer came.
FaultSettings crashes_of(std::string_view host, Duration restart_after);

// When things happened to each purchase, by number; the end of time if they did not.
class Moments final : public Observer {
 public:
  // The first request with this name that is sent, or delivered, on behalf of a purchase, or the
  // first record with this name that is durable.
  Moments(Happening::Kind kind, std::string_view name) : kind_(kind), name_(name) {}
  void on(const Happening& happening, Instant at) override;

  Instant of(std::uint64_t intent) const {
    return intent < moments_.size() ? moments_[intent] : end_of_time;
  }
  std::uint64_t last() const { return moments_.empty() ? 0 : moments_.size() - 1; }
  std::uint64_t count() const { return count_; }

 private:
  Happening::Kind kind_;
  std::string_view name_;
  std::vector<Instant> moments_;
  std::uint64_t count_ = 0;
};

// Mean time from one to the other, in seconds, over the purchases that saw both.
double mean_between(const Moments& from, const Moments& to);

}  // namespace txlab::validation
