#include "models/parts/database/replication_slot.hpp"

namespace txlab {

void ReplicationSlot::create(TableId table) {
  exists_ = true;
  table_ = table;
  begin_ = end_;
}

void ReplicationSlot::record(RowKey key, const Row& row) {
  entries_.push_back({row.intent, ++end_, key, row});
  unconfirmed_.add(1);
  if (listener_) listener_(entries_.back());
}

void ReplicationSlot::confirm(LogPosition position) {
  while (!entries_.empty() && entries_.front().position <= position) {
    entries_.pop_front();
    unconfirmed_.add(-1);
  }
}

void ReplicationSlot::lose() {
  exists_ = false;
  confirm(end_);
  ++end_;  // the log went on without it
}

void ReplicationSlot::connection_reset() {
  unconfirmed_.add(1);
  unconfirmed_.add(-1);
}

}  // namespace txlab
