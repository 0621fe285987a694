#include "models/strategies/shared/reconciler.hpp"

#include <algorithm>

#include "models/parts/database/state.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

WorkGate& gate(Host& host, HostId database, TableId table) {
  return host.world().host(database).find_durable<DatabaseState>()->gate(table);
}

}  // namespace

Reconciler::Reconciler(Host& host, const Deployment& site, Reconciliation settings)
    : host_(host),
      site_(site),
      settings_(settings),
      wallet_(host, site.wallet_database, 4),
      fund_(host, site.fund_database, 4),
      orders_(gate(host, site.wallet_database, ledger::orders)),
      applications_(gate(host, site.fund_database, ledger::applications)),
      changed_(host.kernel()) {
  for (const HostId database : site.extra_databases) extras_.emplace_back(host, database, 4);
}

Task<> Reconciler::watch(WorkGate& ledger) {
  for (;;) {
    co_await ledger.wait("ledger unchanged");
    changed_.notify_all();
  }
}

Task<> Reconciler::run() {
  std::uint64_t seen = 0;
  host_.spawn(watch(orders_));
  host_.spawn(watch(applications_));
  while (settings_.on) {
    while (orders_.added() + applications_.added() == seen) {
      co_await changed_.wait("nothing to compare", true);
    }
    co_await host_.next_tick(settings_.every, "reconciliation");
    const std::uint64_t until = orders_.added() + applications_.added();
    // A pass that did not come to its end, or left something to repair, is repeated the same day.
    for (std::uint32_t attempt = 0; seen != until && attempt < 10; ++attempt) {
      const bool clean = co_await pass();
      if (clean) seen = until;
      if (!clean) co_await host_.sleep(1min, "reconciliation again");
    }
  }
}

// True when both ledgers were read and every difference is repaired.
Task<bool> Reconciler::pass() {
  const Differences first = co_await compare();
  if (!first.complete) co_return false;
  if (first.without_branch.empty() && first.without_main.empty()) co_return true;
  co_await host_.sleep(settings_.lag, "lag");
  const Differences still = co_await compare();
  if (!still.complete) co_return false;

  // Only what differed then and differs now; what came up meanwhile is for the next pass.
  const auto known = [](const std::vector<Purchase>& before, const Purchase& p) {
    return std::ranges::any_of(before, [&](const Purchase& q) { return q.order == p.order; });
  };
  bool clean = true;
  for (const Purchase& purchase : still.without_branch) {
    bool done = false;
    if (known(first.without_branch, purchase)) done = co_await repair_missing_branch(purchase);
    clean = clean && done;
  }
  for (const Purchase& purchase : still.without_main) {
    bool done = false;
    if (known(first.without_main, purchase)) {
      done = co_await ask_fund(purchase, Repair::How::withdraw_branch);
    }
    clean = clean && done;
  }
  co_return clean;
}

Task<Reconciler::Differences> Reconciler::compare() {
  Differences differences;
  const bool orders = co_await one_sided(Side::orders, differences.without_branch);
  bool applications = false;
  if (orders) applications = co_await one_sided(Side::applications, differences.without_main);
  differences.complete = applications;
  co_return differences;
}

Task<bool> Reconciler::one_sided(Side side, std::vector<Purchase>& found) {
  const bool orders = side == Side::orders;
  DatabaseClient& database = orders ? wallet_ : fund_;
  const TableId table = orders ? ledger::orders : ledger::applications;
  const auto state = static_cast<std::uint16_t>(orders ? +ledger::main_done : +ledger::applied);
  RowKey after = 0;
  std::vector<Purchase> rows;
  for (bool more = true; more;) {
    const auto page = co_await database.scan(table, after, state);
    if (!page) co_return false;
    more = page->more;
    for (std::uint8_t i = 0; i < page->count; ++i) {
      after = page->keys[i];
      rows.push_back(orders ? fund::from_order(after, page->rows[i])
                            : fund::from_application(after, page->rows[i]));
    }
    if (more && rows.size() + ScanRows::Reply::capacity <= LookUp::capacity) continue;
    const bool answered = co_await without_counterpart(side, std::exchange(rows, {}), found);
    if (!answered) co_return false;
  }
  co_return true;
}

Task<bool> Reconciler::without_counterpart(Side side, std::vector<Purchase> rows,
                                           std::vector<Purchase>& found) {
  const bool orders = side == Side::orders;
  LookUp request{.intent = {},
                 .table = orders ? ledger::applications : ledger::orders,
                 .count = static_cast<std::uint8_t>(rows.size()),
                 .keys = {}};
  for (std::size_t i = 0; i < rows.size(); ++i) request.keys[i] = rows[i].order.value;
  const auto there = co_await (orders ? fund_ : wallet_).look_up(request);
  if (!there) co_return false;
  std::optional<std::vector<bool>> lacking = std::vector<bool>(rows.size());
  if (orders) lacking = co_await without_extras(rows);
  if (!lacking) co_return false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint16_t state = there->states[i];
    // A refused branch must have reversed main, and main is not reversed: a difference as well.
    const bool matched = there->archived[i] || state == (orders ? std::uint16_t{ledger::applied}
                                                                : std::uint16_t{ledger::main_done});
    if (!matched || (*lacking)[i]) found.push_back(rows[i]);
  }
  co_return true;
}

Task<std::optional<std::vector<bool>>> Reconciler::without_extras(std::vector<Purchase> orders) {
  std::vector<bool> lacking(orders.size());
  LookUp request{.intent = {},
                 .table = ledger::extras,
                 .count = static_cast<std::uint8_t>(orders.size()),
                 .keys = {}};
  for (std::size_t i = 0; i < orders.size(); ++i) request.keys[i] = orders[i].order.value;
  for (DatabaseClient& database : extras_) {
    const auto there = co_await database.look_up(request);
    if (!there) co_return std::nullopt;
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (there->states[i] != ledger::applied) lacking[i] = true;
    }
  }
  co_return lacking;
}

Task<bool> Reconciler::repair_missing_branch(Purchase purchase) {
  purchase.fee = site_.customers.fee(purchase.amount);
  if (settings_.forward) co_return co_await ask_fund(purchase, Repair::How::run_branch);
  const bool ruled_out = co_await ask_fund(purchase, Repair::How::rule_out_branch);
  if (!ruled_out) co_return false;
  co_return co_await ask_wallet_to_reverse(purchase);
}

Task<bool> Reconciler::ask_fund(Purchase purchase, Repair::How how) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host_.call(site_.fund(purchase.order, attempt),
                                           Repair{purchase.intent, purchase, how}, 15s, attempt);
    if (reply) co_return reply->done;
  }
  co_return false;
}

Task<bool> Reconciler::ask_wallet_to_reverse(Purchase purchase) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host_.call(site_.wallet(purchase.order, attempt),
                                           Reverse{purchase.intent, purchase}, 15s, attempt);
    if (reply) co_return reply->done;
  }
  co_return false;
}

}  // namespace txlab
