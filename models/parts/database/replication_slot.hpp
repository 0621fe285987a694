// ReplicationSlot: what a database keeps of its log for one reader, and how far that reader has
// confirmed.
//
// A logical slot: it holds the rows inserted into one table, in commit order, from the instant of
// its creation until the reader confirms them; what was committed before is not in it. It survives
// a restart of its server, but PostgreSQL before 17 does not copy it to stand-bys: after a failover
// there is none, and a new one begins where the log then ends
// (https://www.postgresql.org/docs/17/logical-replication-failover.html).
#pragma once

#include <deque>
#include <functional>

#include "sim/world/message.hpp"
#include "sim/world/row.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

using LogPosition = std::uint64_t;

// Server to reader: a row that was inserted.
struct LogEntry {
  static constexpr MessageType type{"log-entry", MessageClass::protocol};
  IntentId intent;
  LogPosition position;
  RowKey key;
  Row row;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(position); }
};

class ReplicationSlot {
 public:
  using Listener = std::function<void(const LogEntry&)>;
  explicit ReplicationSlot(Kernel& kernel) : unconfirmed_(kernel) {}

  bool exists() const { return exists_; }
  bool captures(TableId table) const { return exists_ && table == table_; }
  void create(TableId table);
  void record(RowKey key, const Row& row);
  void confirm(LogPosition position);
  void lose();
  // Tells whoever waits for entries that the connection is gone, and must be made anew.
  void connection_reset();

  // Where the slot began; nothing up to here will ever be read from it.
  LogPosition begin() const { return begin_; }
  const std::deque<LogEntry>& entries() const { return entries_; }
  WorkGate& unconfirmed() { return unconfirmed_; }
  void set_listener(Listener listener) { listener_ = std::move(listener); }

 private:
  bool exists_ = false;
  TableId table_ = 0;
  LogPosition begin_ = 0;
  LogPosition end_ = 0;
  std::deque<LogEntry> entries_;
  WorkGate unconfirmed_;
  Listener listener_;  // of the running server
};

}  // namespace txlab
