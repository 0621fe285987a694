// Notifier: tells customers how their orders ended, until they have read it.
//
// The statement is a row written by the same local transaction as the outcome (a small outbox), so
// a crash between the two is impossible; the row goes when the customer has acknowledged. A notice
// may arrive twice and always says the same.
#pragma once

#include <set>

#include "models/fund/conversation.hpp"
#include "models/fund/ledger.hpp"
#include "models/parts/database/client.hpp"
#include "models/parts/database/state.hpp"
#include "models/strategies/deployment.hpp"

namespace txlab {

class Notifier {
 public:
  Notifier(Host& host, const Deployment& site, DatabaseClient& database, TableId notices);

  // The order's notice has just been committed: push it now.
  void push(const Purchase& purchase, Told told);
  // Pushes what a crash or a lost notice left behind.
  Task<> push_leftovers();

 private:
  Task<> push_one(RowKey order, IntentId intent, Told told);
  Task<> push_once(RowKey order, IntentId intent, Told told);

  Host& host_;
  const Deployment& site_;
  DatabaseClient& database_;
  TableId notices_;
  WorkGate& gate_;
  std::set<RowKey> pushing_;
};

}  // namespace txlab
