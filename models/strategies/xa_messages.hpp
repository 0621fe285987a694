// What an XA coordinator and its participants say to each other, and the terms they agree on.
#pragma once

#include "models/fund/conversation.hpp"
#include "models/parts/database/messages.hpp"
#include "models/strategies/strategy.hpp"

namespace txlab::xa {

// What somebody who finds no record of a transaction may conclude (Mohan, Lindsay, Obermarck, "R*",
// sections 2 and 3). `nothing` is basic two-phase commit: every outcome is recorded and
// acknowledged, so that nobody has to conclude anything while the coordinator remembers.
enum class Presumption : std::uint8_t { nothing, abort, commit };
// What an operator does with a prepared transaction that nobody finishes.
enum class Heuristic : std::uint8_t { off, commit, rollback };

struct Options {
  Presumption presumption;
  std::uint64_t readers;   // participants that only read
  bool read_votes;         // they say so when they vote, and hear nothing more
  bool reads_only;         // nobody writes, so that nothing is bought
  bool check_at_vote;      // business checks are deferred to the vote
  std::uint64_t refusing;  // branches that refuse what the fund side refuses
  bool together;           // both ledgers in one database: a single participant
  bool one_phase;          // a single participant is just told to commit
  bool xa_verbs;           // XA START and XA END are round trips of their own
  Duration transaction_timeout;
  Duration recovery_scan;
  Duration work_timeout;  // the wait for a row lock included
  Duration vote_timeout;
  Duration retry_every;
  Duration ask_every;        // a participant in doubt asks what became of it
  Duration unknown_retried;  // how long an unknown branch is asked again before it counts as done
  Heuristic heuristic;
  Duration heuristic_after;
  bool recovery;
  bool forced_decision;
  bool live_guard;
  bool collecting_record;  // presumed commit: participants are recorded before they vote

  // A participant that votes yes acknowledges this outcome, having forced it.
  bool acknowledged(bool commit) const {
    if (presumption == Presumption::nothing) return true;
    return commit == (presumption == Presumption::abort);
  }
};

// A branch of a global transaction: part 0 is main at the wallet, part 1 + k the k-th branch; the
// readers come after them.
inline constexpr std::uint64_t most_parts = 1024;
constexpr GlobalId branch_id(std::uint64_t transaction, std::uint64_t part) {
  return transaction * most_parts + part;
}
constexpr std::uint64_t transaction_of(GlobalId gid) { return gid / most_parts; }
constexpr std::uint64_t part_of(GlobalId gid) { return gid % most_parts; }

enum class Vote : std::uint8_t { no, yes, read };

struct Work {
  static constexpr MessageType type{"xa-work", MessageClass::work};
  struct Reply {
    bool done;
  };
  IntentId intent;
  GlobalId gid;
  Purchase purchase;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(part_of(gid)); }
};

struct Prepare {
  static constexpr MessageType type{"prepare", MessageClass::protocol};
  struct Reply {
    Vote vote;
  };
  IntentId intent;
  GlobalId gid;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(part_of(gid)); }
};

// Sent one way where the outcome is not acknowledged.
struct Outcome {
  static constexpr MessageType type{"outcome", MessageClass::protocol};
  struct Reply {
    bool known;  // false: no such branch; finished before, never prepared, or lost
  };
  IntentId intent;
  GlobalId gid;
  bool commit;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(part_of(gid)); }
};

// A participant that has voted yes and heard nothing since asks by itself (section 2.2).
struct AskOutcome {
  static constexpr MessageType type{"ask-outcome", MessageClass::protocol};
  struct Reply {
    bool commit;
  };
  IntentId intent;
  GlobalId gid;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(part_of(gid)); }
};

// What the coordinator's log says about a transaction, asked by somebody who wants to end a branch
// of it by hand. Silence while it is open; where there is no record, what may be presumed.
struct ReadDecision {
  static constexpr MessageType type{"read-decision", MessageClass::background};
  struct Reply {
    bool commit;
  };
  IntentId intent;
  GlobalId gid;
};

// XA COMMIT ... ONE PHASE.
struct CommitOnePhase {
  static constexpr MessageType type{"commit-one-phase", MessageClass::protocol};
  struct Reply {
    bool done;
  };
  IntentId intent;
  GlobalId gid;
};

// What became of an order, asked of the only participant, who alone knows; if nothing did, nothing
// may any more.
struct RuleOut {
  static constexpr MessageType type{"rule-out", MessageClass::background};
  struct Reply {
    Told told;
  };
  IntentId intent;
  Purchase purchase;
};

struct InDoubt {
  static constexpr MessageType type{"xa-recover", MessageClass::background};
  static constexpr std::size_t capacity = ScanPrepared::Reply::capacity;
  struct Reply {
    bool answered;
    std::uint8_t count;
    std::array<GlobalId, capacity> gids;
    std::array<IntentId, capacity> intents;
  };
  IntentId intent;
  std::uint8_t part;
  GlobalId after;
};

}  // namespace txlab::xa
