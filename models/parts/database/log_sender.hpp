// LogSender: the part of a database server that streams its log to the reader of a slot
// (PostgreSQL's walsender).
//
// The reader reports where it is, now and then; the server sends every entry once as it becomes
// durable, and again what a reader lacks that has just connected, or that has not come further
// between two reports.
#pragma once

#include "models/parts/database/replication_slot.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// Reader to server: standby status update, and START_REPLICATION when the stream is a new one.
struct StreamLog {
  static constexpr MessageType type{"db.stream-log", MessageClass::background};
  struct Reply {
    LogPosition begin;  // of the slot, which is created if there is none
  };
  IntentId intent;
  TableId table;
  std::uint64_t stream;   // named by the reader, anew for each connection
  LogPosition received;   // what it has
  LogPosition confirmed;  // what it will never ask for again
};

class LogSender {
 public:
  LogSender(Host& host, ReplicationSlot& slot);
  ~LogSender();
  StreamLog::Reply on_stream_log(StreamLog request, HostId from);

 private:
  void send_beyond(LogPosition received);

  Host& host_;
  ReplicationSlot& slot_;
  HostId reader_{};
  std::uint64_t stream_ = 0;
  LogPosition reported_ = 0;
};

}  // namespace txlab
