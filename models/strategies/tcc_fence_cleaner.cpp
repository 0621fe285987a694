#include "models/strategies/tcc_fence_cleaner.hpp"

#include "models/fund/ledger.hpp"
#include "models/parts/database/state.hpp"

namespace txlab::tcc {

FenceCleaner::FenceCleaner(Host& host, DatabaseClient& database, const GlobalOptions& options)
    : host_(host),
      database_(database),
      options_(options),
      rows_(host.world()
                .host(database.server())
                .find_durable<DatabaseState>()
                ->gate(ledger::fences)) {}

Task<> FenceCleaner::run() {
  for (;;) {
    while (rows_.empty()) co_await rows_.wait("no fence rows");
    co_await host_.next_tick(options_.fence_clean, "clean fence");
    const LocalInstant before = host_.local_time() - options_.fence_clean;
    co_await clean(before.time_since_epoch().count());
  }
}

// An empty cancel's row was left alone by what became 1.5.0
// (apache/incubator-seata issue 4180).
bool FenceCleaner::over(std::uint16_t state) const {
  return state == committed || state == rollbacked ||
         (state == suspended && options_.clean_suspended);
}

Task<> FenceCleaner::clean(std::int64_t before) {
  RowKey after = 0;
  for (bool more = true; more;) {
    const auto rows = co_await database_.scan(ledger::fences, after, 0);
    if (!rows) co_return;  // the next round
    more = rows->more;
    Statement erase{.label = "clean-fence"};
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      const Row& row = rows->rows[i];
      if (over(row.state) && row.value[0] < before) erase.erase(ledger::fences, after);
    }
    if (erase.count > 0) co_await database_.run(erase);
  }
}

}  // namespace txlab::tcc
