// HalfTopic: the half topic and the op topic of a broker: one queue each, both over the one log.
//
// A half message is resolved when an op record names it, or when the scanner has gone past it; how
// far the scanner is in either queue are offsets of a consumer group (CID_RMQ_SYS_TRANS). Queues
// are an index of the log: what a crash takes from the log is gone from them. Op records that name
// a half message are all that a restarted broker knows about its end (apache/rocketmq
// broker/.../transaction/queue/TransactionalMessageBridge.java).
#pragma once

#include <deque>
#include <map>
#include <vector>

#include "models/parts/broker/persisted_offset.hpp"
#include "models/parts/broker/stored_message.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab {

class HalfTopic {
 public:
  struct OpRecord {
    LogPosition position;
    std::vector<QueueOffset> halves;  // that were ended
  };

  HalfTopic(DurableLog<StoredMessage>& log, const PersistedOffset& at_first)
      : log_(log), half_offset_(at_first), op_offset_(at_first) {}

  // The queues hold begin .. end - 1.
  QueueOffset end() const { return first_half_ + halves_.size(); }
  QueueOffset op_end() const { return first_op_ + ops_.size(); }
  void add_half(LogPosition position) { halves_.push_back(position); }
  void add_op(LogPosition position, std::vector<QueueOffset> halves);
  // Null where the queue does not reach back to.
  const OpRecord* op(QueueOffset offset) const;
  StoredMessage* half(QueueOffset offset);
  LogPosition position(QueueOffset offset) { return halves_[offset - first_half_]; }
  // The half message of which both offsets are right, however old; or null.
  StoredMessage* find(HalfAddress address);

  PersistedOffset& half_offset() { return half_offset_; }
  PersistedOffset& op_offset() { return op_offset_; }

  // Whether nobody needs the record at the head of the log any more, and that it is dropped.
  bool may_forget(const StoredMessage& record, Instant now) const;
  void forget(const StoredMessage& record);
  // The log was cut; `now` decides what was written down.
  void crashed(Instant now, OffsetsFile file);
  void lost();
  // After a crash: whether the broker will not look at this half message again.
  bool resolved(const StoredMessage& half) const;

 private:
  DurableLog<StoredMessage>& log_;
  Ring<LogPosition> halves_;
  QueueOffset first_half_ = 0;
  std::deque<OpRecord> ops_;
  QueueOffset first_op_ = 0;
  PersistedOffset half_offset_;
  PersistedOffset op_offset_;
  // Half messages that the scanner went past without their having been ended; an END may still
  // come and finds them, for as long as RocketMQ keeps its files.
  std::map<QueueOffset, StoredMessage> passed_;
};

}  // namespace txlab
