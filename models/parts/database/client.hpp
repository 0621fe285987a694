// DatabaseClient: a service's connection pool to one database server.
//
//   const auto status = co_await database.run(statement);       // one local transaction
//
// `run` is BEGIN, the statement, COMMIT: two round trips. `unknown` means that the commit was asked
// for and nobody answered. For two-phase commit, and for more statements than one (`go_on`), the
// transaction stays open between `begin` and `end`.
#pragma once

#include "models/parts/database/messages.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// The numbers of the connections that a host has opened, over all its pools: two pools to one
// server must not use the same ones. RAM, and handed out anew, in the same order, after a restart.
class ConnectionNumbers final : public DurableState {
 public:
  std::uint16_t take(std::size_t connections) {
    return static_cast<std::uint16_t>(std::exchange(next_, next_ + connections));
  }
  void crashed(CrashKind, Unsynced, Draw) override { next_ = 0; }

 private:
  std::size_t next_ = 0;
};

class DatabaseClient {
 public:
  DatabaseClient(Host& host, HostId server, std::size_t connections = 64);

  // A connection in use; it goes back to the pool when this is destroyed.
  class Session {
   public:
    Session(DatabaseClient& client, Permits::Permit permit);
    Session(Session&& other) noexcept;
    Session& operator=(Session&&) = delete;
    ~Session();

   private:
    friend class DatabaseClient;
    DatabaseClient* client_;
    Permits::Permit permit_;
    std::uint16_t number_;
  };
  struct Begun {
    StatementStatus status = StatementStatus::unavailable;
    std::uint8_t failed_op = 0;
    std::uint16_t locked_state = 0;  // of the row that was locked last; 0: there is no such row
    std::optional<Session> session;  // open if status is ok
  };

  Task<StatementStatus> run(Statement statement);
  Task<Begun> begin(Statement statement);
  // The next statement of an open transaction. If it fails, the transaction is rolled back.
  Task<Begun> go_on(Session session, Statement statement);
  // Nothing if nobody answered; else whether the transaction was there.
  Task<std::optional<bool>> end(Session session, EndTransaction::How how, GlobalId gid,
                                IntentId intent, bool forced = true);
  // The same; and if nobody answered, the connection is reset before this returns, so that the
  // request cannot act any more.
  Task<std::optional<bool>> end_conclusively(Session session, EndTransaction::How how, GlobalId gid,
                                             IntentId intent);
  enum class Flush : std::uint8_t { forced, later };
  Task<std::optional<bool>> finish_prepared(GlobalId gid, bool commit, IntentId intent,
                                            Flush flush = Flush::forced);
  // XA START or XA END; false if nobody answered.
  Task<bool> say(XaVerb verb);
  Task<std::optional<ReadRow::Reply>> read(TableId table, RowKey key, IntentId intent);
  Task<std::optional<std::uint64_t>> next_number(TableId table, IntentId intent);
  Task<std::optional<ScanRows::Reply>> scan(TableId table, RowKey after, std::uint16_t state);
  Task<std::optional<LookUp::Reply>> look_up(LookUp request);
  Task<std::optional<ScanPrepared::Reply>> scan_prepared(GlobalId after);

  HostId server() const { return server_; }

 private:
  struct Connection {
    std::uint32_t epoch;
    std::uint32_t request;
  };
  static constexpr Duration answer_timeout = 3s;
  static constexpr Duration statement_timeout = 8s;  // longer than waiting for a lock

  // Reading changes nothing, so a read that nobody answered is simply repeated.
  template <typename Request>
  Task<std::optional<typename Request::Reply>> ask(Request request);
  Task<Begun> execute(Session session, Execute request);
  ConnectionName next_request(const Session& session);
  void reopen(const Session& session);

  Host& host_;
  HostId server_;
  std::uint16_t first_;  // the number of the pool's first connection
  Permits permits_;
  std::vector<Connection> connections_;
  std::vector<std::uint16_t> idle_;
};

}  // namespace txlab
