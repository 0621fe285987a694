#include "models/strategies/shared/begin_log.hpp"

#include "models/fund/ledger.hpp"

namespace txlab {

Task<bool> BeginLog::begin(Purchase purchase) {
  Statement entry{.label = "begin", .intent = purchase.intent};
  // A repeated request begins anew, perhaps at another replica.
  entry.erase(ledger::begun, purchase.order.value);
  entry.insert(ledger::begun, purchase.order.value, host_.id().value, 1, 0, host_.incarnation());
  const auto status = co_await database_.run(entry);
  co_return status == StatementStatus::ok;
}

Task<std::optional<BeginLog::Entry>> BeginLog::find(Purchase purchase) {
  const auto found = co_await database_.read(ledger::begun, purchase.order.value, purchase.intent);
  if (!found) co_return std::nullopt;
  if (found->row.state == 0) co_return Entry::none;
  if (found->row.owner != host_.id().value) co_return Entry::others;
  const bool same = found->row.value[0] == host_.incarnation();
  co_return same ? Entry::my_own : Entry::earlier;
}

Statement BeginLog::with_end(Statement main, const Purchase& purchase) {
  return main.erase(ledger::begun, purchase.order.value);
}

}  // namespace txlab
