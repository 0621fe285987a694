#include "scenarios/study/separation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <thread>
#include <tuple>

#include "sim/explore/recording.hpp"

namespace txlab {

namespace {

using Faults = std::vector<CommonFault>;
constexpr std::uint32_t answers = 3;
constexpr std::uint64_t batch = 256;

// One experiment: both strategies, the same faults.
struct Trial {
  std::uint32_t purchases = 1;
  Faults faults;
};

// What a run is judged by.
struct Judged {
  ShrunkRun run;
  std::uint32_t violated = 0;
  std::uint32_t kept = 0;  // neither violated nor left open
  std::array<double, measures> values{};
  Violations violations;
  bool complete = false;
};
using Pair = std::array<Judged, 2>;

double longest(const Histogram& histogram) {
  const bool never = histogram.censored_count() > 0;
  return never ? std::numeric_limits<double>::infinity() : static_cast<double>(histogram.maximum());
}

std::array<double, measures> values_of(const RunMetrics& metrics) {
  const auto of = [&](MessageClass kind) {
    return static_cast<double>(metrics.messages[static_cast<std::size_t>(kind)]);
  };
  return {0,
          static_cast<double>(metrics.bought),
          longest(metrics.time_to_final_answer),
          longest(metrics.inconsistency_window),
          of(MessageClass::work) + of(MessageClass::protocol),
          static_cast<double>(metrics.forced_writes)};
}

class Separating {
 public:
  Separating(const std::array<Contender, 2>& contenders, const HuntOptions& options)
      : contenders_(contenders), options_(options) {}

  SeparationResult finish() {
    try_all({{1, {}}, {2, {}}});
    const Faults of_one = single_faults(1);
    const Faults of_two = single_faults(2);
    result_.singles = of_one.size() + of_two.size();
    result_.singles_tried = singles(1, of_one) + singles(2, of_two);
    for (const auto& [purchases, faults] : {std::pair{1u, &of_one}, std::pair{2u, &of_two}}) {
      if (!promise_found()) pairs(purchases, *faults);
    }
    for (auto& best : best_) {
      if (best) result_.separations.push_back(shrunk(std::move(*best)));
    }
    std::ranges::sort(result_.separations, [](const Separation& a, const Separation& b) {
      const bool first = a.measure == Measure::promise;
      return first != (b.measure == Measure::promise) ? first : smaller(a, b);
    });
    result_.partial = stopped();
    return std::move(result_);
  }

 private:
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }
  bool over() const { return stopped() || result_.runs >= options_.budget; }
  bool promise_found() const { return best_[0] || best_[1]; }

  const ExploredWorld& world(std::size_t which, std::uint32_t purchases) const {
    return contenders_[which].worlds.with(purchases);
  }

  // Hosts have the names that matter, and in each world numbers of its own.
  Faults in_world_of(std::size_t which, const Trial& trial) const {
    if (which == 0) return trial.faults;
    const auto& ours = world(0, trial.purchases).hosts();
    const auto& theirs = world(which, trial.purchases).hosts();
    const auto number = [&](std::uint16_t host) {
      return static_cast<std::uint16_t>(std::ranges::find(theirs, ours[host]) - theirs.begin());
    };
    Faults faults = trial.faults;
    for (CommonFault& fault : faults) {
      fault.place.host = number(fault.place.host);
      if (fault.place.kind == Site::Kind::message) fault.place.peer = number(fault.place.peer);
    }
    return faults;
  }

  Judged judge(std::size_t which, const Trial& trial) const {
    CommonFaults chooser(in_world_of(which, trial));
    Recording recording(chooser, Recording::Detail::full);
    const RunResult result = world(which, trial.purchases).run(recording, {}, options_.stop);
    Judged judged;
    judged.complete = result.complete;
    judged.run.choices = recording.choices();
    judged.run.questions = recording.questions();
    judged.run.outcome = outcome_of(result, contenders_[which].held);
    for (const PropertyInfo& property : all_properties) {
      const Violations::Entry& entry = result.violations.of(property.id);
      if (entry.count > 0) judged.violated |= bit_of(property.id);
      if (entry.count == 0 && entry.unknown == 0) judged.kept |= bit_of(property.id);
    }
    judged.values = values_of(result.metrics);
    judged.violations = result.violations;
    return judged;
  }

  // The machines and links of the first one's world; what only the other one has separates nothing
  // but the two from a third.
  Faults single_faults(std::uint32_t purchases) const {
    std::map<CommonPlace, std::uint64_t> places;
    for (std::size_t which = 0; which < 2; ++which) {
      CommonFaults calm({});
      world(which, purchases).run(calm);
      const auto& ours = world(0, purchases).hosts();
      const auto& theirs = world(which, purchases).hosts();
      const auto number = [&](std::uint16_t host) {
        return static_cast<std::size_t>(std::ranges::find(ours, theirs[host]) - ours.begin());
      };
      for (const auto& [seen, count] : calm.seen()) {
        CommonPlace place = seen;
        const std::size_t host = number(place.host);
        const std::size_t peer = place.kind == Site::Kind::message ? number(place.peer) : 0;
        if (host == ours.size() || peer == ours.size()) continue;
        place.host = static_cast<std::uint16_t>(host);
        place.peer = static_cast<std::uint16_t>(peer);
        places[place] = std::max(places[place], count);
      }
    }
    Faults all;
    for (const auto& [place, count] : places) {
      for (std::uint64_t occurrence = 0; occurrence < count; ++occurrence) {
        for (std::uint32_t answer = 1; answer <= answers; ++answer) {
          all.push_back({place, occurrence, answer});
        }
      }
    }
    return all;
  }

  std::uint64_t singles(std::uint32_t purchases, const Faults& faults) {
    std::vector<Trial> trials;
    for (const CommonFault& fault : faults) trials.push_back({purchases, {fault}});
    return try_all(trials);
  }

  // Spread over all of them, since there are more than anybody has time for.
  void pairs(std::uint32_t purchases, const Faults& faults) {
    const std::uint64_t all = faults.size() * faults.size();
    std::uint64_t stride = static_cast<std::uint64_t>(static_cast<double>(all) * 0.618) | 1;
    while (std::gcd(stride, all) != 1) stride += 2;
    std::uint64_t number = 0;
    for (std::uint64_t done = 0; done < all && !over() && !promise_found();) {
      std::vector<Trial> trials;
      for (; trials.size() < batch && done < all; ++done) {
        number = (number + stride) % all;
        const std::uint64_t first = number / faults.size();
        const std::uint64_t second = number % faults.size();
        if (first < second) trials.push_back({purchases, {faults[first], faults[second]}});
      }
      try_all(trials);
    }
  }

  // In order, on as many threads as there may be; returns how many were tried.
  std::uint64_t try_all(const std::vector<Trial>& trials) {
    std::uint64_t tried = 0;
    while (tried < trials.size() && !over()) {
      const std::uint64_t count =
          std::min({batch, trials.size() - tried, options_.budget - result_.runs});
      std::vector<Pair> results(count);
      std::atomic<std::uint64_t> next{0};
      const auto work = [&] {
        for (std::uint64_t i = next++; i < count; i = next++) {
          for (std::size_t which = 0; which < 2; ++which) {
            results[i][which] = judge(which, trials[tried + i]);
          }
        }
      };
      std::vector<std::jthread> threads;
      for (unsigned i = 1; i < options_.threads; ++i) threads.emplace_back(work);
      work();
      threads.clear();
      for (std::uint64_t i = 0; i < count; ++i) {
        if (!results[i][0].complete || !results[i][1].complete) return tried;
        merge(trials[tried], results[i]);
        ++tried;
        ++result_.runs;
      }
    }
    return tried;
  }

  static std::uint64_t questions(const Separation& one) {
    return one.runs[0].questions + one.runs[1].questions;
  }

  // Fewer faults, then fewer purchases, then shorter, then earlier.
  static bool smaller(const Separation& a, const Separation& b) {
    const auto size = [](const Separation& one) {
      return std::tuple(one.faults.size(), one.purchases, questions(one));
    };
    if (size(a) != size(b)) return size(a) < size(b);
    return a.faults < b.faults;
  }

  static std::size_t slot(Measure measure, std::size_t better) {
    return 2 * static_cast<std::size_t>(measure) + better;
  }

  void merge(const Trial& trial, const Pair& pair) {
    for (std::size_t better = 0; better < 2; ++better) {
      for (std::size_t i = 0; i < measures; ++i) {
        auto found = separation(trial, pair, static_cast<Measure>(i), better);
        if (!found) continue;
        auto& best = best_[slot(found->measure, better)];
        if (!best || smaller(*found, *best)) best = std::move(found);
      }
    }
  }

  std::optional<Separation> separation(const Trial& trial, const Pair& pair, Measure measure,
                                       std::size_t better) const {
    const Judged& good = pair[better];
    const Judged& bad = pair[1 - better];
    Separation found{.measure = measure, .better = better, .purchases = trial.purchases};
    found.faults = trial.faults;
    found.runs = {pair[0].run, pair[1].run};
    found.faults_found = trial.faults.size();
    found.questions_found = questions(found);
    if (measure == Measure::promise) {
      for (const PropertyInfo& property : all_properties) {
        const std::uint32_t bit = bit_of(property.id);
        if ((contenders_[better].held & good.kept & bad.violated & bit) == 0) continue;
        found.properties.push_back(property.id);
        found.promised_by_both |= (contenders_[1 - better].held & bit) != 0;
        if (found.example.empty()) found.example = bad.violations.of(property.id).example;
      }
      return found.properties.empty() ? std::nullopt : std::optional(found);
    }
    const auto index = static_cast<std::size_t>(measure);
    found.values = {pair[0].values[index], pair[1].values[index]};
    const double ours = good.values[index];
    const double others = bad.values[index];
    if (measure == Measure::purchases) {
      return ours > 0 && ours >= 2 * others ? std::optional(found) : std::nullopt;
    }
    // A refusal is quick and cheap; that alone makes nobody better.
    const auto bought = static_cast<std::size_t>(Measure::purchases);
    if (good.values[bought] != bad.values[bought]) return std::nullopt;
    return others > 0 && others >= 2 * ours ? std::optional(found) : std::nullopt;
  }

  // The same separation with fewer, earlier or milder faults, as long as there is one.
  Separation shrunk(Separation best) {
    for (bool progress = true; progress;) {
      progress = false;
      for (const Trial& trial : smaller_trials(best)) {
        const Pair pair{judge(0, trial), judge(1, trial)};
        auto found = separation(trial, pair, best.measure, best.better);
        if (!found || found->properties != best.properties || !smaller(*found, best)) continue;
        found->faults_found = best.faults_found;
        found->questions_found = best.questions_found;
        best = std::move(*found);
        progress = true;
        break;
      }
      if (stopped()) break;
    }
    return best;
  }

  static std::vector<Trial> smaller_trials(const Separation& best) {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < best.faults.size(); ++i) {
      Trial fewer{best.purchases, best.faults};
      fewer.faults.erase(fewer.faults.begin() + static_cast<std::ptrdiff_t>(i));
      trials.push_back(std::move(fewer));
    }
    if (best.purchases == 2) trials.push_back({1, best.faults});
    for (std::size_t i = 0; i < best.faults.size(); ++i) {
      for (std::uint64_t occurrence = 0; occurrence <= best.faults[i].occurrence; ++occurrence) {
        for (std::uint32_t answer = 1; answer <= answers; ++answer) {
          Trial earlier{best.purchases, best.faults};
          earlier.faults[i].occurrence = occurrence;
          earlier.faults[i].answer = answer;
          if (earlier.faults[i] < best.faults[i]) trials.push_back(std::move(earlier));
        }
      }
    }
    return trials;
  }

  const std::array<Contender, 2>& contenders_;
  const HuntOptions& options_;
  SeparationResult result_;
  std::array<std::optional<Separation>, 2 * measures> best_;
};

std::string ordinal(std::uint64_t number) {
  const bool teen = number % 100 / 10 == 1;
  const std::uint64_t last = teen ? 0 : number % 10;
  return fmt::format("{}{}", number, last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

}  // namespace

SeparationResult separate(const std::array<Contender, 2>& contenders, const HuntOptions& options) {
  return Separating(contenders, options).finish();
}

std::string words_of(const CommonFault& fault, std::span<const std::string> hosts) {
  const std::string& host = hosts[fault.place.host];
  if (fault.place.kind == Site::Kind::message) {
    constexpr std::string_view fates[] = {"arrives", "is lost", "is duplicated",
                                          "is delayed past its timeout"};
    return fmt::format("the {} message from {} to {} {}", ordinal(fault.occurrence + 1), host,
                       hosts[fault.place.peer], fates[fault.answer]);
  }
  constexpr std::string_view crashes[] = {"goes on", "crashes (process)",
                                          "loses power (unsynced writes gone)",
                                          "loses power (just after the flush)"};
  return fmt::format("{} {} at its {} wait", host, crashes[fault.answer],
                     ordinal(fault.occurrence + 1));
}

}  // namespace txlab
