// What one operation of a statement does to a row, apart from locks and logs.
#pragma once

#include "sim/world/statement.hpp"

namespace txlab {

// Changes `row` as `op` says, on behalf of `intent`; unless it is `ok`, the row stays as it is.
StatementStatus change_row(const RowOp& op, Row& row, IntentId intent);

}  // namespace txlab
