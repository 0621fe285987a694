#include "sim/explore/exhaustive.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"
#include "sim/explore/crash_points.hpp"
#include "sim/explore/fault_places.hpp"
#include "sim/explore/sleeping_ties.hpp"
#include "sim/history/state_fingerprint.hpp"
#include "sim/world/network.hpp"

namespace txlab {

namespace {

struct Answer {
  std::uint32_t question = 0;
  std::uint32_t answer = 0;
};

// A question behind the last choice: what might be answered instead of nothing.
struct Open {
  std::uint64_t state = 0;   // before it
  std::uint64_t asleep = 0;  // ranks of a tie
  std::uint32_t answers = 0;
  Site::Kind kind = Site::Kind::tie;
  bool place = false;  // for a fault
};

class Steered final : public Policy {
 public:
  explicit Steered(std::vector<Answer> answers) : answers_(std::move(answers)) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    const std::uint32_t question = asked_++;
    const bool place = fault_places_.is_place(site);
    const std::uint64_t asleep = site.kind == Site::Kind::tie ? ties_.asleep(site.tied) : 0;
    std::uint32_t answer = 0;
    if (next_ == answers_.size()) {
      open_.push_back({state_.value(), asleep, n, site.kind, place});
    } else if (answers_[next_].question == question) {
      answer = std::min(answers_[next_++].answer, n - 1);
    }
    if (site.kind == Site::Kind::tie) ties_.chose(site.tied, answer);
    state_.chosen(site, answer);
    return answer;
  }
  Observer* watcher() override { return &state_; }

  const std::vector<Open>& open() const { return open_; }
  std::uint32_t first_open() const { return asked_ - static_cast<std::uint32_t>(open_.size()); }

 private:
  std::vector<Answer> answers_;
  std::size_t next_ = 0;
  std::uint32_t asked_ = 0;
  FaultPlaces fault_places_;
  SleepingTies ties_;
  StateFingerprint state_;
  std::vector<Open> open_;
};

constexpr auto overtaken = static_cast<std::uint32_t>(MessageChoice::overtaken);

}  // namespace

Exhaustive::Exhaustive(Settings settings) : settings_(settings), nodes_(1) {}

std::unique_ptr<Policy> Exhaustive::policy(std::uint64_t run) const {
  std::vector<Answer> answers;
  for (auto at = static_cast<std::uint32_t>(run); at != 0; at = nodes_[at].parent) {
    answers.push_back({nodes_[at].question, nodes_[at].answer});
  }
  std::ranges::reverse(answers);
  return std::make_unique<Steered>(std::move(answers));
}

void Exhaustive::learn(std::uint64_t run, const Tried& tried) {
  CHECK(run == learned_);
  ++learned_;
  const auto& policy = static_cast<const Steered&>(*tried.policy);
  const auto number = static_cast<std::uint32_t>(run);
  const Budget left{settings_.faults - nodes_[run].faults, settings_.delays - nodes_[run].delays};
  if (left.faults == 0 && left.delays == 0) return;
  std::uint32_t question = policy.first_open();
  for (const Open& open : policy.open()) {
    const std::uint64_t state = mix(open.state + static_cast<std::uint64_t>(open.kind));
    if (met(state, left, number)) {
      ++met_before_;
      ++question;
      continue;
    }
    for (std::uint32_t answer = 1; answer < open.answers; ++answer) {
      if (open.kind == Site::Kind::tie) {
        const bool sleeps = answer < 64 && (open.asleep >> answer & 1u) != 0;
        if (!sleeps && left.delays > 0) propose(number, question, answer, false);
      } else if (open.place && answer <= faults_at_a_place) {
        if (left.faults > 0) propose(number, question, answer, true);
      } else if (open.kind == Site::Kind::replica ||
                 (open.kind == Site::Kind::message && answer == overtaken)) {
        if (left.delays > 0) propose(number, question, answer, false);
      }
    }
    ++question;
  }
}

// Another run has met the state with no less of the budget left. If not, it is noted down.
bool Exhaustive::met(std::uint64_t state, Budget left, std::uint32_t run) {
  const auto key = [&](std::uint32_t faults, std::uint32_t delays) {
    return mix(state + (std::uint64_t{faults} << 8 | delays));
  };
  for (std::uint32_t faults = left.faults; faults <= settings_.faults; ++faults) {
    for (std::uint32_t delays = left.delays; delays <= settings_.delays; ++delays) {
      const auto found = met_.find(key(faults, delays));
      if (found != met_.end() && found->second != run) return true;
    }
  }
  if (met_.size() < settings_.most_states) met_.emplace(key(left.faults, left.delays), run);
  return false;
}

void Exhaustive::propose(std::uint32_t parent, std::uint32_t question, std::uint32_t answer,
                         bool fault) {
  if (nodes_.size() >= settings_.most_runs) {
    truncated_ = true;
    return;
  }
  Node node{.parent = parent, .question = question, .answer = static_cast<std::uint8_t>(answer)};
  node.faults = static_cast<std::uint8_t>(nodes_[parent].faults + (fault ? 1 : 0));
  node.delays = static_cast<std::uint8_t>(nodes_[parent].delays + (fault ? 0 : 1));
  nodes_.push_back(node);
}

std::optional<std::uint32_t> Exhaustive::complete() const {
  if (learned_ == 0) return std::nullopt;
  if (finished()) return settings_.faults + settings_.delays;
  const Node& next = nodes_[std::min<std::size_t>(learned_, nodes_.size() - 1)];
  const std::uint32_t choices = next.faults + next.delays;
  return choices == 0 ? 0 : choices - 1;
}

}  // namespace txlab
