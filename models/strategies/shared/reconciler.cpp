#include "models/strategies/shared/reconciler.hpp"

#include <algorithm>
#include <utility>

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
      repairs_(host, site, wallet_),
      diary_(host.durable<ReconciliationDiary>(host)),
      orders_(gate(host, site.wallet_database, ledger::orders)),
      applications_(gate(host, site.fund_database, ledger::applications)),
      cases_(gate(host, site.wallet_database, ledger::cases)),
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
  bool due = settings_.catch_up && diary_.missed(period());
  while (settings_.on) {
    while (orders_.added() + applications_.added() == seen) {
      co_await changed_.wait("nothing to compare", true);
      diary_.over_in(period());
    }
    if (!std::exchange(due, false)) co_await host_.next_tick(settings_.every, "reconciliation");
    const std::uint64_t until = orders_.added() + applications_.added();
    // A pass that did not come to its end, or left something to repair, is repeated the same day;
    // one that was stopped goes on the next.
    Pass ended = Pass::again;
    for (std::uint32_t attempt = 0; ended == Pass::again && attempt < 10; ++attempt) {
      ended = co_await pass();
      if (ended == Pass::clean) seen = until;
      if (ended == Pass::again) co_await host_.sleep(1min, "reconciliation again");
    }
    diary_.over_in(period());
  }
}

Task<Reconciler::Pass> Reconciler::pass() {
  const Differences first = co_await compare();
  if (!first.complete) co_return Pass::again;
  if (first.none()) co_return Pass::clean;
  if (settings_.lag == Duration{0}) co_return co_await repair(first, first);
  co_await host_.sleep(settings_.lag, "lag");
  const Differences still = co_await compare();
  if (!still.complete) co_return Pass::again;
  co_return co_await repair(first, still);
}

// Only what differed then and differs now; what came up meanwhile is for the next pass.
Task<Reconciler::Pass> Reconciler::repair(Differences first, Differences still) {
  const auto known = [](const std::vector<Purchase>& before, const Purchase& p) {
    return std::ranges::any_of(before, [&](const Purchase& q) { return q.order == p.order; });
  };
  bool clean = true;
  std::uint64_t repairs = 0;
  for (const Purchase& purchase : still.without_branch) {
    bool done = false;
    if (settings_.most_repairs > 0 && repairs == settings_.most_repairs) co_return Pass::stopped;
    if (known(first.without_branch, purchase)) {
      ++repairs;
      done = co_await repair_missing_branch(purchase);
    }
    clean = clean && done;
  }
  for (const Purchase& purchase : still.without_main) {
    bool done = false;
    if (known(first.without_main, purchase)) {
      done = co_await repairs_.ask_fund(
          {purchase.intent, purchase, Repair::How::withdraw_branch, Purchase{}});
    }
    clean = clean && done;
  }
  for (const Mismatch& mismatch : still.mismatched) {
    const bool listed = co_await open_case(mismatch);
    clean = clean && listed;
  }
  co_return clean ? Pass::clean : Pass::again;
}

// Both ledgers as they are, or the fund's as it was `skew` before the wallet's.
Task<Reconciler::Differences> Reconciler::compare() {
  Differences differences;
  std::optional<OldLedger> old;
  if (settings_.skew > Duration{0}) {
    const bool copied = co_await old_fund_ledger(old.emplace());
    if (!copied) co_return differences;
    co_await host_.sleep(settings_.skew, "the other ledger");
  }
  const OldLedger* const compared = old ? &*old : nullptr;
  const bool orders = co_await one_sided(Side::orders, compared, differences);
  bool applications = false;
  if (orders) applications = co_await one_sided(Side::applications, compared, differences);
  differences.complete = applications;
  co_return differences;
}

// A copy of the fund's ledger, as a file that is sent over once a day.
Task<bool> Reconciler::old_fund_ledger(OldLedger& ledger) {
  for (const ledger::Application state : ledger::standing) {
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto page = co_await fund_.scan(ledger::applications, after, state);
      if (!page) co_return false;
      more = page->more;
      for (std::uint8_t i = 0; i < page->count; ++i) {
        after = page->keys[i];
        ledger[OrderId{after}] = fund::from_application(after, page->rows[i]).amount;
      }
    }
    if (!site_.workload.calendar) break;  // nothing goes further than `applied`
  }
  co_return true;
}

Task<bool> Reconciler::one_sided(Side side, const OldLedger* old, Differences& found) {
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
    if (orders && old != nullptr) {
      without_old_counterpart(std::exchange(rows, {}), *old, found);
      continue;
    }
    const bool answered = co_await without_counterpart(side, std::exchange(rows, {}), found);
    if (!answered) co_return false;
  }
  co_return true;
}

void Reconciler::without_old_counterpart(const std::vector<Purchase>& orders, const OldLedger& old,
                                         Differences& found) {
  for (const Purchase& order : orders) {
    const auto there = old.find(order.order);
    if (there == old.end()) {
      found.without_branch.push_back(order);
    } else if (there->second != order.amount) {
      found.mismatched.push_back({order, there->second});
    }
  }
}

Task<bool> Reconciler::without_counterpart(Side side, std::vector<Purchase> rows,
                                           Differences& found) {
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
    const bool counterpart = orders ? ledger::stands(state) : state == ledger::main_done;
    const bool matched = there->archived[i] || counterpart;
    if (!matched || (*lacking)[i]) {
      (orders ? found.without_branch : found.without_main).push_back(rows[i]);
    } else if (orders && !there->archived[i] && there->sums[i] != rows[i].amount.fen) {
      found.mismatched.push_back({rows[i], Money{there->sums[i]}});
    }
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
  Repair repair{purchase.intent, purchase, Repair::How::run_branch, Purchase{}};
  if (settings_.forward) co_return co_await repairs_.ask_fund(repair);
  if (!settings_.rule_out) co_return co_await ask_wallet_to_reverse(purchase);
  repair.how = Repair::How::rule_out_branch;
  const bool ruled_out = co_await repairs_.ask_fund(repair);
  if (!ruled_out) co_return false;
  co_return co_await ask_wallet_to_reverse(purchase);
}

Task<bool> Reconciler::open_case(Mismatch mismatch) {
  const Purchase& order = mismatch.order;
  Statement open{.label = "case", .intent = order.intent};
  open.insert(ledger::cases, order.order.value, order.customer.value, 1, 0, order.amount.fen);
  open.add(ledger::cases, order.order.value, 1, mismatch.applied.fen);
  const auto status = co_await wallet_.run(open);
  co_return status == StatementStatus::ok || status == StatementStatus::duplicate;
}

Task<> Reconciler::work_off_cases() {
  for (;;) {
    while (cases_.empty()) co_await cases_.wait("no open case");
    co_await host_.sleep(settings_.manual_service, "an operator at work");
    const auto page = co_await wallet_.scan(ledger::cases, 0, 0);
    if (!page || page->count == 0) continue;
    co_await repairs_.close_case(page->keys[0], page->rows[0]);
  }
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
