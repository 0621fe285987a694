// BranchLedger: what a fund service does in its own database when it is asked to run a branch,
// under every strategy that delivers the branch by message: refuse or apply, once.
#pragma once

#include <deque>

#include "models/fund/transactions.hpp"
#include "models/strategies/shared/notifier.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

class BranchLedger {
 public:
  // dedup off: every delivery becomes an application of its own. A control, and what is left to a
  // consumer where orders have no id (order_id: none).
  enum class Dedup : std::uint8_t { by_order, off };
  // anew: the fund side computes the price itself, and comes to another one. A control.
  enum class Quote : std::uint8_t { as_ordered, anew };
  BranchLedger(Host& host, const Deployment& site, Dedup dedup, Quote quote = Quote::as_ordered);

  // True when the branch is settled for good: applied, or refused and main reversed.
  Task<bool> run(Purchase purchase);
  // The further branches, 1 for the second one.
  Task<bool> run_extra(Purchase purchase, std::size_t number);
  DatabaseClient& database() { return database_; }
  Notifier& notifier() { return notifier_; }
  Task<> push_leftover_notices() { return notifier_.push_leftovers(); }

 private:
  Task<bool> refuse(Purchase purchase);

  Host& host_;
  const Deployment& site_;
  Dedup dedup_;
  Quote quote_;
  DatabaseClient database_;
  std::deque<DatabaseClient> extras_;
  Notifier notifier_;
};

}  // namespace txlab
