// PreparedTransactions: those of a running server that wait for their outcome, with their locks.
//
// PREPARE takes a slot, and is refused when there is none. From then on a transaction outlives
// disconnects and crashes, locks included, until somebody finishes it by its global id, and nothing
// times it out (PostgreSQL src/backend/access/transam/twophase.c: MarkAsPreparing, EndPrepare,
// RecoverPreparedTransactions, FinishPreparedTransaction; the flush on ROLLBACK PREPARED is in
// RecordTransactionAbortPrepared). Who asks for one that is finished or was never prepared is told
// that there is none. Engines and settings that end some without being asked are profiles.
#pragma once

#include <map>

#include "models/parts/database/lock_table.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// A session, as far as prepared transactions belong to one.
struct SessionName {
  HostId client{};
  std::uint16_t number = 0;
  bool operator==(const SessionName&) const = default;
};

class PreparedTransactions {
 public:
  PreparedTransactions(Host& host, DatabaseState& state, LockTable& locks,
                       const DatabaseSettings& settings);

  // Every prepared transaction has its locks before anybody connects; then, if so configured, all
  // of them are ended.
  void recover();
  // Takes a slot for a PREPARE under way, whose transaction belongs to `owner`; false if all are
  // taken.
  bool take_slot(GlobalId gid, SessionName owner, TransactionIndex transaction);
  // Its record is durable.
  void prepared(GlobalId gid);
  // The record of its end is durable.
  void ended(GlobalId gid);
  // Whether the transaction was there and has this outcome now.
  Task<bool> finish(FinishPrepared request, HostId from);
  // Whether XA RECOVER shows it.
  bool listed(GlobalId gid) const;
  void session_ended(SessionName session);

 private:
  struct Entry {
    enum class Phase : std::uint8_t { preparing, prepared, ending } phase;
    TransactionIndex transaction;
    SessionName owner{};
    bool attached = false;  // the session that prepared it lives
  };
  void end_unasked(GlobalId gid, bool commit, std::string_view why);
  bool may_finish(const Entry& entry, HostId from) const;

  DatabaseState& state_;
  LockTable& locks_;
  const DatabaseSettings& settings_;
  std::map<GlobalId, Entry> entries_;
  Signal finished_;
};

}  // namespace txlab
