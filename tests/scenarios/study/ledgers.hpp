// The ledgers of a run: what the tables hold when everything is over.
#pragma once

#include "models/fund/ledger.hpp"
#include "models/parts/database/state.hpp"
#include "scenarios/study/run_world.hpp"
#include "small_scenario.hpp"

namespace txlab {

// Of each purchase of a small scenario, in fen.
inline constexpr std::int64_t amount = 100'000;
inline constexpr std::int64_t fee = 150;

class Ledgers {
 public:
  Ledgers(const Scenario& scenario, const StrategyEntry& entry) : setup_(scenario, entry, 1) {
    setup_.start();
    setup_.world().kernel().run_until(setup_.deadline());
  }
  std::int64_t sum(HostId database, TableId id, std::size_t column) {
    std::int64_t total = 0;
    Host& host = setup_.world().host(database);
    host.find_durable<DatabaseState>()->table(id).each(
        [&](RowKey, const Row& row) { total += row.value[column]; });
    return total;
  }
  std::uint64_t rows(HostId database, TableId id) {
    return setup_.world().host(database).find_durable<DatabaseState>()->table(id).rows();
  }
  const Deployment& site() const { return setup_.deployment(); }
  std::int64_t audit() { return setup_.audit(); }

 private:
  RunWorld setup_;
};

}  // namespace txlab
