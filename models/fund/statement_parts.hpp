// What the local transactions of the business are put together from.
#pragma once

#include "models/fund/ledger.hpp"
#include "models/fund/purchase.hpp"

namespace txlab::fund {

using namespace ledger;

inline Statement labelled(std::string_view label, const Purchase& purchase) {
  Statement statement;
  statement.label = label;
  statement.intent = purchase.intent;
  return statement;
}

inline RowKey customer_key(const Purchase& purchase) { return purchase.customer.value + 1u; }
inline bool is_paid_in_cash(const Purchase& purchase) {
  return purchase.type == TransactionType::discount_purchase;
}
// The money-fund position (or the fund units) of an order: earmarked for it, or free for whoever
// comes first.
inline void put_into_position(Statement& s, const Purchase& p, Money amount) {
  if (p.loose) {
    s.add(available, customer_key(p), 0, amount.fen);
  } else {
    s.add(orders, p.order.value, 1, amount.fen);
  }
}
// Last in its statement, so that the row that everybody wants is held as short as can be.
inline void take_from_quota(Statement& s, const Purchase& p) {
  if (p.quota) s.add_bounded(quotas, p.fund, 0, -p.amount.fen);
}
inline void give_back_to_quota(Statement& s, const Purchase& p) {
  if (p.quota) s.add(quotas, p.fund, 0, p.amount.fen);
}
// Collective accounts are spread over shards, so that no row is locked by everybody.
inline RowKey shard(const Purchase& purchase) { return 1 + purchase.order.value % 64; }

}  // namespace txlab::fund
