#include "models/fund/book.hpp"

#include <algorithm>

#include "models/fund/properties/property_fold.hpp"
#include "models/fund/stamp.hpp"

namespace txlab {

Book::Book(Settings settings, const Customers& customers, std::span<const MakeProperty> asked)
    : settings_(std::move(settings)), customers_(customers), records_(1) {
  for (const MakeProperty make : asked) properties_.push_back(make(*this, violations_));
}

Book::~Book() = default;

bool Book::finished(const PurchaseRecord& record) const {
  // A wrong amount is not among what a settled purchase leaves behind.
  if (record.clearing != 0 && record.clearing != -record.fen) return false;
  if (record.reopened) {
    // Nothing more is awaited; but what does not agree is kept, to be judged at the end.
    return record.in_doubt == 0 && record.holding == 0 &&
           (record.whole(settings_.branches) || record.undone() || record.untouched());
  }
  if (record.answered_at == PurchaseRecord::never) return false;
  if (record.in_doubt > 0 || record.holding > 0) return false;
  switch (record.final) {
    case Told::placed:
    case Told::confirmed:
      return record.whole(settings_.branches);
    case Told::refused:
      return record.live_mains() == 0 && record.live_branches() == 0;
    case Told::held_in_wallet:
      return record.undone() || record.lapsed();
    case Told::refunded:
      return record.undone() || record.agent_refused;
    default:
      return false;
  }
}

void Book::after_step(PurchaseRecord& record, Instant at) {
  if (record.settled_at == PurchaseRecord::never &&
      (record.whole(settings_.branches) || record.undone())) {
    record.settled_at = at;
    if (record.decided_at != PurchaseRecord::never) {
      fen_at_risk_ -= record.fen;
      --half_done_;
    }
  }
  if (finished(record)) close(record);
}

void Book::on(const Happening& happening, Instant at) {
  using Kind = Happening::Kind;
  switch (happening.kind) {
    case Kind::began:
      return began(happening, at);
    case Kind::durable:
      return durable(happening, at);
    case Kind::told: {
      PurchaseRecord& whose = record(happening.intent);
      told(whose, happening, at);
      return after_step(whose, at);
    }
    case Kind::gave_up:
      return gave_up(record(happening.intent), at);
    case Kind::in_doubt: {
      look_for_stuck(at);
      PurchaseRecord& whose = record(happening.intent);
      whose.in_doubt = static_cast<std::int16_t>(whose.in_doubt + happening.value);
      whose.listed = static_cast<std::int16_t>(whose.listed + happening.value);
      return after_step(whose, at);
    }
    case Kind::listed: {
      look_for_stuck(at);
      PurchaseRecord* const whose = find_open(happening.intent);
      if (whose == nullptr) return;
      whose->listed = static_cast<std::int16_t>(whose->listed + happening.value);
      return;
    }
    case Kind::crashed:
      ++down_;
      return;
    case Kind::restarted:
      --down_;
      return;
    default:
      return;
  }
}

void Book::began(const Happening& happening, Instant at) {
  PurchaseRecord& fresh = record(happening.intent);
  fresh.arrived = at;
  fresh.fen = happening.value;
  ++offered_;
  ++open_;
  max_open_ = std::max(max_open_, open_);
  look_for_stuck(at);
}

void Book::durable(const Happening& happening, Instant at) {
  look_for_stuck(at);
  if (happening.name == "decision" && happening.value == 1) {
    PurchaseRecord& whose = record(happening.intent);
    whose.commit_decided = true;
    if (whose.decided_at == PurchaseRecord::never) decide(whose, at);
  }
  if (happening.changes.empty()) return;
  for (const auto& property : properties_) property->on_transaction(happening, at);
  for (const RowChange& change : happening.changes) row_changed(change, happening.host, at);
}

void Book::row_changed(const RowChange& change, HostId host, Instant at) {
  const IntentId intent = change.after.state != 0 ? change.after.intent : change.before.intent;
  if (!intent) return;
  const bool listing = change.table == ledger::outbox || change.table == ledger::cases;
  const bool business = change.table == ledger::orders || change.table == ledger::applications ||
                        change.table == ledger::extras;
  if (!listing && !business) return;
  PurchaseRecord& whose = record(intent);
  if (listing) {
    whose.listed = static_cast<std::int16_t>(whose.listed + (change.after.state != 0) -
                                             (change.before.state != 0));
  }
  if (change.table == ledger::applications) {
    whose.clearing += change.after.value[2] - change.before.value[2];
  }
  count_reservations(whose, change);
  for (const auto& property : properties_) property->on_row(whose, change, at);
  const std::uint16_t from = change.before.state;
  const std::uint16_t to = change.after.state;
  if (change.table == ledger::orders && from != to) {
    if (to == ledger::main_done) effect(whose, Effect::main, change, at);
    const bool refunded_at_once = from == ledger::main_done && to == ledger::order_refunded;
    if (to == ledger::order_held || to == ledger::order_redeeming || refunded_at_once) {
      effect(whose, Effect::reversal, change, at);
    }
  }
  if (change.table == ledger::applications && from != to) {
    if (to == ledger::applied) effect(whose, Effect::branch, change, at);
    whose.agent_refused = whose.agent_refused || to == ledger::application_agent_refused;
    const bool taken_back = from == ledger::applied && to == ledger::application_cancelled;
    if (taken_back) effect(whose, Effect::withdrawal, change, at);
  }
  if (change.table == ledger::extras && to == ledger::applied && from != to) {
    extra_done(whose, change, host);
    effect(whose, Effect::extra, change, at);
  }
  after_step(whose, at);
}

void Book::count_reservations(PurchaseRecord& record, const RowChange& change) {
  const std::uint16_t tried = change.table == ledger::orders
                                  ? static_cast<std::uint16_t>(ledger::order_tried)
                                  : static_cast<std::uint16_t>(ledger::application_tried);
  if (change.table == ledger::outbox || change.table == ledger::cases) return;
  record.holding = static_cast<std::int8_t>(record.holding + (change.after.state == tried) -
                                            (change.before.state == tried));
}

void Book::effect(PurchaseRecord& record, Effect effect, const RowChange& change, Instant at) {
  switch (effect) {
    case Effect::main:
      ++record.mains;
      record.earmarked = change.after.value[settings_.earmark ? 1 : 0];
      break;
    case Effect::reversal:
      ++record.reversed;
      break;
    case Effect::branch:
      ++record.branches;
      record.branch_fen = change.after.value[0] + change.after.value[1];
      record.date = Stamp::read(change.after.stamp).date;
      break;
    case Effect::withdrawal:
      ++record.withdrawn;
      break;
    case Effect::extra:
      break;
  }
  if (record.decided_at == PurchaseRecord::never && !record.reopened) decide(record, at);
  for (const auto& property : properties_) property->on_effect(record, effect, change, at);
}

// From here on main can only be undone by a reversal.
void Book::decide(PurchaseRecord& record, Instant at) {
  record.decided_at = at;
  decided_.emplace_back(at, record.intent);
  fen_at_risk_ += record.fen;
  ++half_done_;
}

// Which further branch it was: its row says so, or else its database; or one row stands for all.
void Book::extra_done(PurchaseRecord& record, const RowChange& change, HostId host) const {
  const auto found = std::ranges::find(settings_.further_databases, host);
  const auto [fen, all_at_once, own] = change.after.value;
  const auto number = own > 0 ? own - 1 : found - settings_.further_databases.begin();
  const unsigned bits = all_at_once > 0 ? (1u << all_at_once) - 1 : 1u << number;
  record.extra_twice = record.extra_twice || (record.extras & bits) != 0;
  record.extras = static_cast<std::uint16_t>(record.extras | bits);
}

void Book::told(PurchaseRecord& record, const Happening& statement, Instant at) {
  const Told told = static_cast<Told>(statement.value);
  if (record.answered_at == PurchaseRecord::never) {
    record.answered_at = at;
    record.answer = told;
  }
  if (told == Told::accepted && statement.extra != 0) {
    const auto date = static_cast<ApplicationDate>(statement.extra);
    for (const auto& property : properties_) property->on_promised(record, date, at);
    record.promised = date;
  }
  if (!definitive(told)) return;
  for (const auto& property : properties_) property->on_told(record, told, at);
  if (record.final != Told::unknown) return;
  record.final = told;
  record.final_at = at;
}

void Book::gave_up(PurchaseRecord& record, Instant at) {
  record.gave_up = true;
  if (record.answered_at == PurchaseRecord::never) record.answered_at = at;
  after_step(record, at);
}

// nothing-stuck-unseen: who was decided `stuck_after` ago and is still open must stand in a list.
// Looked for before anything changes, so that it is judged by how things stood when the bound was
// reached.
void Book::look_for_stuck(Instant until, Instant now) {
  while (!decided_.empty() && decided_.front().first + settings_.stuck_after <= until) {
    PurchaseRecord* const whose = find_open(decided_.front().second);
    decided_.pop_front();
    if (whose == nullptr || whose->reopened || settings_.ledger_watched) continue;
    if (whose->settled_at != PurchaseRecord::never || whose->listed > 0) continue;
    violations_.add(PropertyId::nothing_stuck_unseen, *whose, now,
                    "open for longer than the bound, in no list that anybody watches");
  }
}

// A reservation that nobody confirms or cancels freezes the customer's money.
void Book::look_for_frozen(PurchaseRecord& record, Instant at) {
  if (record.holding == 0 || record.listed > 0) return;
  violations_.add(PropertyId::nothing_stuck_unseen, record, at,
                  "a reservation is left that nobody will confirm or cancel");
}

void Book::end(Instant at, Ending ending) {
  look_for_stuck(ending == Ending::quiet ? end_of_time : at, at);
  for (std::size_t intent = 0; intent < slot_of_.size(); ++intent) {
    PurchaseRecord* const whose = find_open(IntentId{intent});
    if (whose == nullptr) continue;
    for (const auto& property : properties_) property->on_end(*whose, at);
    look_for_frozen(*whose, at);
    close(*whose);
  }
}

}  // namespace txlab
