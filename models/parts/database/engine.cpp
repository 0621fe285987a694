#include "models/parts/database/engine.hpp"

#include "models/parts/database/row_change.hpp"
#include "models/parts/database/sequences.hpp"

namespace txlab {

namespace {

struct Ending {
  LogRecord::Kind kind;
  std::string_view what;  // is written
};

Ending ending(EndTransaction::How how, std::string_view label) {
  switch (how) {
    case EndTransaction::How::prepare:
      return {LogRecord::Kind::prepare, "prepare"};
    case EndTransaction::How::abort:
      return {LogRecord::Kind::abort, "abort"};
    default:
      return {LogRecord::Kind::commit, label};
  }
}

}  // namespace

DatabaseEngine::DatabaseEngine(Host& host, std::span<const TableShape> shapes,
                               const DatabaseSettings& settings)
    : host_(host),
      settings_(settings),
      state_(host.durable<DatabaseState>(host, shapes)),
      log_sender_(host, state_.slot()),
      connections_free_(host.kernel(), settings.connections),
      locks_(host, state_, settings),
      prepared_(host, state_, locks_, settings),
      open_(host.kernel()) {
  state_.set_listener([this](const LogRecord& record) { finished(record); });
}

DatabaseEngine::~DatabaseEngine() { state_.set_listener(nullptr); }

Task<> DatabaseEngine::main() {
  if (host_.incarnation() > 1) {
    if (settings_.slots == SlotsAfterRestart::lost) state_.slot().lose();
    state_.slot().connection_reset();
  }
  host_.on<&LogSender::on_stream_log>(log_sender_);
  host_.on<&Sequences::on_next_number>(host_.durable<Sequences>());
  prepared_.recover();
  host_.on<&DatabaseEngine::on_execute>(*this);
  host_.on<&DatabaseEngine::on_end>(*this);
  host_.on<&DatabaseEngine::on_finish_prepared>(*this);
  host_.on<&DatabaseEngine::on_xa_verb>(*this);
  host_.on<&DatabaseEngine::on_read>(*this);
  host_.on<&DatabaseEngine::on_scan>(*this);
  host_.on<&DatabaseEngine::on_look_up>(*this);
  host_.on<&DatabaseEngine::on_scan_prepared>(*this);
  co_await end_idle_transactions();
}

// What a connection was doing that its client has given up. A request that is being executed finds
// out when it is done.
void DatabaseEngine::abandon(SessionName session, Connection& connection) {
  const TransactionIndex abandoned = std::exchange(connection.transaction, nobody);
  if (abandoned != nobody && !locks_.at(abandoned).busy) roll_back(locks_.at(abandoned));
  prepared_.session_ended(session);
}

// The client's process died, or its machine is back: its connections are reset.
void DatabaseEngine::disconnected(HostId client) {
  const auto first = connections_.lower_bound({client, 0});
  for (auto at = first; at != connections_.end() && at->first.first == client; ++at) {
    abandon({client, at->first.second}, at->second);
  }
}

// A client that has restarted answers whatever comes for its former connections with a reset.
void DatabaseEngine::notice_restart(HostId client, std::uint32_t incarnation) {
  std::uint32_t& known = incarnations_[client];
  if (incarnation <= known) return;
  known = incarnation;
  disconnected(client);
}

// The connection of a request, or null if the request is stale or doubled.
DatabaseEngine::Connection* DatabaseEngine::admit(const ConnectionName& name, HostId from) {
  notice_restart(from, ConnectionName::incarnation_of(name.epoch));
  Connection& connection = connections_[{from, name.number}];
  if (name.epoch < connection.epoch) return nullptr;
  if (name.epoch > connection.epoch) {
    abandon({from, name.number}, connection);
    connection.epoch = name.epoch;
    connection.request = 0;
  }
  if (name.request <= connection.request) return nullptr;
  connection.request = name.request;
  return &connection;
}

Task<std::optional<Execute::Reply>> DatabaseEngine::on_execute(Execute request, HostId from) {
  Connection* const connection = admit(request.connection, from);
  if (connection == nullptr) co_return std::nullopt;
  if (request.begins) {
    auto permit = co_await connections_free_.acquire("server connection");
    const ConnectionName& name = request.connection;
    if (connection->epoch != name.epoch || connection->request != name.request)
      co_return std::nullopt;
    connection->transaction = begin(std::move(permit));
  } else if (connection->transaction == nobody) {
    co_return Execute::Reply{StatementStatus::unavailable, 0};  // it was rolled back as idle
  }
  Transaction& transaction = locks_.at(connection->transaction);
  transaction.intent = request.intent;
  transaction.label = request.statement.label;
  transaction.background = !request.statement.forced;
  transaction.busy = true;

  const auto reply = co_await execute(transaction, request.statement);

  transaction.busy = false;
  transaction.last_active = host_.kernel().now();
  const bool abandoned = connection->transaction != transaction.index;
  if ((reply.status != StatementStatus::ok && !reply.open) || abandoned) {
    if (!abandoned) connection->transaction = nobody;
    roll_back(transaction);
  }
  co_return reply;
}

TransactionIndex DatabaseEngine::begin(Permits::Permit permit) {
  Transaction& fresh = locks_.begin();
  fresh.connection.emplace(std::move(permit));
  open_.add(1);
  return fresh.index;
}

Task<Execute::Reply> DatabaseEngine::execute(Transaction& transaction, Statement statement) {
  std::uint16_t locked_state = 0;
  for (std::uint8_t i = 0; i < statement.count; ++i) {
    const RowOp& op = statement.ops[i];
    const auto wanted = obstacle(transaction, op);
    if (wanted) {
      const StatementStatus locked = co_await wait_for_lock(transaction, op, *wanted);
      const bool open = locked == StatementStatus::lock_timeout &&
                        settings_.lock_timeout_ends == LockTimeoutEnds::statement;
      if (locked != StatementStatus::ok) co_return Execute::Reply{locked, i, open};
    }
    if (op.kind == RowOp::Kind::lock) {
      locked_state = seen_by(transaction, op).state;
      continue;
    }
    const StatementStatus status = apply(op, transaction);
    if (status != StatementStatus::ok) co_return Execute::Reply{status, i};
  }
  co_return Execute::Reply{
      .status = StatementStatus::ok, .failed_op = 0, .locked_state = locked_state};
}

// What the operation would have to wait for now, if anything; otherwise it has its locks.
std::optional<LockTable::LockName> DatabaseEngine::obstacle(Transaction& transaction,
                                                            const RowOp& op) {
  if (op.kind == RowOp::Kind::insert) {
    const auto gap = locks_.barred(transaction, op.table, op.key);
    if (gap) return gap;
  }
  const Table& table = state_.table(op.table);
  const bool missing = op.kind == RowOp::Kind::lock && table.read(op.key).state == 0;
  if (missing && !settings_.gap_locks) return std::nullopt;  // nothing there that could be locked
  if (missing && table.holder_of(op.key) == nobody) {
    locks_.lock_gap(transaction, op.table, op.key);
    return std::nullopt;
  }
  if (locks_.try_acquire(transaction, op.table, op.key)) return std::nullopt;
  return LockTable::LockName{op.table, op.key};
}

Task<StatementStatus> DatabaseEngine::wait_for_lock(Transaction& transaction, RowOp op,
                                                    LockTable::LockName wanted) {
  for (std::optional<LockTable::LockName> name = wanted; name; name = obstacle(transaction, op)) {
    const std::vector<LockWait> cycle = locks_.cycle_closed_by(transaction, *name);
    if (!cycle.empty()) {
      refused(transaction, "deadlock", cycle);
      co_return StatementStatus::deadlock;
    }
    LockTable::Waiting wait = locks_.wait(transaction, *name);
    const bool granted = co_await wait;
    if (!granted) {
      refused(transaction, "lock-wait-timeout", wait.chain());
      co_return StatementStatus::lock_timeout;
    }
  }
  co_return StatementStatus::ok;
}

void DatabaseEngine::refused(const Transaction& transaction, std::string_view why,
                             std::span<const LockWait> waits) {
  host_.world().happened({.kind = Happening::Kind::lock_refused,
                          .host = host_.id(),
                          .intent = transaction.intent,
                          .name = why,
                          .waits = waits});
}

// The row as it is with what the transaction itself has changed.
Row DatabaseEngine::seen_by(Transaction& transaction, const RowOp& op) const {
  const Write* mine = transaction.writes.find(op.table, op.key);
  return mine != nullptr ? mine->after : state_.table(op.table).read(op.key);
}

StatementStatus DatabaseEngine::apply(const RowOp& op, Transaction& transaction) {
  const Table& table = state_.table(op.table);
  Row row = seen_by(transaction, op);
  Write* mine = transaction.writes.find(op.table, op.key);
  if (op.kind == RowOp::Kind::insert && table.archived(op.key)) return StatementStatus::duplicate;
  const StatementStatus status = change_row(op, row, transaction.intent);
  if (status != StatementStatus::ok) return status;
  if (mine == nullptr) {
    CHECK(transaction.writes.count < WriteSet::capacity);
    mine = &transaction.writes.writes[transaction.writes.count++];
  }
  *mine = {op.table, op.kind == RowOp::Kind::archive, op.key, row};
  return StatementStatus::ok;
}

void DatabaseEngine::roll_back(Transaction& transaction) {
  open_.add(-1);
  locks_.end(transaction);
}

Task<std::optional<EndTransaction::Reply>> DatabaseEngine::on_end(EndTransaction request,
                                                                  HostId from) {
  using How = EndTransaction::How;
  Connection* const connection = admit(request.connection, from);
  if (connection == nullptr) co_return std::nullopt;
  const TransactionIndex index = std::exchange(connection->transaction, nobody);
  if (index == nobody) co_return EndTransaction::Reply{false};
  Transaction& transaction = locks_.at(index);
  if (request.how == How::rollback) {
    roll_back(transaction);
    co_return EndTransaction::Reply{true};
  }
  if (request.how == How::prepare &&
      !prepared_.take_slot(request.gid, {from, request.connection.number}, index)) {
    refused(transaction, "no-prepared-slot");
    roll_back(transaction);
    co_return EndTransaction::Reply{false};
  }
  transaction.phase = Transaction::Phase::ending;
  const auto [kind, what] = ending(request.how, transaction.label);
  const LogRecord record{.kind = kind,
                         .label = transaction.label,
                         .intent = transaction.intent,
                         .gid = request.gid,
                         .transaction = index,
                         .writes = transaction.writes};
  if (request.forced) {
    co_await state_.log().force(record, what, request.intent);
  } else {
    // The client does not wait; the record becomes durable with the next flush (wal_writer_delay).
    state_.log().append(record);
    state_.log().flush_within(200ms);
  }
  co_return EndTransaction::Reply{true};
}

// A record became durable: its transaction is over, or prepared.
void DatabaseEngine::finished(const LogRecord& record) {
  if (record.kind == LogRecord::Kind::prepare) {
    open_.add(-1);
    prepared_.prepared(record.gid);
  } else if (record.kind == LogRecord::Kind::commit || record.kind == LogRecord::Kind::abort) {
    open_.add(-1);
    locks_.end(locks_.at(record.transaction));
  } else {
    prepared_.ended(record.gid);
  }
}

Task<FinishPrepared::Reply> DatabaseEngine::on_finish_prepared(FinishPrepared request,
                                                               HostId from) {
  notice_restart(from, request.incarnation);
  const bool known = co_await prepared_.finish(request, from);
  co_return FinishPrepared::Reply{known};
}

Task<XaVerb::Reply> DatabaseEngine::on_xa_verb(XaVerb) { co_return XaVerb::Reply{true}; }

Task<ReadRow::Reply> DatabaseEngine::on_read(ReadRow request) {
  const Table& table = state_.table(request.table);
  co_return ReadRow::Reply{table.read(request.key), table.archived(request.key)};
}

Task<ScanRows::Reply> DatabaseEngine::on_scan(ScanRows request) {
  const Table& table = state_.table(request.table);
  ScanRows::Reply reply;
  RowKey key = table.next(request.after, request.state);
  for (; key != 0 && reply.count < ScanRows::Reply::capacity;
       key = table.next(key, request.state)) {
    reply.keys[reply.count] = key;
    reply.rows[reply.count++] = table.read(key);
  }
  reply.more = key != 0;
  co_return reply;
}

Task<LookUp::Reply> DatabaseEngine::on_look_up(LookUp request) {
  const Table& table = state_.table(request.table);
  LookUp::Reply reply;
  for (std::uint8_t i = 0; i < request.count; ++i) {
    const Row row = table.read(request.keys[i]);
    reply.states[i] = row.state;
    reply.sums[i] = row.value[0] + row.value[1];
    reply.archived[i] = table.archived(request.keys[i]);
  }
  co_return reply;
}

Task<ScanPrepared::Reply> DatabaseEngine::on_scan_prepared(ScanPrepared request) {
  ScanPrepared::Reply reply;
  auto at = state_.prepared().upper_bound(request.after);
  for (; at != state_.prepared().end() && reply.count < ScanPrepared::Reply::capacity; ++at) {
    if (!prepared_.listed(at->first)) continue;
    reply.gids[reply.count] = at->first;
    reply.intents[reply.count++] = at->second.intent;
  }
  reply.more = at != state_.prepared().end();
  co_return reply;
}

// idle_in_transaction_session_timeout: a client that fell silent must not keep its locks.
Task<> DatabaseEngine::end_idle_transactions() {
  for (;;) {
    while (open_.empty()) co_await open_.wait("no open transaction");
    co_await host_.sleep(settings_.idle_transaction_timeout, "idle transactions");
    for (auto& [name, connection] : connections_) {
      if (connection.transaction == nobody) continue;
      Transaction& transaction = locks_.at(connection.transaction);
      const Duration idle = host_.kernel().now() - transaction.last_active;
      if (transaction.busy || idle < settings_.idle_transaction_timeout) continue;
      connection.transaction = nobody;
      roll_back(transaction);
    }
  }
}

}  // namespace txlab
