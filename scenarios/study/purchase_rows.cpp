#include "scenarios/study/purchase_rows.hpp"

#include "models/fund/conversation.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

std::int64_t ns(Instant at) {
  return at == PurchaseRecord::never ? PurchaseRow::never : (at - start_of_run).count();
}

}  // namespace

void PurchaseRows::on(const Happening& happening) {
  using Kind = Happening::Kind;
  if (every_ == 0 || !happening.intent) return;
  if (happening.kind == Kind::began) {
    counted_[happening.intent.value];
    return;
  }
  const bool attempt = happening.kind == Kind::sent && happening.name == PlaceOrder::type.name &&
                       happening.flow == Envelope::Flow::request;
  if (!attempt && happening.kind != Kind::lock_ended) return;
  const auto found = counted_.find(happening.intent.value);
  if (found == counted_.end()) return;
  Counted& counted = found->second;
  if (attempt) {
    ++counted.attempts;
  } else {
    counted.lock_ns += happening.value;
  }
  if (counted.row == not_yet) return;
  rows_[counted.row].attempts = counted.attempts;
  rows_[counted.row].lock_ns = counted.lock_ns;
}

bool PurchaseRows::is_drawn(IntentId intent) const { return mix(intent.value) % every_ == 0; }

bool PurchaseRows::wants(const PurchaseRecord& record) const {
  return every_ > 0 && (record.violated != 0 || is_drawn(record.intent));
}

void PurchaseRows::add(PurchaseRow row, const PurchaseRecord& record) {
  row.intent = record.intent;
  row.fen = record.fen;
  row.began_ns = ns(record.arrived);
  row.first_answer_ns = ns(record.answered_at);
  row.final_answer_ns = ns(record.final_at);
  row.decided_ns = ns(record.decided_at);
  row.settled_ns = ns(record.settled_at);
  row.first_answer = record.answer;
  row.final_answer = record.final;
  row.violated = record.violated != 0;
  row.weight = row.violated ? 1 : every_;
  Counted& counted = counted_[row.intent.value];
  row.attempts = counted.attempts;
  row.lock_ns = counted.lock_ns;
  counted.row = rows_.size();
  rows_.push_back(row);
}

}  // namespace txlab
