#include "models/parts/database/lock_table.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

namespace txlab {

LockTable::LockTable(Host& host, DatabaseState& state, const DatabaseSettings& settings)
    : host_(host), state_(state), settings_(settings), transactions_(1) {}

LockTable::~LockTable() = default;

Transaction& LockTable::begin() {
  if (free_.empty()) {
    free_.push_back(static_cast<TransactionIndex>(transactions_.size()));
    transactions_.emplace_back();
  }
  const TransactionIndex index = free_.back();
  free_.pop_back();
  Transaction& transaction = transactions_[index];
  transaction.index = index;
  transaction.phase = Transaction::Phase::open;
  transaction.writes.count = 0;
  return transaction;
}

void LockTable::end(Transaction& transaction) {
  CHECK(transaction.phase != Transaction::Phase::free);
  transaction.phase = Transaction::Phase::free;
  for (const HeldLock& lock : transaction.locks) release(lock, transaction);
  transaction.locks.clear();
  free_.push_back(transaction.index);
}

bool LockTable::try_acquire(Transaction& transaction, TableId table, RowKey key) {
  const TransactionIndex holder = state_.table(table).holder_of(key);
  if (holder == transaction.index) return true;
  if (holder != nobody) return false;
  grant(transaction, table, key, Duration{0});
  return true;
}

void LockTable::grant(Transaction& transaction, TableId table, RowKey key, Duration waited) {
  state_.table(table).holder(key) = transaction.index;
  transaction.locks.push_back({table, key, host_.kernel().now(), waited});
}

void LockTable::release(const HeldLock& lock, const Transaction& transaction) {
  const Duration held = host_.kernel().now() - lock.since;
  if (!transaction.background) {
    host_.world().happened({.kind = Happening::Kind::lock_ended,
                            .host = host_.id(),
                            .intent = transaction.intent,
                            .value = held.count(),
                            .extra = lock.waited.count()});
  }
  state_.table(lock.table).release(lock.key);
  if (!queues_.empty()) hand_over(lock.table, lock.key);
}

void LockTable::hand_over(TableId table, RowKey key) {
  const auto found = queues_.find({table, key});
  if (found == queues_.end()) return;
  auto& queue = found->second;
  std::size_t next = 0;
  if (settings_.hand_over == HandOver::random && queue.size() > 1) {
    const auto range = Duration{static_cast<std::int64_t>(queue.size())};
    next = static_cast<std::size_t>(host_.jitter(range, IntentId{key}, ++hand_overs_).count());
  }
  Waiting& lucky = *queue[next];
  leave(lucky);
  lucky.granted_ = true;
  lucky.transaction_.waiting = false;
  grant(lucky.transaction_, table, key, host_.kernel().now() - lucky.since_);
  host_.kernel().agenda().cancel(lucky);
  host_.kernel().agenda().add(host_.kernel().now(), lucky);
}

// Each transaction waits for at most one lock. Would a wait for (table, key) lead back to it?
bool LockTable::would_deadlock(const Transaction& transaction, TableId table, RowKey key) const {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Graph waits_for(transactions_.size());
  for (const auto& [row, queue] : queues_) {
    const TransactionIndex holder = state_.table(row.first).holder_of(row.second);
    for (const Waiting* waiter : queue) {
      boost::add_edge(waiter->transaction_.index, holder, waits_for);
    }
  }
  std::vector<std::size_t> distance(transactions_.size(), 0);
  const auto start = state_.table(table).holder_of(key);
  boost::breadth_first_search(waits_for, start,
                              boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                  distance.data(), boost::on_tree_edge()))));
  return start == transaction.index || distance[transaction.index] > 0;
}

LockTable::Waiting::Waiting(LockTable& locks, Transaction& transaction, TableId table, RowKey key)
    : Wait(locks.host_.kernel(), "row lock"),
      locks_(locks),
      transaction_(transaction),
      table_(table),
      key_(key) {}

LockTable::Waiting::~Waiting() {
  if (listed_) locks_.leave(*this);
}

void LockTable::Waiting::start() {
  since_ = kernel_.now();
  listed_ = true;
  transaction_.waiting = true;
  locks_.queues_[{table_, key_}].push_back(this);
  kernel_.agenda().add(saturating_add(since_, locks_.settings_.lock_wait_timeout), *this);
}

void LockTable::leave(Waiting& waiter) {
  const auto found = queues_.find({waiter.table_, waiter.key_});
  CHECK(found != queues_.end());
  auto& queue = found->second;
  queue.erase(std::find(queue.begin(), queue.end(), &waiter));
  if (queue.empty()) queues_.erase(found);
  waiter.listed_ = false;
}

}  // namespace txlab
