// What an XA coordinator and its participants say to each other, and the participants' side of it.
#pragma once

#include <deque>
#include <map>

#include "models/strategies/shared/wallet_ledger.hpp"
#include "models/strategies/strategy.hpp"

namespace txlab::xa {

struct Options {
  Duration recovery_scan;
  Duration work_timeout;  // the wait for a row lock included
  Duration vote_timeout;
  Duration retry_every;
  bool recovery;
  bool forced_decision;
  bool live_guard;
};

// A branch of a global transaction: part 0 is main at the wallet, part 1 + k the k-th branch.
constexpr GlobalId branch_id(std::uint64_t transaction, std::uint64_t part) {
  return transaction * 16 + part;
}
constexpr std::uint64_t transaction_of(GlobalId gid) { return gid / 16; }

struct Work {
  static constexpr MessageType type{"xa-work", MessageClass::work};
  struct Reply {
    bool done;
  };
  IntentId intent;
  GlobalId gid;
  Purchase purchase;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(gid % 16); }
};

struct Prepare {
  static constexpr MessageType type{"prepare", MessageClass::protocol};
  struct Reply {
    bool yes;
  };
  IntentId intent;
  GlobalId gid;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(gid % 16); }
};

struct Outcome {
  static constexpr MessageType type{"outcome", MessageClass::protocol};
  struct Reply {
    bool acknowledged;
  };
  IntentId intent;
  GlobalId gid;
  bool commit;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(gid % 16); }
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

// Wallet or fund service: stands between the coordinator and its databases.
class Participant final : public Program {
 public:
  Participant(Host& host, const Deployment& site, const Options& options, Role role);
  Task<> main() override;

  Task<std::optional<Work::Reply>> on_work(Work request);
  Task<std::optional<Prepare::Reply>> on_prepare(Prepare request);
  Task<std::optional<Outcome::Reply>> on_outcome(Outcome request);
  Task<InDoubt::Reply> on_in_doubt(InDoubt request);

 private:
  struct Branch {
    enum class State : std::uint8_t { working, ready, preparing } state = State::working;
    bool unwanted = false;
    std::optional<DatabaseClient::Session> session;
  };

  DatabaseClient& database(GlobalId gid) { return databases_[gid % 16 - first_part_]; }
  static Statement statement(std::uint64_t part, const Purchase& purchase);
  Task<> roll_back(GlobalId gid, IntentId intent);
  Task<> give_up_unprepared(GlobalId gid, IntentId intent);

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  std::size_t first_part_;
  std::deque<DatabaseClient> databases_;
  std::map<GlobalId, Branch> open_;
};

}  // namespace txlab::xa
