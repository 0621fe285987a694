// LockTable: exclusive row locks, held until the end of the transaction (strict two-phase locking).
//
// A released lock goes to the waiter that came first, or to a random one (HandOver). Before a
// transaction waits, the wait-for graph is searched for a cycle through it; if there is one the
// transaction that would close it is refused. Locks live in RAM; those of prepared transactions are
// taken again by recovery.
//
// With gap locks (InnoDB under REPEATABLE READ) a locking read that finds no row locks the gap
// where the row would be. Gap locks do not exclude each other; they exclude inserts of others into
// the gap (mysql-server storage/innobase/lock/lock0lock.cc: lock_rec_has_to_wait). So two
// transactions that both looked, and both insert, close a cycle. Recovery takes no gap locks.
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "models/parts/database/settings.hpp"
#include "models/parts/database/transaction.hpp"

namespace txlab {

class LockTable {
 public:
  // Refers to the settings, so they must outlive it.
  LockTable(Host& host, DatabaseState& state, const DatabaseSettings& settings);
  LockTable(Host& host, DatabaseState& state, const DatabaseSettings&& settings) = delete;
  ~LockTable();

  Transaction& begin();
  Transaction& at(TransactionIndex index) { return transactions_[index]; }
  std::size_t capacity() const { return transactions_.size(); }
  // Gives back all locks of the transaction and forgets it.
  void end(Transaction& transaction);

  // What can be waited for: a row, or leave to insert into the gap before a row.
  struct LockName {
    TableId table;
    RowKey key;
    bool gap = false;
    auto operator<=>(const LockName&) const = default;
  };

  // True if the transaction holds the lock now (it may have held it before).
  bool try_acquire(Transaction& transaction, TableId table, RowKey key);
  void lock_gap(Transaction& transaction, TableId table, RowKey missing);
  // The gap that somebody else has locked against an insert of `key`, if there is one.
  std::optional<LockName> barred(const Transaction& transaction, TableId table, RowKey key) const;
  // The shortest cycle that waiting for the lock would close, beginning with this transaction, and
  // for how long each has waited by now; empty if it closes none.
  std::vector<LockWait> cycle_closed_by(const Transaction& transaction, LockName name) const;

  // co_await Waiting(...): true when granted, false after the lock wait timeout.
  class [[nodiscard]] Waiting : public Wait {
   public:
    Waiting(LockTable& locks, Transaction& transaction, LockName name);
    ~Waiting();
    bool await_ready() const noexcept { return false; }
    template <typename P>
    void await_suspend(std::coroutine_handle<P> waiter) {
      suspend(waiter);
      start();
    }
    bool await_resume() {
      if (listed_) locks_.leave(*this);  // it waited in vain
      return granted_;
    }
    // Who waited for whom when it began, itself first, and how long it has lasted in the end.
    const std::vector<LockWait>& chain() const { return chain_; }

   private:
    friend class LockTable;
    void start();
    LockTable& locks_;
    Transaction& transaction_;
    LockName name_;
    Instant since_;
    std::vector<LockWait> chain_;
    bool listed_ = false;
    bool granted_ = false;
  };
  Waiting wait(Transaction& transaction, LockName name) {
    return Waiting(*this, transaction, name);
  }

 private:
  std::vector<TransactionIndex> holders(LockName name) const;
  LockWait edge(TransactionIndex waiter, TransactionIndex holder, LockName name) const;
  std::vector<LockWait> chain_from(TransactionIndex waiter, LockName name) const;
  void grant(Transaction& transaction, TableId table, RowKey key, Duration waited);
  void release(const HeldLock& lock, const Transaction& transaction);
  void release_gap(LockName gap, TransactionIndex holder);
  void hand_over(TableId table, RowKey key);
  void go_on(Waiting& waiter);
  void leave(Waiting& waiter);

  Host& host_;
  DatabaseState& state_;
  const DatabaseSettings& settings_;
  std::deque<Transaction> transactions_;
  std::vector<TransactionIndex> free_;
  std::map<LockName, std::deque<Waiting*>> queues_;
  std::vector<const Waiting*> waits_;  // by transaction: each waits for at most one lock
  std::map<LockName, std::vector<TransactionIndex>> gaps_;
  std::uint32_t hand_overs_ = 0;
};

}  // namespace txlab
