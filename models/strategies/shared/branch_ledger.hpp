// BranchLedger: what a fund service does in its own database when it is asked to run a branch,
// under every strategy that delivers the branch by message: refuse or apply, once.
#pragma once

#include <deque>

#include "models/fund/transactions.hpp"
#include "models/strategies/shared/deduplication.hpp"
#include "models/strategies/shared/notifier.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

class BranchLedger {
 public:
  // anew: the fund side computes the price itself, and comes to another one. A control.
  enum class Quote : std::uint8_t { as_ordered, anew };
  // Where orders have no id (order_id: none) there is no business key either.
  BranchLedger(Host& host, const Deployment& site, Deduplication dedup,
               Quote quote = Quote::as_ordered);

  // True when the branch is settled for good: applied, or refused and main reversed.
  // A message has an id; who calls instead has none, and is recognised by the order.
  Task<bool> run(Purchase purchase, std::uint64_t message_id = 0);
  // The further branches, 1 for the second one.
  Task<bool> run_extra(Purchase purchase, std::size_t number, std::uint64_t message_id = 0);
  DatabaseClient& database() { return database_; }
  Notifier& notifier() { return notifier_; }
  Task<> push_leftover_notices() { return notifier_.push_leftovers(); }

 private:
  Task<bool> refuse(Purchase purchase);
  Task<bool> reverse_main(Purchase purchase);
  // What a delivery finds that is not the first: the order is taken, or was refused.
  Task<bool> as_decided_before(Purchase purchase);
  Task<StatementStatus> once(DatabaseClient* database, Statement work, std::uint64_t message_id);
  Task<StatementStatus> noted_first(DatabaseClient* database, Statement work, RowKey key);
  Statement under_another_key(Statement work) const;

  Host& host_;
  const Deployment& site_;
  Deduplication dedup_;
  Quote quote_;
  DatabaseClient database_;
  std::deque<DatabaseClient> extras_;
  Notifier notifier_;
};

}  // namespace txlab
