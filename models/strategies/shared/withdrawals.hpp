// Withdrawals: customers who take their money-fund position out again while an order is under way.
//
// It belongs to the business, not to a strategy: the wallet lets them have what is available. What
// is earmarked for an order is not, so with `earmark: on` all of these are refused.
#pragma once

#include <set>

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class Withdrawals {
 public:
  Withdrawals(Host& host, const Deployment& site);
  Task<> run();

 private:
  Task<> pass();

  Host& host_;
  const Deployment& site_;
  DatabaseClient wallet_;
  WorkGate& orders_;
  std::set<RowKey> handled_;  // RAM; after a crash the key of the withdrawal tells
};

}  // namespace txlab
