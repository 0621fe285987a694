// Decision: which strategies remain under the requirements of a scenario, and which of them to
// take.
//
// Whoever breaks a claim of its own is out, and so is the zero line, which is one service and does
// not do the job. Of the others each meets all requirements, fails one, or cannot be told yet. A
// strategy meets all only if each holds by its own interval, so no correction for many questions is
// needed (R. L. Berger, "Multiparameter hypothesis testing and acceptance sampling",
// Technometrics 24, 1982). Those that remain and are not dominated are weighed
// (acceptability.hpp); the recommended one is that of those which meet all that is best for most
// weightings. Everything here is a function of a result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/decision/criteria.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// Why it cannot be told whether something is met, the easiest to mend first.
enum class Untold {
  claim,              // nobody can say whether the strategy keeps a claim of its own
  more_replications,  // would tell
  at_limit,           // more than a million would not tell
  one_replication,    // has no interval
  not_measured,       // nothing in the scenario made it occur
};

struct RequirementMet {
  ThresholdResult result;
  double excess = 0;  // how far the value is beyond the limit; negative: there is room
  // Of one that is inconclusive: so many would tell. Nothing: more than a million, or nobody knows.
  std::optional<std::uint64_t> replications;

  std::optional<Untold> untold() const;
};

// The strongest that speaks against a strategy: a limit that the scenario sets for it and that it
// misses; else the criterion in which it stands worst of all that keep their claims, first of those
// in which also the zero line or whoever else would be taken does better (what it shares with them
// is no reason to take them); of several that with the greatest ratio. Nothing that chance can
// have done.
struct Objection {
  std::string missed;     // the limit; then nothing is said of others
  std::string criterion;  // else: and the best in it
  std::string unit;
  Estimate value;
  std::string other;
  Estimate other_value;
  std::vector<std::string> alike;  // who else cannot be told from it in this
};

struct Candidate {
  std::string name;
  enum class Remains { meets, open, fails, breaks_claims, not_compared };
  Remains remains = Remains::meets;
  std::vector<RequirementMet> requirements;
  std::vector<std::string> dominated_by;
  std::optional<double> acceptability;  // of those that are weighed
  std::optional<Objection> against;     // of those that keep their claims

  // Of one that is open: the requirement that is hardest to tell, or nothing if it is a claim.
  const RequirementMet* hardest_to_tell() const;
};

// What would have to be otherwise for another strategy to remain, or to be recommended.
struct Change {
  enum class Kind { requirement, sweep } kind = Kind::requirement;
  std::string strategy;                   // of a requirement: that would remain
  std::string recommended;                // then; empty: nobody
  std::optional<double> acceptability{};  // of the recommended one, then
  std::string that{};                     // the one requirement that it fails
  std::string unit{};
  Estimate value{};   // what it has
  double allows = 0;  // the limit at which it would be met: the far end of the interval, rounded
  std::vector<std::pair<std::string, std::string>> set{};  // the point of the sweep
  bool claims_kept = true;                                 // there, by somebody
};

// Some strategies weighed against each other, without those that are dominated.
struct Weighing {
  std::vector<std::string> strategies;  // in the order of the values of the criteria
  std::vector<Weighed> criteria;
  std::vector<double> acceptability;  // by strategy
};

struct Decision {
  std::vector<Candidate> candidates;  // every strategy, in order
  Weighing remaining;                 // of those that meet all, or of which it cannot be told
  Weighing unrestricted;              // of all that keep their claims, as if nothing were required
  std::string recommended;            // empty: nobody meets all
  std::vector<Change> changes;

  const Candidate* find(std::string_view name) const;
  // Against the recommended one, or nothing.
  const Objection* against() const;
  bool requires_anything() const;
};

// `confidence`: of the estimates in the point.
Decision decide(const PointResult& point, double confidence);

// Of the first point, and what would change it: requirements that are alone in the way of a
// strategy, and the nearest point of the sweep that recommends another.
Decision decide(const StudyResult& study);

}  // namespace txlab
