#include "models/strategies/relay/outbox.hpp"

#include "models/fund/stamp.hpp"
#include "models/strategies/shared/branch_consumer.hpp"

namespace txlab {

Statement with_message_row(Statement statement, const Purchase& p, OutboxRow row) {
  statement.insert(row.table, row.key, p.customer.value, 1, 0, p.amount.fen)
      .stamped(Stamp::of(p).bits());
  statement.add(row.table, row.key, 1, p.fee.fen);
  if (row.note != 0) statement.add(row.table, row.key, 2, row.note);
  return statement;
}

Purchase from_message_row(RowKey key, const Row& row, RowKeys keys) {
  const bool by_order = keys == RowKeys::by_order;
  Purchase purchase = fund::from_order(by_order ? key : static_cast<RowKey>(row.value[2]), row);
  purchase.fee = {row.value[1]};
  return purchase;
}

Task<bool> Delivery::deliver(Purchase purchase) {
  if (way_ == Way::broker) {
    co_return co_await publish(host_, site_.mq, message_for_branches(site_, purchase));
  }
  for (std::uint32_t number = 0; number < site_.workload.branches; ++number) {
    const bool done = co_await run_branch(purchase, static_cast<std::uint8_t>(number));
    if (!done) co_return false;  // the row stays, and is tried again
  }
  co_return true;
}

Task<bool> Delivery::run_branch(Purchase purchase, std::uint8_t number) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply =
        co_await host_.call(site_.fund(purchase.order, attempt),
                            RunBranch{purchase.intent, number, purchase}, 3s, attempt);
    if (reply && reply->settled) co_return true;
  }
  co_return false;
}

}  // namespace txlab
