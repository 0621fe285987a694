#include "models/strategies/shared/end_of_day.hpp"

#include "models/parts/database/state.hpp"

namespace txlab {

EndOfDay::EndOfDay(Host& host, const Deployment& site, HostId wallet_database, HostId fund_database)
    : host_(host),
      every_(site.workload.settle_every),
      each_(site.workload.settle == Settling::each && !site.workload.calendar),
      confirmed_first_(site.workload.calendar.has_value()),
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
    Pass ended = Pass::again;
    for (std::uint32_t attempt = 0; ended == Pass::again && attempt < 10; ++attempt) {
      ended = co_await pass();
      if (ended == Pass::complete) seen = until;
      const Duration pause = each_ ? 100ms * (1 << attempt) : Duration(1min);
      if (ended == Pass::again) co_await host_.sleep(pause, "batch again");
    }
  }
}

// again: a database did not answer, or main or the application is not confirmed yet. tomorrow: the
// transfer agent has not answered to everything.
Task<EndOfDay::Pass> EndOfDay::pass() {
  std::vector<ledger::Application> states{ledger::applied};
  if (confirmed_first_) {
    states.assign(std::begin(ledger::answered_by_agent), std::end(ledger::answered_by_agent));
  }
  bool complete = true;
  for (const ledger::Application state : states) {
    const auto all = co_await settle_all(state);
    if (!all) co_return Pass::again;
    complete = complete && *all;
  }
  const auto nothing = co_await nothing_awaited();
  if (!complete || !nothing) co_return Pass::again;
  if (*nothing) co_return Pass::complete;
  co_return confirmed_first_ ? Pass::tomorrow : Pass::again;
}

Task<std::optional<bool>> EndOfDay::nothing_awaited() {
  const auto held = co_await fund_.scan(ledger::applications, 0, ledger::application_tried);
  if (!held) co_return std::nullopt;
  if (!confirmed_first_) co_return held->count == 0;
  const auto here = co_await fund_.scan(ledger::applications, 0, ledger::applied);
  const auto away = co_await fund_.scan(ledger::applications, 0, ledger::application_exported);
  if (!here || !away) co_return std::nullopt;
  co_return held->count + here->count + away->count == 0;
}

Task<std::optional<bool>> EndOfDay::settle_all(ledger::Application state) {
  bool complete = true;
  RowKey after = 0;
  Batch batch;
  for (bool more = true; more;) {
    const auto rows = co_await fund_.scan(ledger::applications, after, state);
    if (!rows) co_return std::nullopt;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      batch.push_back(fund::from_application(after, rows->rows[i]));
    }
    more = rows->more;
    const std::size_t accepted = batch.size();
    co_await settle(batch);
    complete = complete && batch.size() == accepted;
    co_await net(batch, state);
    batch.clear();
  }
  co_return complete;
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

Task<> EndOfDay::net(Batch& batch, ledger::Application from) {
  for (std::size_t next = 0; next < batch.size();) {
    Statement together;
    const std::size_t first = next;
    while (next < batch.size() && fund::net_too(together, batch[next], from)) ++next;
    const bool all = co_await run_one(fund_, together);
    for (std::size_t i = first; i < next && !all; ++i) {
      Statement single;
      fund::net_too(single, batch[i], from);
      co_await run_one(fund_, single);
    }
  }
}

}  // namespace txlab
