#include "models/parts/database/prepared_transactions.hpp"

namespace txlab {

namespace {

// A real server releases the locks of an unforced commit when the record is appended, ours when it
// is durable; so it must not be left lying for long.
constexpr Duration unforced_commit = 5ms;
constexpr Duration wal_writer_delay = 200ms;

}  // namespace

PreparedTransactions::PreparedTransactions(Host& host, DatabaseState& state, LockTable& locks,
                                           const DatabaseSettings& settings)
    : state_(state), locks_(locks), settings_(settings), finished_(host.kernel()) {}

void PreparedTransactions::recover() {
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
    entries_[gid] = {Entry::Phase::prepared, transaction.index};
  }
  // mysqld --tc-heuristic-recover ends what it finds, whatever the coordinator decides.
  if (settings_.heuristic_recovery == Heuristic::none) return;
  const bool commit = settings_.heuristic_recovery == Heuristic::commit;
  for (const auto& [gid, entry] : entries_) {
    end_unasked(gid, commit, commit ? "heuristic-commit" : "heuristic-rollback");
  }
}

bool PreparedTransactions::take_slot(GlobalId gid, SessionName owner,
                                     TransactionIndex transaction) {
  if (entries_.size() >= settings_.max_prepared || entries_.contains(gid)) return false;
  entries_[gid] = {Entry::Phase::preparing, transaction, owner, true};
  return true;
}

void PreparedTransactions::prepared(GlobalId gid) {
  Entry& entry = entries_.at(gid);
  Transaction& transaction = locks_.at(entry.transaction);
  entry.phase = Entry::Phase::prepared;
  transaction.phase = Transaction::Phase::prepared;
  transaction.connection.reset();  // the session is free for other work
  const bool gone = !entry.attached;
  if (gone && settings_.prepared_on_disconnect == OnDisconnect::rolled_back) {
    end_unasked(gid, false, "rolled-back-at-disconnect");
  }
}

void PreparedTransactions::ended(GlobalId gid) {
  const auto found = entries_.find(gid);
  CHECK(found != entries_.end());
  if (found->second.transaction != nobody) locks_.end(locks_.at(found->second.transaction));
  entries_.erase(found);
  finished_.notify_all();
}

// XA COMMIT from another session says XAER_NOTA while the owner is connected (mysql-server
// sql/xa.cc: find_trn_for_recover_and_check_its_state; MariaDB sql/xa.cc: acquire_recovered).
bool PreparedTransactions::may_finish(const Entry& entry, HostId from) const {
  if (entry.phase == Entry::Phase::preparing) return false;
  if (settings_.prepared_finished_by == FinishedBy::anybody) return true;
  return !entry.attached || entry.owner.client == from;
}

bool PreparedTransactions::listed(GlobalId gid) const {
  const auto found = entries_.find(gid);
  return found != entries_.end() && found->second.phase != Entry::Phase::ending;
}

Task<bool> PreparedTransactions::finish(FinishPrepared request, HostId from) {
  auto found = entries_.find(request.gid);
  while (found != entries_.end() && found->second.phase == Entry::Phase::ending) {
    co_await finished_.wait("finish prepared");
    found = entries_.find(request.gid);
  }
  if (found == entries_.end() || !may_finish(found->second, from)) co_return false;
  const bool engine_flushes = !request.commit && settings_.flush_rollback_prepared;
  const bool forced = settings_.flush_finish && (request.forced || engine_flushes);
  const LogRecord record{.kind = request.commit ? LogRecord::Kind::commit_prepared
                                                : LogRecord::Kind::rollback_prepared,
                         .label = request.commit ? "commit-prepared" : "rollback-prepared",
                         .intent = request.intent,
                         .gid = request.gid,
                         .unforced = !forced};
  found->second.phase = Entry::Phase::ending;
  if (forced) {
    co_await state_.log().force(record, record.label, request.intent);
  } else {
    if (!request.commit) locks_.end(locks_.at(std::exchange(found->second.transaction, nobody)));
    state_.log().append(record);
    state_.log().flush_within(settings_.flush_finish ? unforced_commit : wal_writer_delay);
  }
  co_return true;
}

// Ended by the server alone. Nobody waits for the flush; nobody else may finish it any more.
void PreparedTransactions::end_unasked(GlobalId gid, bool commit, std::string_view why) {
  Entry& entry = entries_.at(gid);
  entry.phase = Entry::Phase::ending;
  if (!commit) locks_.end(locks_.at(std::exchange(entry.transaction, nobody)));
  state_.log().append(
      {.kind = commit ? LogRecord::Kind::commit_prepared : LogRecord::Kind::rollback_prepared,
       .label = why,
       .gid = gid,
       .unasked = true});
  state_.log().flush_within(Duration{0});
}

void PreparedTransactions::session_ended(SessionName session) {
  for (auto& [gid, entry] : entries_) {
    if (!entry.attached || entry.owner != session) continue;
    entry.attached = false;
    if (settings_.prepared_on_disconnect == OnDisconnect::rolled_back &&
        entry.phase == Entry::Phase::prepared) {
      end_unasked(gid, false, "rolled-back-at-disconnect");
    }
  }
}

}  // namespace txlab
