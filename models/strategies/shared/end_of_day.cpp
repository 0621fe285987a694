#include "models/strategies/shared/end_of_day.hpp"

#include "models/parts/database/state.hpp"

namespace txlab {

EndOfDay::EndOfDay(Host& host, const Deployment& site, HostId wallet_database, HostId fund_database)
    : host_(host),
      every_(site.workload.settle_every),
      each_(site.workload.settle == Settling::each),
      wallet_(host, wallet_database, 4),
      fund_(host, fund_database, 4),
      accepted_(host.world()
                    .host(fund_database)
                    .find_durable<DatabaseState>()
                    ->gate(ledger::applications)) {}

Task<> EndOfDay::run() {
  std::uint64_t seen = 0;
  for (;;) {
    while (accepted_.added() == seen) co_await accepted_.wait("nothing to settle");
    if (each_) {
      co_await host_.sleep(1ms, "settle");
    } else {
      co_await host_.next_tick(every_, "end of day");
      // A reconciliation of the same hour comes first: what it repairs is settled, too.
      co_await host_.sleep(10min, "after the reconciliation");
    }
    const std::uint64_t until = accepted_.added();
    for (std::uint32_t attempt = 0; seen != until && attempt < 10; ++attempt) {
      const bool complete = co_await settle_accepted();
      if (complete) seen = until;
      const Duration pause = each_ ? 100ms * (1 << attempt) : Duration(1min);
      if (!complete) co_await host_.sleep(pause, "batch again");
    }
  }
}

// False: a database did not answer, or main or the application is not confirmed yet; the next batch
// has to go on.
Task<bool> EndOfDay::settle_accepted() {
  bool complete = true;
  RowKey after = 0;
  Batch batch;
  for (bool more = true; more;) {
    const auto rows = co_await fund_.scan(ledger::applications, after, ledger::applied);
    if (!rows) co_return false;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      batch.push_back(fund::from_application(after, rows->rows[i]));
    }
    more = rows->more;
    const std::size_t accepted = batch.size();
    co_await settle(batch);
    complete = complete && batch.size() == accepted;
    co_await net(batch);
    batch.clear();
  }
  const auto held = co_await fund_.scan(ledger::applications, 0, ledger::application_tried);
  co_return complete&& held && held->count == 0;
}

Task<bool> EndOfDay::run_one(DatabaseClient& database, Statement statement) {
  const auto status = co_await database.run(statement);
  co_return status == StatementStatus::ok;
}

Task<bool> EndOfDay::settle_one(Purchase purchase) {
  Statement single;
  fund::settle_too(single, purchase);
  const bool settled = co_await run_one(wallet_, single);
  if (settled) co_return true;
  const auto order = co_await wallet_.read(ledger::orders, purchase.order.value, {});
  co_return order &&
      order->archived;  // settled before; anything else is an exception to be looked at
}

Task<> EndOfDay::settle(Batch& batch) {
  Batch settled;
  for (std::size_t next = 0; next < batch.size();) {
    Statement together;
    const std::size_t first = next;
    while (next < batch.size() && fund::settle_too(together, batch[next])) ++next;
    const bool all = co_await run_one(wallet_, together);
    for (std::size_t i = first; i < next; ++i) {
      bool done = all;
      if (!all) done = co_await settle_one(batch[i]);
      if (done) settled.push_back(batch[i]);
    }
  }
  batch = std::move(settled);
}

Task<> EndOfDay::net(Batch& batch) {
  for (std::size_t next = 0; next < batch.size();) {
    Statement together;
    const std::size_t first = next;
    while (next < batch.size() && fund::net_too(together, batch[next])) ++next;
    const bool all = co_await run_one(fund_, together);
    for (std::size_t i = first; i < next && !all; ++i) {
      Statement single;
      fund::net_too(single, batch[i]);
      co_await run_one(fund_, single);
    }
  }
}

}  // namespace txlab
