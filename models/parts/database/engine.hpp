// DatabaseEngine: the program of a database server.
//
// One transaction per connection, as many at once as the server has connections; row locks until
// its end; commits share flushes (group commit). A client that closes a connection, or whose
// process dies, has its open transaction rolled back. PREPARE writes the changes to the log and
// keeps the locks (prepared_transactions.hpp).
#pragma once

#include <map>

#include "models/parts/database/log_sender.hpp"
#include "models/parts/database/prepared_transactions.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class DatabaseEngine final : public Program {
 public:
  DatabaseEngine(Host& host, std::span<const TableShape> shapes, const DatabaseSettings& settings);
  ~DatabaseEngine() override;
  Task<> main() override;
  void disconnected(HostId client) override;

  Task<std::optional<Execute::Reply>> on_execute(Execute request, HostId from);
  Task<std::optional<EndTransaction::Reply>> on_end(EndTransaction request, HostId from);
  Task<FinishPrepared::Reply> on_finish_prepared(FinishPrepared request, HostId from);
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

  void abandon(SessionName session, Connection& connection);
  void notice_restart(HostId client, std::uint32_t incarnation);
  Connection* admit(const ConnectionName& name, HostId from);
  TransactionIndex begin(Permits::Permit permit);
  Task<Execute::Reply> execute(Transaction& transaction, Statement statement);
  std::optional<LockTable::LockName> obstacle(Transaction& transaction, const RowOp& op);
  Task<StatementStatus> wait_for_lock(Transaction& transaction, RowOp op,
                                      LockTable::LockName wanted);
  Row seen_by(Transaction& transaction, const RowOp& op) const;
  StatementStatus apply(const RowOp& op, Transaction& transaction);
  void roll_back(Transaction& transaction);
  void finished(const LogRecord& record);
  Task<> end_idle_transactions();
  void refused(const Transaction& transaction, std::string_view why,
               std::span<const LockWait> waits = {});

  Host& host_;
  const DatabaseSettings& settings_;
  DatabaseState& state_;
  LogSender log_sender_;
  Permits connections_free_;
  LockTable locks_;
  PreparedTransactions prepared_;
  std::map<std::pair<HostId, std::uint16_t>, Connection> connections_;
  std::map<HostId, std::uint32_t> incarnations_;  // of clients
  WorkGate open_;
};

}  // namespace txlab
