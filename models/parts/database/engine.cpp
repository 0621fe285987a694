#include "models/parts/database/engine.hpp"

#include "models/parts/database/sequences.hpp"

namespace txlab {

namespace {

// Real servers release the locks when an unforced outcome is appended, ours when it is durable.
constexpr Duration unforced_outcome = 5ms;

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
      locks_(host, state_, settings),
      finished_(host.kernel()),
      open_(host.kernel()) {
  state_.set_listener([this](const LogRecord& record) { finished(record); });
}

DatabaseEngine::~DatabaseEngine() { state_.set_listener(nullptr); }

Task<> DatabaseEngine::main() {
  take_locks_of_prepared();
  if (host_.incarnation() > 1) {
    if (settings_.slots == SlotsAfterRestart::lost) state_.slot().lose();
    state_.slot().connection_reset();
  }
  host_.on<&LogSender::on_stream_log>(log_sender_);
  host_.on<&DatabaseEngine::on_next_number>(*this);
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

// RecoverPreparedTransactions: every prepared transaction has its locks before anybody connects.
void DatabaseEngine::take_locks_of_prepared() {
  for (const auto& [gid, prepared] : state_.prepared()) {
    Transaction& transaction = locks_.begin();
    transaction.phase = Transaction::Phase::prepared;
    transaction.intent = prepared.intent;
    transaction.label = prepared.label;
    transaction.background = false;
    for (std::uint8_t i = 0; i < prepared.writes.count; ++i) {
      const Write& write = prepared.writes.writes[i];
      CHECK(locks_.try_acquire(transaction, write.table, write.key));
    }
    prepared_[gid] = transaction.index;
  }
}

// What a connection was doing that its client has given up. A request that is being executed finds
// out when it is done.
void DatabaseEngine::abandon(Connection& connection) {
  const TransactionIndex abandoned = std::exchange(connection.transaction, nobody);
  if (abandoned != nobody && !locks_.at(abandoned).busy) roll_back(locks_.at(abandoned));
}

// A client that has restarted answers whatever comes for its former connections with a reset.
void DatabaseEngine::notice_restart(HostId client, std::uint32_t incarnation) {
  std::uint32_t& known = incarnations_[client];
  if (incarnation <= known) return;
  known = incarnation;
  const auto first = connections_.lower_bound({client, 0});
  for (auto at = first; at != connections_.end() && at->first.first == client; ++at) {
    abandon(at->second);
  }
}

// The connection of a request, or null if the request is stale or doubled.
DatabaseEngine::Connection* DatabaseEngine::admit(const ConnectionName& name, HostId from) {
  notice_restart(from, ConnectionName::incarnation_of(name.epoch));
  Connection& connection = connections_[{from, name.number}];
  if (name.epoch < connection.epoch) return nullptr;
  if (name.epoch > connection.epoch) {
    abandon(connection);
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
  Transaction& transaction = locks_.begin();
  transaction.intent = request.intent;
  transaction.label = request.statement.label;
  transaction.background = !request.statement.forced;
  transaction.busy = true;
  connection->transaction = transaction.index;
  open_.add(1);

  const auto reply = co_await execute(transaction, request.statement);

  transaction.busy = false;
  transaction.last_active = host_.kernel().now();
  const bool abandoned = connection->transaction != transaction.index;
  if (reply.status != StatementStatus::ok || abandoned) {
    if (!abandoned) connection->transaction = nobody;
    roll_back(transaction);
  }
  co_return reply;
}

Task<Execute::Reply> DatabaseEngine::execute(Transaction& transaction, Statement statement) {
  for (std::uint8_t i = 0; i < statement.count; ++i) {
    const RowOp& op = statement.ops[i];
    if (!locks_.try_acquire(transaction, op.table, op.key)) {
      if (locks_.would_deadlock(transaction, op.table, op.key)) {
        refused(transaction, "deadlock");
        co_return Execute::Reply{StatementStatus::deadlock, i};
      }
      const bool granted = co_await locks_.wait(transaction, op.table, op.key);
      if (!granted) {
        refused(transaction, "lock-wait-timeout");
        co_return Execute::Reply{StatementStatus::lock_timeout, i};
      }
    }
    const StatementStatus status = apply(op, transaction);
    if (status != StatementStatus::ok) co_return Execute::Reply{status, i};
  }
  co_return Execute::Reply{StatementStatus::ok, 0};
}

void DatabaseEngine::refused(const Transaction& transaction, std::string_view why) {
  host_.world().happened({.kind = Happening::Kind::lock_refused,
                          .host = host_.id(),
                          .intent = transaction.intent,
                          .name = why});
}

StatementStatus DatabaseEngine::apply(const RowOp& op, Transaction& transaction) {
  const Table& table = state_.table(op.table);
  Write* mine = transaction.writes.find(op.table, op.key);
  Row row = mine != nullptr ? mine->after : table.read(op.key);
  if (op.kind == RowOp::Kind::insert && table.archived(op.key)) return StatementStatus::duplicate;
  const StatementStatus status = change(op, row, transaction.intent);
  if (status != StatementStatus::ok) return status;
  if (mine == nullptr) {
    CHECK(transaction.writes.count < WriteSet::capacity);
    mine = &transaction.writes.writes[transaction.writes.count++];
  }
  *mine = {op.table, op.kind == RowOp::Kind::archive, op.key, row};
  return StatementStatus::ok;
}

StatementStatus DatabaseEngine::change(const RowOp& op, Row& row, IntentId intent) const {
  if (op.kind == RowOp::Kind::insert) {
    if (row.state != 0) return StatementStatus::duplicate;
    row = Row{.value = {}, .intent = intent, .owner = op.owner, .state = op.to};
    row.value[op.column] = op.amount;
    return StatementStatus::ok;
  }
  if (op.kind == RowOp::Kind::claim) {
    const bool free = row.state == 0 || row.owner == op.owner || row.value[0] < op.now;
    if (!free) return StatementStatus::wrong_state;
    row = Row{.value = {op.amount, 0, 0}, .intent = {}, .owner = op.owner, .state = 1};
    return StatementStatus::ok;
  }
  if (op.kind == RowOp::Kind::erase) {
    row = Row{};
    return StatementStatus::ok;
  }
  if (row.state == 0) return StatementStatus::absent;
  switch (op.kind) {
    case RowOp::Kind::archive:
      if (row.state != op.from) return StatementStatus::wrong_state;
      row = Row{};
      break;
    case RowOp::Kind::transition:
      if (row.state != op.from) return StatementStatus::wrong_state;
      row.state = op.to;
      break;
    case RowOp::Kind::put:
      row.value[op.column] = op.amount;
      break;
    default:
      row.value[op.column] += op.amount;
      if (op.kind == RowOp::Kind::add_bounded && row.value[op.column] < 0) {
        return StatementStatus::too_low;
      }
  }
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
    locks_.at(record.transaction).phase = Transaction::Phase::prepared;
    prepared_[record.gid] = record.transaction;
    open_.add(-1);
  } else if (record.kind == LogRecord::Kind::commit || record.kind == LogRecord::Kind::abort) {
    open_.add(-1);
    locks_.end(locks_.at(record.transaction));
  } else {
    locks_.end(locks_.at(prepared_.at(record.gid)));
    prepared_.erase(record.gid);
    finishing_.erase(record.gid);
    finished_.notify_all();
  }
}

Task<FinishPrepared::Reply> DatabaseEngine::on_finish_prepared(FinishPrepared request,
                                                               HostId from) {
  notice_restart(from, request.incarnation);
  while (finishing_.contains(request.gid)) co_await finished_.wait("finish prepared");
  if (!state_.prepared().contains(request.gid)) co_return FinishPrepared::Reply{false};
  finishing_[request.gid] = true;
  const LogRecord record{.kind = request.commit ? LogRecord::Kind::commit_prepared
                                                : LogRecord::Kind::rollback_prepared,
                         .label = request.commit ? "commit-prepared" : "rollback-prepared",
                         .intent = request.intent,
                         .gid = request.gid};
  const bool flushed = !request.commit && settings_.flush_rollback_prepared;
  if (request.forced || flushed) {
    co_await state_.log().force(record, record.label, request.intent);
  } else {
    state_.log().append(record);
    state_.log().flush_within(unforced_outcome);
  }
  co_return FinishPrepared::Reply{true};
}

Task<NextNumber::Reply> DatabaseEngine::on_next_number(NextNumber request) {
  co_return NextNumber::Reply{host_.durable<Sequences>().next(request.table)};
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
    reply.states[i] = table.read(request.keys[i]).state;
    reply.archived[i] = table.archived(request.keys[i]);
  }
  co_return reply;
}

Task<ScanPrepared::Reply> DatabaseEngine::on_scan_prepared(ScanPrepared request) {
  ScanPrepared::Reply reply;
  auto at = state_.prepared().upper_bound(request.after);
  for (; at != state_.prepared().end() && reply.count < ScanPrepared::Reply::capacity; ++at) {
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
