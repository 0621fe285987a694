// Transaction: the RAM of one open transaction on a database server.
#pragma once

#include <optional>
#include <vector>

#include "models/parts/database/state.hpp"
#include "sim/world/lock_wait.hpp"

namespace txlab {

struct HeldLock {
  TableId table;
  RowKey key;
  Instant since;
  Duration waited;
  std::vector<LockWait> waits{};  // who waited for whom when the wait for it began
};

// A gap between rows, named by the row after it (0: behind the last).
struct HeldGap {
  TableId table;
  RowKey before;
};

struct Transaction {
  enum class Phase : std::uint8_t { free, open, ending, prepared };
  TransactionIndex index = nobody;
  Phase phase = Phase::free;
  std::string_view label;
  IntentId intent;
  WriteSet writes;
  std::vector<HeldLock> locks;
  std::vector<HeldGap> gaps;
  std::optional<Permits::Permit> connection;  // of those that the server has
  Instant last_active;
  bool background = false;  // nobody waits for its commit; its locks are not worth reporting
  bool busy = false;        // a request of it is being executed
};

}  // namespace txlab
