#include "models/strategies/shared/branch_ledger.hpp"

namespace txlab {

BranchLedger::BranchLedger(Host& host, const Deployment& site, Deduplication dedup, Quote quote)
    : host_(host),
      site_(site),
      dedup_(dedup),
      quote_(quote),
      database_(host, site.fund_database),
      notifier_(host, site, database_, ledger::fund_notices) {
  const bool no_key = site.workload.order_id == OrderIds::none;
  if (no_key && dedup_.by == Deduplication::By::business_key) dedup_.by = Deduplication::By::none;
  for (const HostId database : site.extra_databases) extras_.emplace_back(host, database);
}

Task<bool> BranchLedger::run(Purchase purchase, std::uint64_t message_id) {
  if (site_.fund_refuses(purchase, host_.local_time())) co_return co_await refuse(purchase);
  purchase.date = site_.date_of_branch(purchase, host_.local_time());
  if (quote_ == Quote::anew) purchase.amount += Money{purchase.amount.fen / 100};
  const bool nothing = dedup_.by == Deduplication::By::none;
  if (nothing && site_.workload.order_id == OrderIds::none) {  // neither now nor later
    const auto done = co_await database_.run(fund::branch(purchase, host_.unique_id()));
    if (done == StatementStatus::too_low) co_return co_await refuse(purchase);
    co_return done == StatementStatus::ok;
  }
  Statement branch = fund::branch(purchase, purchase.order.value);
  fund::tell(branch, ledger::fund_notices, purchase, Told::placed);
  const auto status = co_await once(&database_, branch, message_id);
  if (status == StatementStatus::ok) notifier_.push(purchase, Told::placed);
  if (status == StatementStatus::too_low) co_return co_await refuse(purchase);  // sold out
  if (status == StatementStatus::duplicate && site_.refusals_may_change()) {
    co_return co_await as_decided_before(purchase);
  }
  co_return status == StatementStatus::ok || status == StatementStatus::duplicate;
}

// The order is the unique key of what is inserted, so a second delivery finds what is there. Where
// the id of the message decides, another message about the same order is work of its own.
Task<StatementStatus> BranchLedger::once(DatabaseClient* database, Statement work,
                                         std::uint64_t message_id) {
  auto status = StatementStatus::ok;
  const bool by_id = dedup_.by == Deduplication::By::message_id && message_id != 0;
  if (dedup_.by == Deduplication::By::none) {
    status = co_await database->run(work);
    if (status != StatementStatus::duplicate) co_return status;
    status = co_await database->run(under_another_key(work));
  } else if (!dedup_.atomic) {
    status = co_await noted_first(database, work, by_id ? message_id : work.ops[0].key);
  } else if (by_id) {
    work.insert(ledger::consumed, message_id, 0, 1);
    status = co_await database->run(work);
    if (status != StatementStatus::duplicate) co_return status;
    status = co_await database->run(under_another_key(work));
  } else {
    status = co_await database->run(work);
  }
  co_return status;
}

// A control, and common where the note is kept in a cache: a crash between the note and the work
// loses the work.
Task<StatementStatus> BranchLedger::noted_first(DatabaseClient* database, Statement work,
                                                RowKey key) {
  Statement note{.label = "consumed", .intent = work.intent};
  note.insert(ledger::consumed, key, 0, 1);
  auto status = co_await database->run(note);
  if (status != StatementStatus::ok) co_return status;
  status = co_await database->run(work);
  if (status == StatementStatus::duplicate) {
    status = co_await database->run(under_another_key(work));
  }
  if (status == StatementStatus::ok) co_return status;
  Statement forget{.label = "consume-again", .intent = work.intent};
  forget.erase(ledger::consumed, key);
  co_await database->run(forget);
  co_return status;
}

// The customer was told when the order was executed for the first time.
Statement BranchLedger::under_another_key(Statement work) const {
  const RowOp inserted = work.ops[0];
  const RowKey key = host_.unique_id();
  Statement again{.label = work.label, .intent = work.intent};
  for (std::size_t i = 0; i < work.count; ++i) {
    RowOp op = work.ops[i];
    if (op.table == ledger::fund_notices) continue;
    if (op.table == inserted.table && op.key == inserted.key) op.key = key;
    again.with(op);
  }
  return again;
}

Task<bool> BranchLedger::refuse(Purchase purchase) {
  const auto status = co_await database_.run(fund::refuse_branch(purchase));
  if (status == StatementStatus::duplicate && site_.refusals_may_change()) {
    co_return co_await as_decided_before(purchase);
  }
  if (status != StatementStatus::ok && status != StatementStatus::duplicate) co_return false;
  co_return co_await reverse_main(purchase);
}

// A fund that has been paused since must not undo what it took, and one that was sold out then and
// has room again must finish its refusal: main may still stand.
Task<bool> BranchLedger::as_decided_before(Purchase purchase) {
  const auto row =
      co_await database_.read(ledger::applications, purchase.order.value, purchase.intent);
  if (!row) co_return false;
  const bool refused = row->row.state == ledger::application_refused;
  if (refused) co_return co_await reverse_main(purchase);
  co_return true;
}

Task<bool> BranchLedger::reverse_main(Purchase purchase) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host_.call(site_.wallet(purchase.order, attempt),
                                           Reverse{purchase.intent, purchase}, 3s, attempt);
    if (reply && reply->done) co_return true;
  }
  co_return false;  // the message comes again
}

Task<bool> BranchLedger::run_extra(Purchase purchase, std::size_t number,
                                   std::uint64_t message_id) {
  const auto status = co_await once(&extras_[number - 1], fund::extra(purchase), message_id);
  co_return status == StatementStatus::ok || status == StatementStatus::duplicate;
}

}  // namespace txlab
