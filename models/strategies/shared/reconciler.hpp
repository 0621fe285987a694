// Reconciler: compares the wallet's orders with the fund's applications and repairs what differs.
//
// There is no standard implementation; the parameters are ours. What can go wrong with it is part
// of it: ledgers that were not read at the same instant, differences that are merely late, a pass
// that stops half way, and what no program may repair (two amounts), which people do, one by one.
#pragma once

#include <deque>
#include <map>
#include <vector>

#include "models/strategies/shared/reconciliation_diary.hpp"
#include "models/strategies/shared/repairs.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

struct Reconciliation {
  Duration every = 24h;
  Duration lag = 30s;  // a difference that has gone after this long was none; 0s: no second look
  Duration skew{0};    // how much older the fund's ledger is than the wallet's, as compared
  std::uint64_t most_repairs = 0;  // a pass stops after so many; 0: it does not
  Duration manual_service = 4h;    // an operator's time for one case, if the scenario has none
  bool forward = true;             // a missing branch: run it; else rule it out and reverse main
  bool catch_up = true;  // a run that was missed or died is made up for when its host is back
  bool rule_out = true;  // off: main is reversed, and the branch may still come
  bool on = true;
};

class Reconciler {
 public:
  Reconciler(Host& host, const Deployment& site, Reconciliation settings);
  Task<> run();
  // The people who work off the list of cases.
  Task<> work_off_cases();

 private:
  struct Mismatch {
    Purchase order;
    Money applied;
  };
  struct Differences {
    std::vector<Purchase> without_branch;
    std::vector<Purchase> without_main;
    std::vector<Mismatch> mismatched;
    bool complete = false;
    bool none() const {
      return without_branch.empty() && without_main.empty() && mismatched.empty();
    }
  };
  // The fund's ledger as it was some time ago, by order: what was applied for.
  using OldLedger = std::map<OrderId, Money>;
  enum class Side : std::uint8_t { orders, applications };
  // clean: nothing is left to be done; again: something did not answer; stopped: see most_repairs.
  enum class Pass : std::uint8_t { clean, again, stopped };

  // Passes on that one of the ledgers has changed.
  Task<> watch(WorkGate& ledger);
  std::int64_t period() const { return host_.local_time().time_since_epoch() / settings_.every; }
  Task<Pass> pass();
  Task<Pass> repair(Differences first, Differences still);
  Task<Differences> compare();
  Task<bool> old_fund_ledger(OldLedger& ledger);
  // Rows in this state on one side that have no living counterpart on the other.
  Task<bool> one_sided(Side side, const OldLedger* old, Differences& found);
  Task<bool> without_counterpart(Side side, std::vector<Purchase> rows, Differences& found);
  static void without_old_counterpart(const std::vector<Purchase>& orders, const OldLedger& old,
                                      Differences& found);
  // Which of the orders lack one of the further branches; nothing if a database did not answer.
  Task<std::optional<std::vector<bool>>> without_extras(std::vector<Purchase> orders);
  Task<bool> repair_missing_branch(Purchase purchase);
  Task<bool> open_case(Mismatch mismatch);
  Task<bool> ask_wallet_to_reverse(Purchase purchase);

  Host& host_;
  const Deployment& site_;
  Reconciliation settings_;
  DatabaseClient wallet_;
  DatabaseClient fund_;
  std::deque<DatabaseClient> extras_;
  Repairs repairs_;
  ReconciliationDiary& diary_;
  WorkGate& orders_;
  WorkGate& applications_;
  WorkGate& cases_;
  Signal changed_;
};

}  // namespace txlab
