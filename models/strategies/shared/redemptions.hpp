// Redemptions: the end-of-day batch that turns money-fund positions of refused orders into cash.
//
// An ordinary redemption is paid to the customer's bank here, and he is told. A fast one was paid
// when the order was reversed, by an advance of the company, which gets its money back here.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class Redemptions {
 public:
  Redemptions(Host& host, const Deployment& site);
  Task<> run();

 private:
  Task<> pass();

  Host& host_;
  Duration every_;
  DatabaseClient wallet_;
  WorkGate& open_;
};

}  // namespace txlab
