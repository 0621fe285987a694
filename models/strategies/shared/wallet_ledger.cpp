#include "models/strategies/shared/wallet_ledger.hpp"

#include "models/fund/stamp.hpp"

namespace txlab {

Told told_by(const ReadRow::Reply& order) {
  if (order.archived) return Told::placed;  // settled
  switch (order.row.state) {
    case ledger::main_done:
      return Told::accepted;
    case ledger::order_refused:
    case ledger::order_cancelled:
      return Told::refused;
    case ledger::order_recharged:
      return Told::recharged;
    case ledger::order_lapsed:
    case ledger::order_held:
    case ledger::order_redeeming:
      return Told::held_in_wallet;
    case ledger::order_refunded:
      return Told::refunded;
    case ledger::order_settled:
      return Told::placed;
    default:
      return Told::unknown;
  }
}

Task<std::optional<Told>> rule_out(DatabaseClient* wallet, Purchase purchase) {
  const auto status = co_await wallet->run(fund::cancel_unstarted(purchase));
  if (status == StatementStatus::ok) co_return Told::refused;
  const auto row = co_await wallet->read(ledger::orders, purchase.order.value, purchase.intent);
  if (!row) co_return std::nullopt;
  const Told told = told_by(*row);
  if (told == Told::unknown) co_return std::nullopt;
  co_return told == Told::accepted ? Told::placed : told;
}

WalletLedger::WalletLedger(Host& host, const Deployment& site)
    : host_(host),
      site_(site),
      database_(host, site.wallet_database),
      notifier_(host, site, database_, ledger::wallet_notices) {}

Purchase WalletLedger::receive(Purchase purchase) {
  if (!purchase.order) purchase.order = OrderId{host_.unique_id()};
  purchase.date = site_.date_at(host_.local_time());
  return purchase;
}

Task<Answer> WalletLedger::buy(Purchase purchase, Statement main) {
  const auto status = co_await database_.run(main);
  co_return co_await outcome(purchase, status);
}

Task<Answer> WalletLedger::outcome(Purchase purchase, StatementStatus of_main) {
  switch (of_main) {
    case StatementStatus::ok:
      co_return Answer{Told::accepted, purchase.date};
    case StatementStatus::duplicate:
      co_return co_await look_up(purchase.order, purchase.intent);
    case StatementStatus::too_low:
      co_return co_await refuse(purchase);
    default:
      co_return Answer{};
  }
}

Task<Answer> WalletLedger::refuse(Purchase purchase) {
  const auto status = co_await database_.run(fund::refuse(purchase));
  if (status == StatementStatus::ok) {
    notifier_.push(purchase, Told::refused);
    co_return Answer{Told::refused};
  }
  // Somebody was faster, or nobody answered: the row decides.
  co_return co_await look_up(purchase.order, purchase.intent);
}

Task<Answer> WalletLedger::look_up(OrderId order, IntentId intent) {
  const auto row = co_await database_.read(ledger::orders, order.value, intent);
  if (!row) co_return Answer{};
  co_return Answer{told_by(*row), Stamp::read(row->row.stamp).date};
}

// The limit of fast redemptions is per day of the calendar, or of the clock.
std::int64_t WalletLedger::day() const {
  const Duration since_start = host_.local_time().time_since_epoch();
  const Duration into = site_.workload.calendar ? site_.workload.calendar->start : Duration{0};
  return std::max<std::int64_t>(0, (since_start + into) / Duration(24h));
}

Task<bool> WalletLedger::reverse(Purchase purchase) {
  Told told = Told::held_in_wallet;
  auto status = StatementStatus::too_low;
  if (site_.workload.on_branch_refused == OnBranchRefused::redeem_fast) {
    told = Told::refunded;
    status = co_await database_.run(fund::reverse_and_refund(purchase, day()));
  }
  if (status == StatementStatus::too_low) {  // beyond the limit of fast redemptions, or not fast
    told = Told::held_in_wallet;
    const bool held = site_.workload.on_branch_refused == OnBranchRefused::wallet_held;
    const Statement plain = held ? fund::reverse(purchase) : fund::reverse_and_redeem(purchase);
    status = co_await database_.run(plain);
  }
  if (status == StatementStatus::ok) notifier_.push(purchase, told);
  if (status == StatementStatus::wrong_state) co_return true;  // reversed before
  co_return status == StatementStatus::ok;
}

}  // namespace txlab
