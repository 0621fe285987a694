// Transaction: the RAM of one open transaction on a database server.
#pragma once

#include <vector>

#include "models/parts/database/state.hpp"

namespace txlab {

struct HeldLock {
  TableId table;
  RowKey key;
  Instant since;
  Duration waited;
};

struct Transaction {
  enum class Phase : std::uint8_t { free, open, ending, prepared };
  TransactionIndex index = nobody;
  Phase phase = Phase::free;
  std::string_view label;
  IntentId intent;
  WriteSet writes;
  std::vector<HeldLock> locks;
  Instant last_active;
  bool background = false;  // nobody waits for its commit; its locks are not worth reporting
  bool busy = false;        // a request of it is being executed
  // The lock it waits for, if any.
  bool waiting = false;
  TableId wait_table = 0;
  RowKey wait_key = 0;
};

}  // namespace txlab
