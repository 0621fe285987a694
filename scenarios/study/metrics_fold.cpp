#include "scenarios/study/metrics_fold.hpp"

#include <algorithm>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// The requests by which main's side asks for the branch, under any strategy.
constexpr std::array branch_requests{std::string_view("deliver"), std::string_view("run-branch"),
                                     std::string_view("buy-branch")};

}  // namespace

MetricsFold::MetricsFold(Book& book, Instant warm_until, std::function<bool()> cut_off,
                         const CostConvention& convention, Surroundings around)
    : book_(book),
      warm_until_(warm_until),
      cut_off_(std::move(cut_off)),
      convention_(convention),
      others_(around.others),
      companionship_(std::move(around.departments)),
      tickets_(around.staffed),
      refunds_(warm_until),
      worst_waits_(warm_until),
      costs_(around.arrivals),
      in_doubt_(warm_until),
      needs_operator_(warm_until) {
  metrics_.arrivals_s = in_seconds(around.arrivals);
  if (book_.settings().calendar) metrics_.missed_cutoff = 0;
  book_.on_closed([this](const PurchaseRecord& record) { closed(record); });
}

void MetricsFold::Tally::count_message() {
  CHECK(messages < UINT32_MAX);
  ++messages;
}

void MetricsFold::Tally::count_forced_write() {
  CHECK(forced_writes < (1u << 24) - 1);
  ++forced_writes;
}

MetricsFold::Tally& MetricsFold::tally(IntentId intent) {
  if (tallies_.size() <= intent.value) tallies_.resize(intent.value + 1);
  return tallies_[intent.value];
}

void MetricsFold::on(const Happening& happening, Instant at) {
  now_ = at;
  tell_the_folds(happening, at);
  switch (happening.kind) {
    case Kind::began:
      if (cut_off_()) cut_off_intents_.insert(happening.intent.value);
      break;
    case Kind::sent:
      message(happening);
      break;
    case Kind::delivered:
      branch_request(happening);
      break;
    case Kind::forced_write:
      forced_write(happening);
      break;
    case Kind::flushed:
      ++metrics_.fsyncs;
      break;
    case Kind::durable:
      durable(happening, at);
      break;
    case Kind::lock_ended:
    case Kind::lock_refused:
      lock(happening, at);
      break;
    case Kind::in_doubt:
      in_doubt_.add(at, happening.value);
      break;
    case Kind::listed:
      listed(happening, at);
      break;
    case Kind::checked:
      ++metrics_.checks;
      break;
    case Kind::dead_letter:
      ++metrics_.dead_letters;
      break;
    case Kind::served:
      served(happening, at);
      break;
    case Kind::fault_began:
    case Kind::fault_ended:
      fault(happening, at);
      break;
    default:
      break;
  }
}

void MetricsFold::tell_the_folds(const Happening& happening, Instant at) {
  tickets_.on(happening, at);
  costs_.on(happening, at);
  if (rows_ != nullptr) rows_->on(happening);
  unforced_record(happening);
}

void MetricsFold::lock(const Happening& happening, Instant at) {
  worst_waits_.on(happening, at);
  if (happening.kind == Kind::lock_refused) {
    metrics_.deadlocks += happening.name == "deadlock";
    return;
  }
  if (at < warm_until_ || !happening.intent) return;
  metrics_.lock_hold.record(happening.value);
  metrics_.lock_wait.record(happening.extra);
}

void MetricsFold::served(const Happening& happening, Instant at) {
  if (at < warm_until_) return;
  metrics_.background_latency.record(happening.value);
  metrics_.background_failed += static_cast<std::uint64_t>(happening.extra);
}

void MetricsFold::forced_write(const Happening& happening) {
  if (!happening.intent) return;
  ++metrics_.forced_writes;
  if (convention_.forced_write(happening)) tally(happening.intent).count_forced_write();
}

void MetricsFold::unforced_record(const Happening& happening) {
  if (convention_.unforced_record == nullptr) return;
  if (!happening.intent || !convention_.unforced_record(happening)) return;
  const std::uint64_t intent = happening.intent.value;
  if (unforced_records_.size() <= intent) unforced_records_.resize(intent + 1);
  ++unforced_records_[intent];
}

void MetricsFold::message(const Happening& happening) {
  // What others say to the database is no purchase's.
  const bool of_others = others_ && (happening.host == *others_ || happening.peer == *others_);
  const auto counted = of_others ? MessageClass::background : happening.message_class;
  ++metrics_.messages[static_cast<std::size_t>(counted)];
  if (counted == MessageClass::database && happening.flow == Envelope::Flow::request) {
    ++metrics_.db_round_trips;
  }
  if (!happening.intent || !convention_.message(happening)) return;
  tally(happening.intent).count_message();
}

void MetricsFold::branch_request(const Happening& happening) {
  companionship_.delivered(happening);
  if (Envelope::answers(happening.flow) || companionship_.is_department(happening.peer)) return;
  if (happening.name == "repair") {
    ++metrics_.repairs;
    metrics_.false_repairs += book_.has_branch(happening.intent);
    tally(happening.intent).repaired = !book_.has_branch(happening.intent);
  }
  if (std::ranges::find(branch_requests, happening.name) == branch_requests.end()) return;
  Tally& counted = tally(happening.intent);
  // What the reconciliation had missed was only late.
  metrics_.false_repairs += counted.repaired;
  counted.repaired = false;
  if (counted.branch_requests < book_.settings().branches) {
    ++counted.branch_requests;
  } else {
    ++metrics_.duplicates;
  }
}

void MetricsFold::durable(const Happening& happening, Instant at) {
  companionship_.durable(happening);
  half_messages_.durable(happening);
  refunds_.durable(happening, at);
  for (const RowChange& change : happening.changes) {
    const bool for_protocol = change.table == ledger::outbox || change.table == ledger::leases ||
                              change.table == ledger::fences;
    const int more = (change.after.state != 0) - (change.before.state != 0);
    metrics_.protocol_rows += for_protocol;
    if (for_protocol) metrics_.protocol_rows_left += more;
    if (change.table != ledger::cases) continue;
    needs_operator_.add(at, more);
    metrics_.manual_steps += more > 0;
  }
}

void MetricsFold::listed(const Happening& happening, Instant at) {
  if (happening.name == "broker log" || happening.name == "open decisions") return;
  needs_operator_.add(at, happening.value);
  metrics_.manual_steps += happening.value > 0;
}

void MetricsFold::fault(const Happening& happening, Instant at) {
  if (happening.kind == Kind::fault_began) {
    ++metrics_.fault_firings;
    recoveries_.push_back({happening.code, book_.open()});
    return;
  }
  for (Recovery& recovery : recoveries_) {
    if (recovery.fault != happening.code || recovery.ended != end_of_time) continue;
    recovery.ended = at;
    break;
  }
  look_for_recovery(at);
}

void MetricsFold::look_for_recovery(Instant at) {
  std::erase_if(recoveries_, [&](const Recovery& recovery) {
    if (recovery.ended == end_of_time || book_.open() > recovery.level) return false;
    metrics_.recovery_time.record((at - recovery.ended).count());
    return true;
  });
}

void MetricsFold::closed(const PurchaseRecord& record) {
  const std::string_view outcome = count_outcome(record);
  if (rows_ != nullptr) keep_or_forget(record, outcome);
  if (book_.settings().calendar) count_missed_cutoff(record);
  refunds_.closed(record, now_);
  if (!recoveries_.empty()) look_for_recovery(now_);
  if (record.arrived < warm_until_) return;
  const auto since_arrival = [&](Instant at) { return (at - record.arrived).count(); };
  constexpr Instant never = PurchaseRecord::never;
  ++metrics_.first_answers[static_cast<std::size_t>(record.answer)];
  if (record.answered_at != never) {
    metrics_.client_latency.record(since_arrival(record.answered_at));
  }
  if (record.final_at != never) {
    metrics_.time_to_final_answer.record(since_arrival(record.final_at));
  } else {
    metrics_.time_to_final_answer.record_censored(since_arrival(now_));
  }
  if (record.decided_at == never) return;  // refused before anything was decided
  const bool settled = record.settled_at != never;
  const Instant until = settled ? std::max(record.settled_at, record.decided_at) : now_;
  const std::int64_t window = (until - record.decided_at).count();
  const double yuan_seconds =
      static_cast<double>(window) / 1e9 * static_cast<double>(record.fen) / 100;
  metrics_.money_at_risk.record(static_cast<std::int64_t>(yuan_seconds));
  if (settled) {
    metrics_.settle_latency.record(since_arrival(until));
    metrics_.inconsistency_window.record(window);
  } else {
    metrics_.settle_latency.record_censored(since_arrival(until));
    metrics_.inconsistency_window.record_censored(window);
  }
}

// Who was undone, or never began, has no date to miss.
void MetricsFold::count_missed_cutoff(const PurchaseRecord& record) {
  if (record.live_mains() < 1) return;
  const ApplicationDate due = book_.settings().calendar->date_at(record.arrived.time_since_epoch());
  const bool missed = record.date == 0 || record.date > due;
  *metrics_.missed_cutoff += missed ? 1 : 0;
}

Endings* MetricsFold::endings_of_type(IntentId intent) {
  if (!book_.customers().several_types()) return nullptr;
  metrics_.by_type.resize(transaction_types);
  return &metrics_.by_type[static_cast<std::size_t>(book_.customers().type(intent))];
}

void MetricsFold::keep_or_forget(const PurchaseRecord& record, std::string_view outcome) {
  if (!rows_->wants(record)) return rows_->forget(record.intent);
  const Tally& counted = tally(record.intent);
  const Purchase purchase = book_.customers().purchase(record.intent);
  rows_->add({.customer = purchase.customer,
              .account = purchase.card,
              .outcome = outcome,
              .messages = counted.messages,
              .forced_writes = counted.forced_writes},
             record);
}

std::string_view MetricsFold::count_outcome(const PurchaseRecord& record) {
  const int mains = record.live_mains();
  const int branches = record.live_branches();
  const bool whole = record.whole(book_.settings().branches);
  Endings* const of_type = endings_of_type(record.intent);
  std::string_view outcome;
  const auto ended = [&](std::string_view name, std::uint64_t& all, std::uint64_t Endings::*same) {
    outcome = name;
    ++all;
    if (of_type != nullptr) ++(of_type->*same);
  };
  if (mains >= 1 && branches >= 1) {
    ended("bought", metrics_.bought, &Endings::bought);
    if (whole) tally(record.intent).end = Tally::End::bought;
  } else if (record.undone() || record.lapsed()) {
    ended("undone", metrics_.undone, &Endings::undone);
  } else if (record.untouched() && record.final == Told::refused) {
    ended("refused", metrics_.refused, &Endings::refused);
    tally(record.intent).end = Tally::End::refused;
  } else {
    ended("open", metrics_.open, &Endings::open);
  }
  if (!record.untouched() && !whole && !record.undone()) metrics_.lost_fen += record.fen;
  metrics_.unknown_to_client += record.final == Told::unknown;
  if (cut_off_intents_.contains(record.intent.value)) {
    // What is free in a wallet depends on other orders, and is no question of the fund side.
    if (book_.customers().main_refuses(record.intent)) return outcome;
    if (book_.customers().pays_from_wallet(record.intent)) return outcome;
    ++metrics_.cut_off;
    metrics_.cut_off_decided += record.mains > 0;
  }
  return outcome;
}

void MetricsFold::count_oracle() {
  if (convention_.unforced_record != nullptr) {
    unforced_records_.resize(std::max(unforced_records_.size(), tallies_.size()));
  }
  for (std::size_t intent = 0; intent < tallies_.size(); ++intent) {
    const Tally& counted = tallies_[intent];
    if (counted.end == Tally::End::other) continue;
    const bool bought = counted.end == Tally::End::bought;
    const std::int64_t messages = std::int64_t{counted.messages} - convention_.messages_saved;
    auto& m = metrics_;
    (bought ? m.oracle_messages : m.oracle_abort_messages)
        .add(static_cast<std::uint64_t>(std::max<std::int64_t>(messages, 0)));
    (bought ? m.oracle_forced : m.oracle_abort_forced).add(counted.forced_writes);
    if (convention_.unforced_record == nullptr) continue;
    (bought ? m.oracle_records : m.oracle_abort_records)
        .add(counted.forced_writes + unforced_records_[intent]);
  }
}

RunMetrics MetricsFold::finish(Instant at, std::uint64_t events) {
  count_oracle();
  metrics_.companionship = companionship_.finish();
  metrics_.tickets = tickets_.finish(at);
  metrics_.delivered_after_rollback = half_messages_.delivered_after_rollback();
  metrics_.time_to_refund = refunds_.finish(at);
  metrics_.costs = costs_.finish();
  metrics_.offered = book_.offered();
  metrics_.max_backlog = book_.max_open();
  metrics_.in_doubt = in_doubt_.average(at);
  metrics_.needs_operator = needs_operator_.average(at);
  metrics_.events = events;
  return std::move(metrics_);
}

}  // namespace txlab
