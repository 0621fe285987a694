// The local transactions of T+1: the transfer agent's file and its answer, in the fund's database.
#include "models/fund/statement_parts.hpp"
#include "models/fund/transactions.hpp"

namespace txlab::fund {

namespace {

// What the transfer agent did not take, and the fee on it, become the customer's again. The
// document keeps saying for what amount the order was.
void owe(Statement& s, const Purchase& p, Money amount, Money fee, Payback kind) {
  s.add(applications, p.order.value, 0, fee.fen);
  s.add(applications, p.order.value, 1, -fee.fen);
  s.add(redemption_payable, customer_key(p), 0, amount.fen);
  s.insert(paybacks, p.order.value, p.customer.value, kind, 0, amount.fen);
}

}  // namespace

Statement send_to_agent(const Purchase& p) {
  Statement s = labelled("export", p);
  s.transition(applications, p.order.value, applied, application_exported);
  return s;
}

Statement confirm(const Purchase& p) {
  Statement s = labelled("confirm", p);
  s.transition(applications, p.order.value, application_exported, application_confirmed);
  s.add(paid_into(p), customer_key(p), 0, -(p.amount - p.fee).fen);
  s.add(confirmed, customer_key(p), 0, (p.amount - p.fee).fen);
  return tell(s, agent_notices, p, Told::confirmed);
}

Statement confirm_in_part(const Purchase& p, const Purchase& part) {
  Statement s = labelled("confirm-part", p);
  s.transition(applications, p.order.value, application_exported, application_part_confirmed);
  s.add(paid_into(p), customer_key(p), 0, -(p.amount - p.fee).fen);
  s.add(confirmed, customer_key(p), 0, (part.amount - part.fee).fen);
  owe(s, p, p.amount - part.amount, p.fee - part.fee, of_a_part);
  return tell(s, agent_notices, p, Told::confirmed);
}

Statement refuse_by_agent(const Purchase& p) {
  Statement s = labelled("agent-refuse", p);
  s.transition(applications, p.order.value, application_exported, application_agent_refused);
  s.add(paid_into(p), customer_key(p), 0, -(p.amount - p.fee).fen);
  owe(s, p, p.amount, p.fee, of_all);
  return s;
}

Statement pay_back(const Purchase& owed, Payback kind) {
  Statement s = labelled("pay-back", owed);
  s.transition(paybacks, owed.order.value, kind, kind);  // not twice
  s.erase(paybacks, owed.order.value);
  s.add(redemption_payable, customer_key(owed), 0, -owed.amount.fen);
  s.add(paid_back, customer_key(owed), 0, owed.amount.fen);
  return kind == of_all ? tell(s, agent_notices, owed, Told::refunded) : s;
}

}  // namespace txlab::fund
