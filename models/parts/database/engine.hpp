// DatabaseEngine: the program of a database server.
//
// One transaction per connection; row locks until its end; commits share flushes (group commit).
// PREPARE writes the changes to the log and keeps the locks; a prepared transaction survives
// disconnects and crashes, locks included, until somebody finishes it by its global id, and nothing
// ever times it out (PostgreSQL src/backend/access/transam/twophase.c: EndPrepare,
// RecoverPreparedTransactions, FinishPreparedTransaction; the flush on ROLLBACK PREPARED is in
// RecordTransactionAbortPrepared).
#pragma once

#include <map>

#include "models/parts/database/lock_table.hpp"
#include "models/parts/database/log_sender.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class DatabaseEngine final : public Program {
 public:
  DatabaseEngine(Host& host, std::span<const TableShape> shapes, const DatabaseSettings& settings);
  ~DatabaseEngine() override;
  Task<> main() override;

  Task<std::optional<Execute::Reply>> on_execute(Execute request, HostId from);
  Task<std::optional<EndTransaction::Reply>> on_end(EndTransaction request, HostId from);
  Task<FinishPrepared::Reply> on_finish_prepared(FinishPrepared request, HostId from);
  Task<NextNumber::Reply> on_next_number(NextNumber request);
  Task<XaVerb::Reply> on_xa_verb(XaVerb request);
  Task<ReadRow::Reply> on_read(ReadRow request);
  Task<ScanRows::Reply> on_scan(ScanRows request);
  Task<LookUp::Reply> on_look_up(LookUp request);
  Task<ScanPrepared::Reply> on_scan_prepared(ScanPrepared request);

 private:
  struct Connection {
    std::uint32_t epoch = 0;
    std::uint32_t request = 0;
    TransactionIndex transaction = nobody;
  };

  void abandon(Connection& connection);
  void notice_restart(HostId client, std::uint32_t incarnation);
  Connection* admit(const ConnectionName& name, HostId from);
  Task<Execute::Reply> execute(Transaction& transaction, Statement statement);
  StatementStatus apply(const RowOp& op, Transaction& transaction);
  StatementStatus change(const RowOp& op, Row& row, IntentId intent) const;
  void roll_back(Transaction& transaction);
  void finished(const LogRecord& record);
  void take_locks_of_prepared();
  Task<> end_idle_transactions();
  void refused(const Transaction& transaction, std::string_view why);

  Host& host_;
  const DatabaseSettings& settings_;
  DatabaseState& state_;
  LogSender log_sender_;
  LockTable locks_;
  std::map<std::pair<HostId, std::uint16_t>, Connection> connections_;
  std::map<HostId, std::uint32_t> incarnations_;  // of clients
  std::map<GlobalId, TransactionIndex> prepared_;
  std::map<GlobalId, bool> finishing_;
  Signal finished_;
  WorkGate open_;
};

}  // namespace txlab
