#include "models/parts/database/lock_table.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <utility>

namespace txlab {

namespace {

// Notices who waits for the transaction at which the search began: the first that is found is on
// the shortest cycle.
struct CycleThrough : boost::base_visitor<CycleThrough> {
  using event_filter = boost::on_examine_edge;
  TransactionIndex start;
  TransactionIndex* last;
  template <typename Edge, typename Graph>
  void operator()(Edge edge, const Graph& graph) {
    if (*last != nobody || boost::target(edge, graph) != start) return;
    *last = static_cast<TransactionIndex>(boost::source(edge, graph));
  }
};

CycleThrough cycle_through(TransactionIndex start, TransactionIndex& last) {
  CycleThrough visitor;
  visitor.start = start;
  visitor.last = &last;
  return visitor;
}

}  // namespace

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
  for (const HeldGap& gap : transaction.gaps) {
    release_gap({gap.table, gap.before, true}, transaction.index);
  }
  transaction.gaps.clear();
  transaction.connection.reset();
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
  transaction.locks.push_back(
      {.table = table, .key = key, .since = host_.kernel().now(), .waited = waited});
}

void LockTable::release(const HeldLock& lock, const Transaction& transaction) {
  const Duration held = host_.kernel().now() - lock.since;
  if (!transaction.background) {
    host_.world().happened({.kind = Happening::Kind::lock_ended,
                            .host = host_.id(),
                            .intent = transaction.intent,
                            .value = held.count(),
                            .extra = lock.waited.count(),
                            .waits = lock.waits});
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
  grant(lucky.transaction_, table, key, host_.kernel().now() - lucky.since_);
  go_on(lucky);
  lucky.transaction_.locks.back().waits = std::move(lucky.chain_);
}

void LockTable::go_on(Waiting& waiter) {
  leave(waiter);
  waiter.granted_ = true;
  host_.kernel().agenda().cancel(waiter);
  host_.kernel().agenda().add(host_.kernel().now(), waiter);
}

void LockTable::lock_gap(Transaction& transaction, TableId table, RowKey missing) {
  const RowKey before = state_.table(table).next(missing, 0);
  auto& holders = gaps_[{table, before, true}];
  if (std::ranges::find(holders, transaction.index) != holders.end()) return;
  holders.push_back(transaction.index);
  transaction.gaps.push_back({table, before});
}

std::optional<LockTable::LockName> LockTable::barred(const Transaction& transaction, TableId table,
                                                     RowKey key) const {
  if (gaps_.empty()) return std::nullopt;
  const LockName gap{table, state_.table(table).next(key, 0), true};
  for (const TransactionIndex holder : holders(gap)) {
    if (holder != transaction.index) return gap;
  }
  return std::nullopt;
}

// Whoever waits to insert goes on when nobody else has the gap locked any more.
void LockTable::release_gap(LockName gap, TransactionIndex holder) {
  auto& left = gaps_.at(gap);
  std::erase(left, holder);
  const std::vector<TransactionIndex> still = left;
  if (still.empty()) gaps_.erase(gap);
  const auto found = queues_.find(gap);
  if (found == queues_.end() || still.size() > 1) return;
  const auto waiting = found->second;
  for (Waiting* const waiter : waiting) {
    if (still.empty() || still.front() == waiter->transaction_.index) go_on(*waiter);
  }
}

std::vector<TransactionIndex> LockTable::holders(LockName name) const {
  if (!name.gap) return {state_.table(name.table).holder_of(name.key)};
  const auto found = gaps_.find(name);
  return found != gaps_.end() ? found->second : std::vector<TransactionIndex>{};
}

LockWait LockTable::edge(TransactionIndex waiter, TransactionIndex holder, LockName name) const {
  const bool waits = waiter < waits_.size() && waits_[waiter] != nullptr;
  return {.waiter = transactions_[waiter].intent,
          .holder = transactions_[holder].intent,
          .waiter_label = transactions_[waiter].label,
          .holder_label = transactions_[holder].label,
          .table = name.table,
          .key = name.key,
          .gap = name.gap,
          .waited = waits ? host_.kernel().now() - waits_[waiter]->since_ : Duration{0}};
}

// As there are no cycles, it ends; where several hold a gap, the first stands for them.
std::vector<LockWait> LockTable::chain_from(TransactionIndex waiter, LockName name) const {
  std::vector<LockWait> chain;
  for (;;) {
    const auto who = holders(name);
    const auto other = std::ranges::find_if(who, [&](auto holder) { return holder != waiter; });
    CHECK(other != who.end() && chain.size() < transactions_.size());
    chain.push_back(edge(waiter, *other, name));
    waiter = *other;
    if (waiter >= waits_.size() || waits_[waiter] == nullptr) return chain;
    name = waits_[waiter]->name_;
  }
}

std::vector<LockWait> LockTable::cycle_closed_by(const Transaction& transaction,
                                                 LockName name) const {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Graph waits_for(transactions_.size());
  const auto add = [&](TransactionIndex waiter, LockName what) {
    for (const TransactionIndex holder : holders(what)) {
      if (holder != waiter) boost::add_edge(waiter, holder, waits_for);
    }
  };
  for (const auto& [waited_for, queue] : queues_) {
    for (const Waiting* waiter : queue) add(waiter->transaction_.index, waited_for);
  }
  add(transaction.index, name);
  TransactionIndex last = nobody;
  std::vector<std::size_t> before(transactions_.size());
  boost::breadth_first_search(
      waits_for, transaction.index,
      boost::visitor(boost::make_bfs_visitor(
          std::pair(cycle_through(transaction.index, last),
                    boost::record_predecessors(before.data(), boost::on_tree_edge())))));
  // Back from the last to the first, who waits for `name`.
  std::vector<LockWait> cycle;
  TransactionIndex holder = transaction.index;
  while (last != nobody) {
    const bool first = last == transaction.index;
    cycle.push_back(edge(last, holder, first ? name : waits_[last]->name_));
    holder = std::exchange(last, first ? nobody : static_cast<TransactionIndex>(before[last]));
  }
  std::ranges::reverse(cycle);
  return cycle;
}

LockTable::Waiting::Waiting(LockTable& locks, Transaction& transaction, LockName name)
    : Wait(locks.host_.kernel(), "row lock"),
      locks_(locks),
      transaction_(transaction),
      name_(name) {}

LockTable::Waiting::~Waiting() {
  if (listed_) locks_.leave(*this);
}

void LockTable::Waiting::start() {
  since_ = kernel_.now();
  listed_ = true;
  chain_ = locks_.chain_from(transaction_.index, name_);
  locks_.queues_[name_].push_back(this);
  if (locks_.waits_.size() <= transaction_.index) locks_.waits_.resize(transaction_.index + 1u);
  locks_.waits_[transaction_.index] = this;
  kernel_.agenda().add(saturating_add(since_, locks_.settings_.lock_wait_timeout), *this);
}

void LockTable::leave(Waiting& waiter) {
  const auto found = queues_.find(waiter.name_);
  CHECK(found != queues_.end());
  auto& queue = found->second;
  queue.erase(std::find(queue.begin(), queue.end(), &waiter));
  if (queue.empty()) queues_.erase(found);
  waits_[waiter.transaction_.index] = nullptr;
  waiter.chain_.front().waited = host_.kernel().now() - waiter.since_;
  waiter.listed_ = false;
}

}  // namespace txlab
