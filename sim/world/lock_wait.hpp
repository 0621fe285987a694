// LockWait: one edge of a wait-for graph, as a storage engine tells it to observers.
#pragma once

#include <string_view>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/world/row.hpp"

namespace txlab {

struct LockWait {
  IntentId waiter{};  // nobody's: somebody else's transaction
  IntentId holder{};
  std::string_view waiter_label{};  // what the transactions are to the business (literals)
  std::string_view holder_label{};
  TableId table = 0;
  RowKey key = 0;
  bool gap = false;  // not the row, but leave to insert before it
  Duration waited{0};
};

}  // namespace txlab
