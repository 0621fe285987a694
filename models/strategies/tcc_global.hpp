// Global transactions with a coordinator of their own: what application, coordinator and
// participants say, and what the coordinator keeps. Seata and dtm differ in what they do with it.
#pragma once

#include <map>
#include <vector>

#include "models/fund/conversation.hpp"
#include "models/strategies/parameters.hpp"
#include "models/strategies/tcc_messages.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab::tcc {

struct GlobalOptions {
  Duration try_timeout;          // of the call that carries a Try
  Duration rpc_timeout;          // of every call from or to the coordinator
  Duration transaction_timeout;  // without a decision until then, it is rolled back
  Duration retry_every;          // first pause before the second phase is repeated
  Duration stuck_after;          // Seata: a second phase under way is taken up again
  Duration cron_every;           // dtm: how often due transactions are looked for
  std::uint64_t refusing;        // number of the branch at the fund side that refuses
  bool fence;
  Duration fence_clean;  // period of the cleaner of fence rows, and their age; 0: there is none
  bool clean_suspended;  // it takes those of empty cancels as well
  bool effect_outside;   // of a Try: not in the local transaction that writes the fence
  bool store_forced;
  Duration store_flush;      // if it is not
  Duration unknown_retried;  // XA: at least so long an unknown branch is asked for again
};
GlobalOptions global_options(const Parameters& parameters);

struct BeginGlobal {
  static constexpr MessageType type{"begin-global", MessageClass::protocol};
  struct Reply {
    std::uint64_t transaction;
  };
  IntentId intent;
  Purchase purchase;
};

struct RegisterBranch {
  static constexpr MessageType type{"register-branch", MessageClass::protocol};
  struct Reply {
    bool registered;  // false: it is being rolled back, or nobody knows it
  };
  IntentId intent;
  std::uint64_t transaction;
  std::uint8_t part;
  std::uint32_t distinct() const { return part; }
};

// A participant says that its first phase came to nothing. TCC's do not: their Cancel may come.
struct ReportFailed {
  static constexpr MessageType type{"report-failed", MessageClass::protocol};
  struct Reply {
    bool noted;
  };
  IntentId intent;
  std::uint64_t transaction;
  std::uint8_t branch;
  std::uint32_t distinct() const { return branch; }
};

// GlobalCommit or GlobalRollback; submit or abort.
struct Decide {
  static constexpr MessageType type{"decide-global", MessageClass::protocol};
  enum class Answer : std::uint8_t { decided, otherwise };  // otherwise: the other way, or unknown
  struct Reply {
    Answer answer;
  };
  IntentId intent;
  std::uint64_t transaction;
  bool commit;
  std::uint32_t distinct() const { return commit ? 1 : 0; }
};

// What the order's row at the wallet says; if there is none, the order is ruled out for good. That
// is the business's own, under any coordinator.
struct RuleOut {
  static constexpr MessageType type{"rule-out", MessageClass::work};
  struct Reply {
    Told told;
  };
  IntentId intent;
  Purchase purchase;
};

enum class GlobalStatus : std::uint8_t {
  none,
  begun,
  committing,
  commit_retrying,
  rollbacking,
  rollback_retrying,
};
constexpr bool commits(GlobalStatus status) {
  return status == GlobalStatus::committing || status == GlobalStatus::commit_retrying;
}

struct GlobalTransaction {
  std::uint64_t id = 0;
  Purchase purchase;
  GlobalStatus status = GlobalStatus::none;
  std::uint8_t registered = 0;  // branches, in order; branch 0 is main
  std::uint16_t done = 0;       // a bit per branch whose second phase is over
  LocalInstant begun{};

  IntentId intent() const { return purchase.intent; }
};

// The coordinator's store. What is written later than it is acknowledged may be lost.
class GlobalStore final : public DurableState {
 public:
  explicit GlobalStore(Host& host)
      : host_(host), log_(host, [this](Record& record) { became_durable(record); }) {}

  // The transaction as it is now; the last record of a finished one removes it.
  Task<> write(GlobalTransaction transaction, bool forced, Duration later);
  const std::map<std::uint64_t, GlobalTransaction>& open() const { return open_; }
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override;

 private:
  using Record = GlobalTransaction;
  void became_durable(const Record& record);
  void listed(const Record& record, int change);

  Host& host_;
  std::map<std::uint64_t, GlobalTransaction> open_;
  DurableLog<Record> log_;
};

// How branches are called: once each, true when it need not be repeated.
struct BranchCalls {
  Task<bool> (*first_phase)(Host& host, HostId where, GlobalTransaction transaction,
                            std::uint8_t branch, GlobalOptions options);
  Task<bool> (*second_phase)(Host& host, HostId where, GlobalTransaction transaction,
                             std::uint8_t branch, GlobalOptions options, std::uint32_t attempt);
  // Whether a main that was held and given up keeps the order from being tried again.
  bool leaves_a_trace;
};

// Where branch `number` of a transaction is, and what it is called there.
HostId participant(const Deployment& site, const Purchase& purchase, std::uint8_t number,
                   std::uint32_t attempt);
// What branch `number` is called at the fund service.
constexpr std::uint8_t part_of(std::uint8_t number) {
  return static_cast<std::uint8_t>(number == 0 ? 0 : number - 1);
}
// Try; Confirm or Cancel.
Task<bool> try_branch(Host& host, HostId where, GlobalTransaction transaction, std::uint8_t branch,
                      GlobalOptions options);
Task<bool> end_branch(Host& host, HostId where, GlobalTransaction transaction, std::uint8_t branch,
                      GlobalOptions options, std::uint32_t attempt);
inline constexpr BranchCalls try_and_confirm{try_branch, end_branch, true};

}  // namespace txlab::tcc

namespace txlab {

std::unique_ptr<Strategy> make_tcc_seata(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_tcc_dtm(const Deployment& site, const Parameters& parameters);

}  // namespace txlab
