#include "models/strategies/shared/branch_ledger.hpp"

namespace txlab {

BranchLedger::BranchLedger(Host& host, const Deployment& site, Dedup dedup)
    : host_(host),
      site_(site),
      dedup_(site.workload.order_id == OrderIds::none ? Dedup::off : dedup),
      database_(host, site.fund_database),
      notifier_(host, site, database_, ledger::fund_notices) {
  for (const HostId database : site.extra_databases) extras_.emplace_back(host, database);
}

Task<bool> BranchLedger::run(Purchase purchase) {
  if (site_.customers.branch_refusal(purchase.intent)) co_return co_await refuse(purchase);
  // The order id is the unique key: a second delivery finds the application that is there.
  const bool unprotected = dedup_ == Dedup::off;
  const RowKey application = unprotected ? host_.unique_id() : purchase.order.value;
  Statement branch = fund::branch(purchase, application);
  if (!unprotected) fund::tell(branch, ledger::fund_notices, purchase, Told::placed);
  const auto status = co_await database_.run(branch);
  if (status == StatementStatus::ok) notifier_.push(purchase, Told::placed);
  co_return status == StatementStatus::ok || status == StatementStatus::duplicate;
}

Task<bool> BranchLedger::refuse(Purchase purchase) {
  const auto status = co_await database_.run(fund::refuse_branch(purchase));
  if (status != StatementStatus::ok && status != StatementStatus::duplicate) co_return false;
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host_.call(site_.wallet(purchase.order, attempt),
                                           Reverse{purchase.intent, purchase}, 3s, attempt);
    if (reply && reply->done) co_return true;
  }
  co_return false;  // the message comes again
}

Task<bool> BranchLedger::run_extra(Purchase purchase, std::size_t number) {
  Statement extra = fund::extra(purchase);
  if (dedup_ == Dedup::off) extra.ops[0].key = host_.unique_id();
  const auto status = co_await extras_[number - 1].run(extra);
  co_return status == StatementStatus::ok || status == StatementStatus::duplicate;
}

}  // namespace txlab
