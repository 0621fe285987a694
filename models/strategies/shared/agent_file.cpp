#include "models/strategies/shared/agent_file.hpp"

#include <algorithm>

namespace txlab {

AgentFile::AgentFile(Host& host, const Deployment& site, HostId fund_database)
    : host_(host),
      site_(site),
      calendar_(*site.workload.calendar),
      fund_(host, fund_database, 4),
      notifier_(host, site, fund_, ledger::agent_notices),
      applications_(host.world()
                        .host(fund_database)
                        .find_durable<DatabaseState>()
                        ->gate(ledger::applications)) {}

Task<> AgentFile::run() {
  std::uint64_t seen = 0;
  for (;;) {
    while (applications_.added() == seen) co_await applications_.wait("nothing to export");
    const Duration now = host_.local_time().time_since_epoch();
    const Duration next =
        std::min({calendar_.next(calendar_.file_export, now),
                  calendar_.next(calendar_.confirm, now), calendar_.next(calendar_.cutoff, now)});
    co_await host_.sleep(next - now, "transfer agent");
    const std::uint64_t until = applications_.added();
    const bool complete = co_await work(host_.local_time().time_since_epoch());
    if (complete) seen = until;
  }
}

Task<bool> AgentFile::work(Duration now) {
  const bool exported = co_await export_file(now);
  const bool booked = co_await book_answers(now);
  const bool paid = co_await pay_back(now);
  co_return exported&& booked&& paid;
}

Task<bool> AgentFile::export_file(Duration now) {
  bool all = true;
  RowKey after = 0;
  for (bool more = true; more;) {
    const auto rows = co_await fund_.scan(ledger::applications, after, ledger::applied);
    if (!rows) co_return false;
    more = rows->more;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      const Purchase application = fund::from_application(after, rows->rows[i]);
      const bool due = calendar_.export_of(application.date) <= now;
      auto status = StatementStatus::unavailable;
      if (due) status = co_await fund_.run(fund::send_to_agent(application));
      all = all && status == StatementStatus::ok;
    }
  }
  const auto held = co_await fund_.scan(ledger::applications, 0, ledger::application_tried);
  co_return all&& held && held->count == 0;
}

Task<bool> AgentFile::book_answers(Duration now) {
  RowKey after = 0;
  for (bool more = true; more;) {
    const auto rows =
        co_await fund_.scan(ledger::applications, after, ledger::application_exported);
    if (!rows) co_return false;
    more = rows->more;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      const Purchase application = fund::from_application(after, rows->rows[i]);
      if (calendar_.confirmation_of(application.date) <= now) co_await book(application);
    }
  }
  const auto left = co_await fund_.scan(ledger::applications, 0, ledger::application_exported);
  co_return left && left->count == 0;
}

Task<> AgentFile::book(Purchase application) {
  const AgentAnswer answer = site_.customers.agent_answer(application.intent);
  if (answer.kind == AgentAnswer::Kind::refused) {
    co_await fund_.run(fund::refuse_by_agent(application));
    co_return;  // told when the money is back
  }
  auto status = StatementStatus::ok;
  if (answer.kind == AgentAnswer::Kind::in_part) {
    Purchase part = application;
    part.amount = Money{application.amount.fen * answer.percent / 100};
    part.fee = site_.customers.fee(part.amount);
    status = co_await fund_.run(fund::confirm_in_part(application, part));
  } else {
    status = co_await fund_.run(fund::confirm(application));
  }
  if (status == StatementStatus::ok) notifier_.push(application, Told::confirmed);
}

// In the afternoon, from the cut-off on.
Task<bool> AgentFile::pay_back(Duration now) {
  RowKey after = 0;
  bool none_left = true;
  const bool afternoon = calendar_.time_of_day(now) >= calendar_.cutoff;
  for (bool more = true; more;) {
    const auto rows = co_await fund_.scan(ledger::paybacks, after, 0);
    if (!rows) co_return false;
    more = rows->more;
    for (std::uint8_t i = 0; i < rows->count; ++i) {
      after = rows->keys[i];
      auto status = StatementStatus::unavailable;
      const Purchase owed = fund::from_order(after, rows->rows[i]);
      const auto kind = static_cast<ledger::Payback>(rows->rows[i].state);
      if (afternoon) status = co_await fund_.run(fund::pay_back(owed, kind));
      const bool paid = status == StatementStatus::ok;
      if (paid && kind == ledger::of_all) notifier_.push(owed, Told::refunded);
      none_left = none_left && paid;
    }
  }
  co_return none_left;
}

}  // namespace txlab
