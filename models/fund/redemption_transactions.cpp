// The local transactions by which a money-fund position becomes cash, in the wallet's database.
#include "models/fund/statement_parts.hpp"
#include "models/fund/transactions.hpp"

namespace txlab::fund {

Statement reverse_and_redeem(const Purchase& p) {
  if (!is_paid_in_cash(p)) return reverse(p);
  Statement s = labelled("reverse", p);
  s.transition(orders, p.order.value, main_done, order_redeeming);
  put_into_position(s, p, -p.amount);
  s.add(redemption_payable, customer_key(p), 0, p.amount.fen);
  s.insert(redemptions, p.order.value, p.customer.value, ordered, 0, p.amount.fen);
  return tell(s, wallet_notices, p, Told::held_in_wallet);
}

// The company pays and takes the position over until it is redeemed.
Statement reverse_and_refund(const Purchase& p, std::int64_t day) {
  if (!is_paid_in_cash(p)) return reverse(p);
  constexpr std::int64_t days = 64;  // after which a limit is used again
  const RowKey limit = customer_key(p) * days + static_cast<RowKey>(day % days);
  Statement s = labelled("reverse", p);
  s.transition(orders, p.order.value, main_done, order_refunded);
  put_into_position(s, p, -p.amount);
  s.add(redemption_payable, customer_key(p), 0, p.amount.fen);
  s.insert(redemptions, p.order.value, p.customer.value, advanced, 0, p.amount.fen);
  s.add_bounded(fast_limits, limit, 0, -p.amount.fen);
  s.add(company_advance, shard(p), 0, -p.amount.fen);
  s.add(bank, p.card, 0, p.amount.fen);
  return tell(s, wallet_notices, p, Told::refunded);
}

Statement refund(const Purchase& p) {
  Statement s = labelled("refund", p);
  s.transition(orders, p.order.value, order_redeeming, order_refunded);
  s.erase(redemptions, p.order.value);
  s.add(redemption_payable, customer_key(p), 0, -p.amount.fen);
  s.add(bank, p.card, 0, p.amount.fen);
  return tell(s, wallet_notices, p, Told::refunded);
}

Statement settle_advance(const Purchase& p) {
  Statement s = labelled("settle-advance", p);
  s.transition(redemptions, p.order.value, advanced, advanced);  // not twice
  s.erase(redemptions, p.order.value);
  s.add(redemption_payable, customer_key(p), 0, -p.amount.fen);
  s.add(company_advance, shard(p), 0, p.amount.fen);
  return s;
}

Statement withdraw(const Purchase& p) {
  Statement s = labelled("withdraw", p);
  s.insert(withdrawals, p.order.value, p.customer.value, 1, 0, p.amount.fen);
  s.add_bounded(available, customer_key(p), 0, -p.amount.fen);
  s.add(bank, p.card, 0, p.amount.fen);
  return s;
}

}  // namespace txlab::fund
