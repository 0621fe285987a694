#include "scenarios/study/refund_fold.hpp"

#include "models/fund/ledger.hpp"

namespace txlab {

// One transaction may refuse the branch and reverse main, in any order of its rows.
void RefundFold::durable(const Happening& happening, Instant at) {
  for (const RowChange& change : happening.changes) refused(change, at);
  for (const RowChange& change : happening.changes) {
    reversed(change, at);
    owed(change, at);
  }
}

void RefundFold::refused(const RowChange& change, Instant at) {
  if (change.table != ledger::applications || change.before.state == change.after.state) return;
  const std::uint16_t to = change.after.state;
  const bool taken_back =
      change.before.state == ledger::applied && to == ledger::application_cancelled;
  if (to != ledger::application_refused && !taken_back) return;
  of_branch_.try_emplace(change.after.intent, Wait{at});
}

void RefundFold::reversed(const RowChange& change, Instant at) {
  if (change.table != ledger::orders || change.before.state == change.after.state) return;
  const IntentId intent = change.after.intent;
  switch (change.after.state) {
    case ledger::order_held:
    case ledger::order_refunded:
      return has_it(of_branch_, intent, at);
    case ledger::order_redeeming:
      if (const auto found = of_branch_.find(intent); found != of_branch_.end()) {
        found->second.redeeming = true;
      }
      return;
    default:
      return;
  }
}

void RefundFold::owed(const RowChange& change, Instant at) {
  if (change.table != ledger::paybacks) return;
  if (change.before.state == 0) of_agent_.try_emplace(change.after.intent, Wait{at});
  if (change.after.state == 0) has_it(of_agent_, change.before.intent, at);
}

void RefundFold::has_it(Waits& waits, IntentId intent, Instant at) {
  const auto found = waits.find(intent);
  if (found == waits.end()) return;
  const Instant since = found->second.since;
  if (since >= warm_until_) times_.record((at - since).count());
  waits.erase(found);
}

void RefundFold::never_had_it(const Wait& wait, Instant at) {
  if (wait.since >= warm_until_) times_.record_censored((at - wait.since).count());
}

void RefundFold::closed(const PurchaseRecord& record, Instant at) {
  const auto found = of_branch_.find(record.intent);
  if (found == of_branch_.end() || found->second.redeeming) return;
  if (record.live_mains() == 0 || record.live_branches() > 0) return;
  never_had_it(found->second, at);
  of_branch_.erase(found);
}

Histogram RefundFold::finish(Instant at) {
  for (const auto& [intent, wait] : of_branch_) {
    if (wait.redeeming) never_had_it(wait, at);
  }
  for (const auto& [intent, wait] : of_agent_) never_had_it(wait, at);
  return std::move(times_);
}

}  // namespace txlab
