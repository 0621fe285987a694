#include "models/fund/transactions.hpp"

#include "models/fund/stamp.hpp"
#include "models/fund/statement_parts.hpp"

namespace txlab::fund {

TableId paid_from(const Purchase& p) {
  if (!is_paid_in_cash(p)) return units;
  return p.from_wallet ? available : bank;
}
TableId paid_into(const Purchase& p) {
  return p.type == TransactionType::redemption ? proceeds : holdings;
}

// Taken first: what is put into a free position must not pay for itself.
Statement main(const Purchase& p) {
  Statement s = labelled("main", p);
  s.insert(orders, p.order.value, p.customer.value, main_done, 0, p.amount.fen)
      .stamped(Stamp::of(p).bits());
  s.add_bounded(paid_from(p), p.card, 0, -p.amount.fen);
  put_into_position(s, p, p.amount);
  return s;
}

Statement refuse(const Purchase& p) {
  Statement s = labelled("refuse", p);
  s.insert(orders, p.order.value, p.customer.value, order_refused, 0, p.amount.fen);
  return tell(s, wallet_notices, p, Told::refused);
}

Statement cancel_unstarted(const Purchase& p) {
  Statement s = labelled("cancel-unstarted", p);
  s.insert(orders, p.order.value, p.customer.value, order_cancelled, 0, p.amount.fen);
  return s;
}

Statement reserve_main(const Purchase& p) {
  Statement s = labelled("reserve-main", p);
  s.insert(orders, p.order.value, p.customer.value, order_tried, 0, p.amount.fen);
  s.add(orders, p.order.value, 2, p.amount.fen);
  s.add_bounded(paid_from(p), p.card, 0, -p.amount.fen);
  return s;
}

Statement confirm_main(const Purchase& p) {
  Statement s = labelled("main", p);
  s.transition(orders, p.order.value, order_tried, main_done);
  s.add(orders, p.order.value, 2, -p.amount.fen);
  put_into_position(s, p, p.amount);
  return s;
}

Statement cancel_main(const Purchase& p) {
  Statement s = labelled("cancel-main", p);
  s.transition(orders, p.order.value, order_tried, order_cancelled);
  s.add(orders, p.order.value, 2, -p.amount.fen);
  s.add(paid_from(p), p.card, 0, p.amount.fen);
  return s;
}

Statement reverse(const Purchase& p) {
  Statement s = labelled("reverse", p);
  s.transition(orders, p.order.value, main_done, order_held);
  put_into_position(s, p, -p.amount);
  if (is_paid_in_cash(p)) {
    s.add(available, customer_key(p), 0, p.amount.fen);
  } else {
    s.add(units, p.card, 0, p.amount.fen);
  }
  return tell(s, wallet_notices, p, Told::held_in_wallet);
}

Statement recharge(const Purchase& p, std::int64_t now) {
  Statement s = labelled("recharge", p);
  s.insert(orders, p.order.value, p.customer.value, order_recharged, 0, p.amount.fen);
  s.add_bounded(paid_from(p), p.card, 0, -p.amount.fen);
  s.add(available, customer_key(p), 0, p.amount.fen);
  s.insert(recharges, p.order.value, p.customer.value, 1, 0, p.amount.fen);
  return s.put(recharges, p.order.value, 1, now);
}

// The order's row is written anew, for its stamp has the date of this step.
Statement main_from_wallet(const Purchase& p) {
  Statement s = labelled("main", p);
  s.transition(orders, p.order.value, order_recharged, main_done);
  s.erase(orders, p.order.value);
  s.insert(orders, p.order.value, p.customer.value, main_done, 0, p.amount.fen)
      .stamped(Stamp::of(p).bits());
  s.add_bounded(available, customer_key(p), 0, -p.amount.fen);
  put_into_position(s, p, p.amount);
  return s.erase(recharges, p.order.value);
}

Statement lapse(const Purchase& p) {
  Statement s = labelled("lapse", p);
  s.transition(orders, p.order.value, order_recharged, order_lapsed);
  s.erase(recharges, p.order.value);
  return tell(s, wallet_notices, p, Told::held_in_wallet);
}

bool settle_too(Statement& batch, const Purchase& p) {
  const std::size_t needed = p.loose ? 2 : 1;
  if (batch.count > 0 && batch.count + needed > Statement::capacity) return false;
  if (batch.count == 0) {
    batch.label = "settle";
    batch.add(remitted, shard(p), 0, 0);
  }
  batch.ops[0].amount += p.amount.fen;
  batch.archive(orders, p.order.value, main_done);
  // What is owed to the fund side is paid, whether the position is still there or not.
  if (p.loose) batch.add(available, customer_key(p), 0, -p.amount.fen);
  return true;
}

Statement branch(const Purchase& p, RowKey application) {
  Statement s = labelled("branch", p);
  s.insert(applications, application, p.customer.value, applied, 0, (p.amount - p.fee).fen)
      .stamped(Stamp::of(p).bits());
  s.add(applications, application, 1, p.fee.fen);
  s.add(applications, application, 2, -p.amount.fen);
  s.add(paid_into(p), customer_key(p), 0, (p.amount - p.fee).fen);
  take_from_quota(s, p);
  return s;
}

Statement refuse_branch(const Purchase& p) {
  Statement s = labelled("refuse-branch", p);
  s.insert(applications, p.order.value, p.customer.value, application_refused);
  return s;
}

Statement reserve_branch(const Purchase& p) {
  Statement s = labelled("reserve-branch", p);
  s.insert(applications, p.order.value, p.customer.value, application_tried, 0,
           (p.amount - p.fee).fen)
      .stamped(Stamp::of(p).bits());
  take_from_quota(s, p);
  return s;
}

Statement confirm_branch(const Purchase& p) {
  Statement s = labelled("branch", p);
  s.transition(applications, p.order.value, application_tried, applied);
  s.add(applications, p.order.value, 1, p.fee.fen);
  s.add(applications, p.order.value, 2, -p.amount.fen);
  s.add(paid_into(p), customer_key(p), 0, (p.amount - p.fee).fen);
  return s;
}

Statement cancel_branch(const Purchase& p) {
  Statement s = labelled("cancel-branch", p);
  s.transition(applications, p.order.value, application_tried, application_cancelled);
  give_back_to_quota(s, p);
  return s;
}

Statement cancel_branch_unstarted(const Purchase& p) {
  Statement s = labelled("cancel-unstarted", p);
  s.insert(applications, p.order.value, p.customer.value, application_cancelled);
  return s;
}

Statement withdraw_branch(const Purchase& p) {
  Statement s = labelled("withdraw-branch", p);
  s.transition(applications, p.order.value, applied, application_cancelled);
  s.add(applications, p.order.value, 1, -p.fee.fen);
  s.add(applications, p.order.value, 2, p.amount.fen);
  s.add(paid_into(p), customer_key(p), 0, -(p.amount - p.fee).fen);
  give_back_to_quota(s, p);
  return tell(s, fund_notices, p, Told::refused);
}

Statement correct_branch(const Purchase& right, const Purchase& wrong) {
  const Money more = right.amount - wrong.amount;
  const Money more_fee = right.fee - wrong.fee;
  Statement s = labelled("correct-branch", right);
  s.transition(applications, right.order.value, applied, applied);  // not once it is settled
  s.add(applications, right.order.value, 0, (more - more_fee).fen);
  s.add(applications, right.order.value, 1, more_fee.fen);
  s.add(applications, right.order.value, 2, -more.fen);
  s.add(paid_into(right), customer_key(right), 0, (more - more_fee).fen);
  return s;
}

bool net_too(Statement& batch, const Purchase& p, Application from) {
  if (batch.count == Statement::capacity) return false;
  if (batch.count == 0) {
    batch.label = "net";
    batch.add(fees, shard(p), 0, 0);
    batch.add(received, shard(p), 0, 0);
  }
  batch.ops[0].amount += p.fee.fen;
  batch.ops[1].amount -= p.amount.fen;
  batch.archive(applications, p.order.value, from);
  return true;
}

Statement extra(const Purchase& p) {
  Statement s = labelled("extra", p);
  s.insert(extras, p.order.value, p.customer.value, applied, 0, p.amount.fen);
  return s;
}

Statement extra_beside(const Purchase& p, std::uint32_t number) {
  constexpr RowKey most_branches = 16;
  Statement s = labelled("extra", p);
  const RowKey document = p.order.value * most_branches + number;
  s.insert(extras, document, p.customer.value, applied, 0, p.amount.fen);
  return s.put(extras, document, 2, number);
}

Statement& count_in_statistics(Statement& statement, const Purchase& p) {
  return statement.add(statistics, 1, 0, p.amount.fen);
}

Statement reserve_extra(const Purchase& p) {
  Statement s = labelled("reserve-extra", p);
  s.insert(extras, p.order.value, p.customer.value, application_tried, 0, p.amount.fen);
  return s;
}

Statement confirm_extra(const Purchase& p) {
  Statement s = labelled("extra", p);
  s.transition(extras, p.order.value, application_tried, applied);
  return s;
}

Statement cancel_extra(const Purchase& p) {
  Statement s = labelled("cancel-extra", p);
  s.transition(extras, p.order.value, application_tried, application_cancelled);
  return s;
}

Statement everything(const Purchase& p, std::uint32_t branches) {
  Statement s = everything_untold(p, branches);
  return tell(s, wallet_notices, p, Told::placed);
}

Statement everything_untold(const Purchase& p, std::uint32_t branches) {
  Statement s = main(p);
  const Statement second = branch(p, p.order.value);
  for (std::uint8_t i = 0; i < second.count; ++i) s.with(second.ops[i]);
  if (branches > 1) {
    s.insert(extras, p.order.value, p.customer.value, applied, 1, branches - 1);
  }
  return s;
}

Statement& tell(Statement& statement, TableId notices, const Purchase& p, Told told) {
  return statement.insert(notices, p.order.value, p.customer.value, 1, 0,
                          static_cast<std::int64_t>(told));
}

Statement told(TableId notices, RowKey order) {
  Statement s;
  s.label = "told";
  s.forced = false;
  s.erase(notices, order);
  return s;
}

// Main went through, so it was paid with the card that has money.
Purchase from_order(RowKey order, const Row& row) {
  const Stamp stamp = Stamp::read(row.stamp);
  return {.order = {order},
          .intent = row.intent,
          .customer = {row.owner},
          .card = row.owner + 1,
          .amount = {row.value[0]},
          .fee = {},
          .date = stamp.date,
          .fund = stamp.fund,
          .quota = stamp.quota,
          .loose = stamp.loose,
          .type = stamp.type};
}

Purchase from_application(RowKey order, const Row& row) {
  const Stamp stamp = Stamp::read(row.stamp);
  return {.order = {order},
          .intent = row.intent,
          .customer = {row.owner},
          .card = 0,
          .amount = {row.value[0] + row.value[1]},
          .fee = {row.value[1]},
          .date = stamp.date,
          .fund = stamp.fund,
          .quota = stamp.quota,
          .loose = stamp.loose,
          .type = stamp.type};
}

}  // namespace txlab::fund
