#include "sim/explore/shrink.hpp"

#include <tuple>

#include "sim/explore/crash_points.hpp"
#include "sim/explore/recording.hpp"
#include "sim/explore/replaying.hpp"

namespace txlab {

namespace {

bool smaller(const ShrunkRun& a, const ShrunkRun& b) {
  if (a.choices.size() != b.choices.size()) return a.choices.size() < b.choices.size();
  if (a.questions != b.questions) return a.questions < b.questions;
  for (std::size_t i = 0; i < a.choices.size(); ++i) {
    const auto left = std::tie(a.choices[i].question, a.choices[i].answer);
    const auto right = std::tie(b.choices[i].question, b.choices[i].answer);
    if (left != right) return left < right;
  }
  return false;
}

class Shrinker {
 public:
  Shrinker(const Subject& subject, std::uint32_t property, ShrunkRun run, std::uint64_t most_runs)
      : subject_(subject), property_(property), best_(std::move(run)), most_runs_(most_runs) {}

  ShrunkRun finish() {
    bool progress = true;
    while (progress && left()) {
      progress = leave_out();
      progress |= lower();
      if (!progress) progress = move_earlier();
    }
    best_.tried = tried_;
    return std::move(best_);
  }

 private:
  bool left() const { return tried_ < most_runs_; }

  // Takes the candidate if it breaks the same property and is smaller.
  bool attempt(const Choices& choices, Addressing addressing) {
    if (!left()) return false;
    ++tried_;
    ShrunkRun run = repeat(subject_, choices, addressing);
    if ((run.outcome.broken & property_) == 0 || !smaller(run, best_)) return false;
    best_ = std::move(run);
    return true;
  }

  // Without an earlier choice the later ones may mean other questions; the place finds them again.
  bool attempt(const Choices& choices) {
    return attempt(choices, Addressing::question) || attempt(choices, Addressing::place);
  }

  bool leave_out() {
    bool progress = false;
    for (std::size_t block = best_.choices.size(); block > 0; block /= 2) {
      for (std::size_t from = 0; from + block <= best_.choices.size() && left();) {
        Choices without = best_.choices;
        const auto begin = without.begin() + static_cast<std::ptrdiff_t>(from);
        without.erase(begin, begin + static_cast<std::ptrdiff_t>(block));
        if (attempt(without)) {
          progress = true;
        } else {
          ++from;
        }
      }
    }
    return progress;
  }

  bool lower() {
    bool progress = false;
    for (std::size_t i = 0; i < best_.choices.size(); ++i) {
      for (std::uint32_t answer = 1; answer < best_.choices[i].answer; ++answer) {
        Choices lowered = best_.choices;
        lowered[i].answer = answer;
        if (!attempt(lowered)) continue;
        progress = true;
        break;
      }
      if (i >= best_.choices.size()) break;
    }
    return progress;
  }

  // The kinds of the questions of the best run, to know which of them are places.
  std::vector<Site::Kind> kinds() {
    ++tried_;
    Replaying replaying(best_.choices);
    Recording recording(replaying, Recording::Detail::full);
    subject_(recording, nullptr);
    return recording.kinds();
  }

  bool move_earlier() {
    const std::vector<Site::Kind> kinds_of_questions = kinds();
    for (std::size_t i = 0; i < best_.choices.size(); ++i) {
      const std::uint64_t from = i == 0 ? 0 : best_.choices[i - 1].question + 1;
      for (std::uint64_t question = from; question < best_.choices[i].question; ++question) {
        if (is_order(kinds_of_questions[question])) continue;
        if (move_to(i, question, faults_at(kinds_of_questions[question]))) return true;
        if (!left()) return false;
      }
    }
    return false;
  }

  bool move_to(std::size_t choice, std::uint64_t question, std::uint32_t answers) {
    for (std::uint32_t answer = 1; answer <= answers; ++answer) {
      Choices moved = best_.choices;
      moved[choice] = {.question = question, .answer = answer, .place = {}};
      if (attempt(moved, Addressing::question)) return true;
    }
    return false;
  }

  const Subject& subject_;
  std::uint32_t property_;
  ShrunkRun best_;
  std::uint64_t most_runs_;
  std::uint64_t tried_ = 0;
};

}  // namespace

ShrunkRun repeat(const Subject& subject, const Choices& choices, Addressing addressing) {
  Replaying replaying(choices);
  Following following(choices);
  const bool by_question = addressing == Addressing::question;
  Recording recording(by_question ? static_cast<Chooser&>(replaying) : following,
                      Recording::Detail::full);
  ShrunkRun run;
  run.outcome = subject(recording, nullptr);
  run.choices = recording.choices();
  run.questions = recording.questions();
  return run;
}

ShrunkRun shrink(const Subject& subject, std::uint32_t property, ShrunkRun run,
                 std::uint64_t most_runs) {
  return Shrinker(subject, property, std::move(run), most_runs).finish();
}

}  // namespace txlab
