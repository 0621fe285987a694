#include "models/strategies/shared/withdrawals.hpp"

#include "models/parts/database/state.hpp"

namespace txlab {

Withdrawals::Withdrawals(Host& host, const Deployment& site)
    : host_(host),
      site_(site),
      wallet_(host, site.wallet_database, 4),
      orders_(host.world()
                  .host(site.wallet_database)
                  .find_durable<DatabaseState>()
                  ->gate(ledger::orders)) {}

Task<> Withdrawals::run() {
  std::uint64_t seen = 0;
  for (;;) {
    while (orders_.added() == seen) co_await orders_.wait("nothing to withdraw");
    const std::uint64_t until = orders_.added();
    co_await host_.sleep(site_.workload.withdrawals->after, "withdrawal");
    co_await pass();
    seen = until;
  }
}

Task<> Withdrawals::pass() {
  RowKey after = 0;
  for (bool more = true; more;) {
    const auto rows = co_await wallet_.scan(ledger::orders, after, ledger::main_done);
    if (!rows) co_return;
    more = rows->more;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      const Purchase order = fund::from_order(after, rows->rows[i]);
      if (!handled_.insert(after).second) continue;
      if (!site_.customers.withdraws(order.intent)) continue;
      co_await wallet_.run(fund::withdraw(order));
    }
  }
}

}  // namespace txlab
