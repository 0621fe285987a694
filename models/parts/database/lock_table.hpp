// LockTable: exclusive row locks, held until the end of the transaction (strict two-phase locking).
//
// A released lock goes to the waiter that came first, or to a random one (HandOver). Before a
// transaction waits, the wait-for graph is searched for a cycle through it; if there is one the
// transaction that would close it is refused. Locks live in RAM; those of prepared transactions are
// taken again by recovery.
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "models/parts/database/settings.hpp"
#include "models/parts/database/transaction.hpp"

namespace txlab {

class LockTable {
 public:
  LockTable(Host& host, DatabaseState& state, const DatabaseSettings& settings);
  ~LockTable();

  Transaction& begin();
  Transaction& at(TransactionIndex index) { return transactions_[index]; }
  std::size_t capacity() const { return transactions_.size(); }
  // Gives back all locks of the transaction and forgets it.
  void end(Transaction& transaction);

  // True if the transaction holds the lock now (it may have held it before).
  bool try_acquire(Transaction& transaction, TableId table, RowKey key);
  // Whether waiting for the lock would close a cycle.
  bool would_deadlock(const Transaction& transaction, TableId table, RowKey key) const;

  // co_await Waiting(...): true when granted, false after the lock wait timeout.
  class [[nodiscard]] Waiting : public Wait {
   public:
    Waiting(LockTable& locks, Transaction& transaction, TableId table, RowKey key);
    ~Waiting();
    bool await_ready() const noexcept { return false; }
    template <typename P>
    void await_suspend(std::coroutine_handle<P> waiter) {
      suspend(waiter);
      start();
    }
    bool await_resume() const noexcept { return granted_; }

   private:
    friend class LockTable;
    void start();
    LockTable& locks_;
    Transaction& transaction_;
    TableId table_;
    RowKey key_;
    Instant since_;
    bool listed_ = false;
    bool granted_ = false;
  };
  Waiting wait(Transaction& transaction, TableId table, RowKey key) {
    return Waiting(*this, transaction, table, key);
  }

 private:
  using RowName = std::pair<TableId, RowKey>;
  void grant(Transaction& transaction, TableId table, RowKey key, Duration waited);
  void release(const HeldLock& lock, const Transaction& transaction);
  void hand_over(TableId table, RowKey key);
  void leave(Waiting& waiter);

  Host& host_;
  DatabaseState& state_;
  const DatabaseSettings& settings_;
  std::deque<Transaction> transactions_;
  std::vector<TransactionIndex> free_;
  std::map<RowName, std::deque<Waiting*>> queues_;
  std::uint32_t hand_overs_ = 0;
};

}  // namespace txlab
