#include "models/parts/broker/half_topic.hpp"

namespace txlab {

void HalfTopic::add_op(LogPosition position, std::vector<QueueOffset> halves) {
  for (const QueueOffset offset : halves) {
    if (StoredMessage* const named = half(offset)) named->op = position;
  }
  ops_.push_back({position, std::move(halves)});
}

const HalfTopic::OpRecord* HalfTopic::op(QueueOffset offset) const {
  if (offset < first_op_ || offset >= op_end()) return nullptr;
  return &ops_[offset - first_op_];
}

StoredMessage* HalfTopic::half(QueueOffset offset) {
  if (offset < first_half_ || offset >= end()) return nullptr;
  return &log_.at(position(offset));
}

StoredMessage* HalfTopic::find(HalfAddress address) {
  StoredMessage* found = half(address.queue_offset);
  if (found == nullptr) {
    const auto passed = passed_.find(address.queue_offset);
    if (passed != passed_.end()) found = &passed->second;
  }
  const bool same = found != nullptr && found->log_offset == address.log_offset;
  return same ? found : nullptr;
}

bool HalfTopic::may_forget(const StoredMessage& record, Instant now) const {
  if (record.kind == StoredMessage::Kind::op) {
    return record.queue_offset < op_offset_.safe(now);
  }
  return record.queue_offset < half_offset_.safe(now);
}

void HalfTopic::forget(const StoredMessage& record) {
  if (record.kind == StoredMessage::Kind::op) {
    ops_.pop_front();
    ++first_op_;
    return;
  }
  if (!record.ended) passed_.emplace(record.queue_offset, record);
  halves_.pop_front();
  ++first_half_;
}

void HalfTopic::crashed(Instant now, OffsetsFile file) {
  while (!halves_.empty() && halves_[halves_.size() - 1] > log_.end()) halves_.pop_back();
  while (!ops_.empty() && ops_.back().position > log_.end()) ops_.pop_back();
  half_offset_.crashed(now, file);
  op_offset_.crashed(now, file);
}

void HalfTopic::lost() {
  halves_.clear();
  ops_.clear();
  passed_.clear();
  first_half_ = first_op_ = 0;
  half_offset_.lost();
  op_offset_.lost();
}

bool HalfTopic::resolved(const StoredMessage& half) const {
  const bool named = half.op != 0 && half.op <= log_.end();
  return named || half.queue_offset < half_offset_.value();
}

}  // namespace txlab
