#include "scenarios/study/purchase_rows.hpp"

#include "sim/base/random.hpp"

namespace txlab {

namespace {

std::int64_t ns(Instant at) {
  return at == PurchaseRecord::never ? PurchaseRow::never : (at - start_of_run).count();
}

}  // namespace

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
  rows_.push_back(row);
}

}  // namespace txlab
