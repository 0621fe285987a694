#include "models/strategies/shared/redemptions.hpp"

#include "models/parts/database/state.hpp"

namespace txlab {

Redemptions::Redemptions(Host& host, const Deployment& site)
    : host_(host),
      every_(site.workload.settle_every),
      wallet_(host, site.wallet_database, 4),
      open_(host.world()
                .host(site.wallet_database)
                .find_durable<DatabaseState>()
                ->gate(ledger::redemptions)) {}

Task<> Redemptions::run() {
  for (;;) {
    while (open_.empty()) co_await open_.wait("nothing to redeem");
    co_await host_.next_tick(every_, "redemptions");
    co_await pass();
  }
}

// What does not go through stays in the list for the next batch. The wallet's services see the
// notices that are written here, and push them.
Task<> Redemptions::pass() {
  RowKey after = 0;
  for (bool more = true; more;) {
    const auto rows = co_await wallet_.scan(ledger::redemptions, after, 0);
    if (!rows) co_return;
    more = rows->more;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      const Purchase order = fund::from_order(after, rows->rows[i]);
      const bool advanced = rows->rows[i].state == ledger::advanced;
      co_await wallet_.run(advanced ? fund::settle_advance(order) : fund::refund(order));
    }
  }
}

}  // namespace txlab
