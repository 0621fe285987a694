#include "models/parts/database/row_change.hpp"

namespace txlab {

StatementStatus change_row(const RowOp& op, Row& row, IntentId intent) {
  if (op.kind == RowOp::Kind::insert) {
    if (row.state != 0) return StatementStatus::duplicate;
    row = Row{.value = {}, .intent = intent, .owner = op.owner, .state = op.to, .stamp = op.stamp};
    row.value[op.column] = op.amount;
    return StatementStatus::ok;
  }
  if (op.kind == RowOp::Kind::claim) {
    const bool free = row.state == 0 || row.owner == op.owner || row.value[0] < op.now;
    if (!free) return StatementStatus::wrong_state;
    row = Row{.value = {op.amount, 0, 0}, .intent = {}, .owner = op.owner, .state = 1};
    return StatementStatus::ok;
  }
  if (op.kind == RowOp::Kind::erase) {
    row = Row{};
    return StatementStatus::ok;
  }
  if (row.state == 0) return StatementStatus::absent;
  switch (op.kind) {
    case RowOp::Kind::archive:
      if (row.state != op.from) return StatementStatus::wrong_state;
      row = Row{};
      break;
    case RowOp::Kind::transition:
      if (row.state != op.from) return StatementStatus::wrong_state;
      row.state = op.to;
      break;
    case RowOp::Kind::put:
      row.value[op.column] = op.amount;
      break;
    default:
      row.value[op.column] += op.amount;
      if (op.kind == RowOp::Kind::add_bounded && row.value[op.column] < 0) {
        return StatementStatus::too_low;
      }
  }
  return StatementStatus::ok;
}

}  // namespace txlab
