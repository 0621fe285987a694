// Reconciler: compares the wallet's orders with the fund's applications and repairs what differs.
#pragma once

#include <deque>
#include <vector>

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

struct Reconciliation {
  Duration every = 24h;
  Duration lag = 30s;   // a difference that has gone after this long was none
  bool forward = true;  // a missing branch: run it; otherwise rule it out and reverse main
  bool on = true;
};

// What the reconciliation asks of a fund service.
struct Repair {
  static constexpr MessageType type{"repair", MessageClass::work};
  enum class How : std::uint8_t { run_branch, rule_out_branch, withdraw_branch };
  struct Reply {
    bool done;
  };
  IntentId intent;
  Purchase purchase;
  How how;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(how); }
};

class Reconciler {
 public:
  Reconciler(Host& host, const Deployment& site, Reconciliation settings);
  Task<> run();

 private:
  struct Differences {
    std::vector<Purchase> without_branch;
    std::vector<Purchase> without_main;
    bool complete = false;
  };
  enum class Side : std::uint8_t { orders, applications };

  // Passes on that one of the ledgers has changed.
  Task<> watch(WorkGate& ledger);
  Task<bool> pass();
  Task<Differences> compare();
  // Rows in this state on one side that have no living counterpart on the other.
  Task<bool> one_sided(Side side, std::vector<Purchase>& found);
  Task<bool> without_counterpart(Side side, std::vector<Purchase> rows,
                                 std::vector<Purchase>& found);
  // Which of the orders lack one of the further branches; nothing if a database did not answer.
  Task<std::optional<std::vector<bool>>> without_extras(std::vector<Purchase> orders);
  Task<bool> repair_missing_branch(Purchase purchase);
  Task<bool> ask_fund(Purchase purchase, Repair::How how);
  Task<bool> ask_wallet_to_reverse(Purchase purchase);

  Host& host_;
  const Deployment& site_;
  Reconciliation settings_;
  DatabaseClient wallet_;
  DatabaseClient fund_;
  std::deque<DatabaseClient> extras_;
  WorkGate& orders_;
  WorkGate& applications_;
  Signal changed_;
};

}  // namespace txlab
