// EndOfDay: the batch that turns earmarks into payments once the fund side has accepted an order.
//
// It belongs to the business, not to a strategy: it reads the fund's applications, settles each
// order in the wallet's ledger and then nets it in the fund's. Both steps expect the state before
// them, so a batch that dies in the middle is simply run again. Background: it adds no message to a
// purchase.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class EndOfDay {
 public:
  EndOfDay(Host& host, const Deployment& site, HostId wallet_database, HostId fund_database);
  Task<> run();

 private:
  using Batch = std::vector<Purchase>;
  enum class Pass : std::uint8_t { complete, again, tomorrow };
  Task<Pass> pass();
  // Nothing if the fund's database did not answer; else whether all in this state is settled.
  Task<std::optional<bool>> settle_all(ledger::Application state);
  // Whether nothing is left that will be settled another day.
  Task<std::optional<bool>> nothing_awaited();
  // Both leave in the batch only what went through.
  Task<> settle(Batch& batch);
  Task<> net(Batch& batch, ledger::Application from);
  Task<bool> settle_one(Purchase purchase);
  Task<bool> run_one(DatabaseClient& database, Statement statement);

  Host& host_;
  Duration every_;
  bool each_;
  bool confirmed_first_;  // what the transfer agent has not answered to is left alone
  DatabaseClient wallet_;
  DatabaseClient fund_;
  WorkGate& accepted_;
};

}  // namespace txlab
