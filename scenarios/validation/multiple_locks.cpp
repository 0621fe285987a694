// Transactions that lock several rows one after the other: how often they wait, and for each other.
// The formulas are first-order approximations (J. Gray and A. Reuter, "Transaction Processing",
// 1993, chapter 7): k locks out of D, M transactions at a time, equal steps. They hold to about 15
// % while waits are rare.
#include <array>

#include "models/parts/database/lock_table.hpp"
#include "scenarios/validation/checks.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

constexpr TableId rows = 1;
constexpr std::uint32_t row_count = 10'000;
constexpr std::uint32_t locks_each = 10;
constexpr std::uint32_t at_a_time = 20;

struct Collisions {
  std::uint64_t transactions = 0;
  std::uint64_t waits = 0;
  std::uint64_t deadlocks = 0;

  double per_transaction(std::uint64_t count) const {
    return static_cast<double>(count) / static_cast<double>(transactions);
  }
};

const TableShape shape{.id = rows, .name = "rows", .accounts = true, .openings = row_count};

class Workers final : public Program {
 public:
  Workers(Host& host, const DatabaseSettings& settings, std::uint64_t transactions,
          Collisions& seen)
      : host_(host),
        locks_(host, host.durable<DatabaseState>(host, std::span(&shape, 1)), settings),
        transactions_(transactions),
        which_(host.world().seed(), "validation.row"),
        seen_(seen) {}

  Task<> main() override {
    for (std::uint32_t worker = 0; worker < at_a_time; ++worker) host_.spawn(work());
    co_return;
  }

 private:
  Task<> work() {
    while (seen_.transactions < transactions_) {
      const std::uint64_t number = ++seen_.transactions;
      Transaction& transaction = locks_.begin();
      co_await steps(transaction.index, number);
      locks_.end(locks_.at(transaction.index));
    }
  }

  // A step of work before the first lock and after each; stops where it would close a cycle.
  Task<> steps(TransactionIndex index, std::uint64_t number) {
    for (std::uint32_t lock = 0; lock < locks_each; ++lock) {
      co_await Sleep(host_.kernel(), step_.duration(which_.at(number, 100 + lock).bits), "step");
      const RowKey row = which_.below(row_count, number, lock) + 1;
      Transaction& transaction = locks_.at(index);
      if (locks_.try_acquire(transaction, rows, row)) continue;
      ++seen_.waits;
      if (locks_.would_deadlock(transaction, {rows, row})) {
        ++seen_.deadlocks;
        co_return;
      }
      const bool granted = co_await locks_.wait(transaction, {rows, row});
      CHECK(granted);
    }
    co_await Sleep(host_.kernel(), step_.duration(which_.at(number, 99).bits), "last step");
  }

  Host& host_;
  LockTable locks_;
  std::uint64_t transactions_;
  Stream which_;
  Distribution step_ = Distribution::uniform(500'000, 1'500'000);  // not in step with each other
  Collisions& seen_;
};

Collisions collide(std::uint64_t transactions, std::uint64_t seed) {
  DatabaseSettings settings{.name = "database"};
  settings.lock_wait_timeout = 1h;
  Collisions seen;
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    return std::make_unique<Workers>(host, settings, transactions, seen);
  });
  world.add_host({.name = "database", .group = "database"});
  world.boot_all();
  world.kernel().run_until(end_of_time);
  return seen;
}

}  // namespace

std::vector<Row> multiple_locks(const Effort& effort) {
  const Collisions seen = collide(effort.samples(1'500'000), effort.seed);
  // A transaction waits with probability k^2 (M - 1) / 2D. For a deadlock the one it waits for must
  // come to wait for it: the latter has a third of its requests still before it, on average, since
  // who holds more is met more often, and meets k / 2 locks. That makes k^4 (M - 1) / 12 D^2, a
  // third of what Gray and Reuter give as the order of magnitude. Deadlocks are so rare that
  // counting them adds an error of its own, about 7 % in the full form.
  return {
      error_row("10 of 10,000 rows, 20 at a time: waits", 0.095, seen.per_transaction(seen.waits),
                effort.form == Effort::Form::full ? 0.15 : 0.2),
      error_row("10 of 10,000 rows, 20 at a time: deadlocks", 4.75e-4 / 3,
                seen.per_transaction(seen.deadlocks), effort.width(0.25)),
  };
}

}  // namespace txlab::validation
