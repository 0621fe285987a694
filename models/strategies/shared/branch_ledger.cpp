#include "models/strategies/shared/branch_ledger.hpp"

namespace txlab {

BranchLedger::BranchLedger(Host& host, const Deployment& site, Dedup dedup, Quote quote)
    : host_(host),
      site_(site),
      dedup_(site.workload.order_id == OrderIds::none ? Dedup::off : dedup),
      quote_(quote),
      database_(host, site.fund_database),
      notifier_(host, site, database_, ledger::fund_notices) {
  for (const HostId database : site.extra_databases) extras_.emplace_back(host, database);
}

Task<bool> BranchLedger::run(Purchase purchase) {
  if (site_.customers.branch_refusal(purchase.intent)) co_return co_await refuse(purchase);
  if (quote_ == Quote::anew) purchase.amount += Money{purchase.amount.fen / 100};
  if (site_.workload.order_id == OrderIds::none) {  // nothing to recognise it by, now or later
    const auto done = co_await database_.run(fund::branch(purchase, host_.unique_id()));
    co_return done == StatementStatus::ok;
  }
  // The order id is the unique key: a second delivery finds the application that is there.
  Statement branch = fund::branch(purchase, purchase.order.value);
  fund::tell(branch, ledger::fund_notices, purchase, Told::placed);
  auto status = co_await database_.run(branch);
  if (status == StatementStatus::ok) notifier_.push(purchase, Told::placed);
  if (status == StatementStatus::duplicate && dedup_ == Dedup::off) {
    status = co_await database_.run(fund::branch(purchase, host_.unique_id()));
  }
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
