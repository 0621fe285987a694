#include "models/strategies/shared/repairs.hpp"

namespace txlab {

Task<bool> Repairs::ask_fund(Repair repair) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply =
        co_await host_.call(site_.fund(repair.purchase.order, attempt), repair, 15s, attempt);
    if (reply) co_return reply->done;
  }
  co_return false;
}

Task<bool> Repairs::close_case(RowKey number, Row row) {
  Purchase right = fund::from_order(number, row);
  right.fee = site_.customers.fee(right.amount);
  Purchase wrong = right;
  wrong.amount = Money{row.value[1]};
  const bool done = co_await ask_fund({right.intent, right, Repair::How::correct_branch, wrong});
  if (!done) co_return false;
  Statement close{.label = "case-closed", .intent = right.intent};
  close.erase(ledger::cases, right.order.value);
  co_await wallet_.run(close);
  co_return true;
}

}  // namespace txlab
