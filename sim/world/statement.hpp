// Statement: what one request asks of a storage engine, as a short list of row operations.
//
// The business writes statements, an engine executes them atomically inside a transaction and
// reports the first operation that cannot be done; the transaction is then rolled back. This is the
// shape of a stored procedure: `INSERT` with a unique key, `UPDATE ... WHERE state = ...`, `UPDATE
// ... SET balance = balance + x` with a CHECK constraint.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/base/check.hpp"
#include "sim/base/ids.hpp"
#include "sim/world/row.hpp"

namespace txlab {

struct RowOp {
  enum class Kind : std::uint8_t {
    insert,       // unique key: `duplicate` if the row exists or was archived
    add,          // value[column] += amount; `absent` unless the table keeps accounts
    add_bounded,  // the same, and `too_low` if the result is negative
    put,          // value[column] = amount
    transition,   // `absent`, or `wrong_state` unless the state is `from`
    erase,        // no such row is fine
    archive,  // like transition from `from`, to the archive: the row is gone, its key stays taken
    lock,     // SELECT ... FOR UPDATE; no such row is fine
    claim,    // a lease: succeeds if owner holds it or it ended before `now`; value[0] = until
  };
  Kind kind = Kind::insert;
  std::uint8_t column = 0;
  TableId table = 0;
  std::uint16_t from = 0;
  std::uint16_t to = 0;
  RowKey key = 0;
  std::int64_t amount = 0;
  std::int64_t now = 0;  // claim only
  std::uint32_t owner = 0;
  std::uint16_t stamp = 0;  // insert only
};

enum class StatementStatus : std::uint8_t {
  ok,
  duplicate,
  absent,
  wrong_state,
  too_low,
  lock_timeout,
  deadlock,
  unavailable,  // no answer before the commit was asked for: certainly not committed
  unknown,      // no answer to the commit: it may or may not have happened
};

struct Statement {
  static constexpr std::size_t capacity = 10;
  std::string_view label;  // what it is to the business: "main", "branch", ... (a literal)
  IntentId intent{};
  bool forced = true;  // the commit waits until it is durable
  std::uint8_t count = 0;
  std::array<RowOp, capacity> ops{};

  Statement& with(RowOp op) {
    CHECK(count < capacity);
    ops[count++] = op;
    return *this;
  }
  Statement& insert(TableId table, RowKey key, std::uint32_t owner, std::uint16_t state,
                    std::uint8_t column = 0, std::int64_t amount = 0) {
    return with({.kind = RowOp::Kind::insert,
                 .column = column,
                 .table = table,
                 .to = state,
                 .key = key,
                 .amount = amount,
                 .owner = owner});
  }
  // Stamps the row that the last operation inserts.
  Statement& stamped(std::uint16_t stamp) {
    CHECK(count > 0 && ops[count - 1u].kind == RowOp::Kind::insert);
    ops[count - 1u].stamp = stamp;
    return *this;
  }
  Statement& add(TableId table, RowKey key, std::uint8_t column, std::int64_t amount) {
    return with(
        {.kind = RowOp::Kind::add, .column = column, .table = table, .key = key, .amount = amount});
  }
  Statement& add_bounded(TableId table, RowKey key, std::uint8_t column, std::int64_t amount) {
    return with({.kind = RowOp::Kind::add_bounded,
                 .column = column,
                 .table = table,
                 .key = key,
                 .amount = amount});
  }
  Statement& put(TableId table, RowKey key, std::uint8_t column, std::int64_t amount) {
    return with(
        {.kind = RowOp::Kind::put, .column = column, .table = table, .key = key, .amount = amount});
  }
  Statement& transition(TableId table, RowKey key, std::uint16_t from, std::uint16_t to) {
    return with(
        {.kind = RowOp::Kind::transition, .table = table, .from = from, .to = to, .key = key});
  }
  Statement& claim(TableId table, RowKey key, std::uint32_t owner, std::int64_t now,
                   std::int64_t until) {
    return with({.kind = RowOp::Kind::claim,
                 .table = table,
                 .key = key,
                 .amount = until,
                 .now = now,
                 .owner = owner});
  }
  Statement& lock(TableId table, RowKey key) {
    return with({.kind = RowOp::Kind::lock, .table = table, .key = key});
  }
  Statement& erase(TableId table, RowKey key) {
    return with({.kind = RowOp::Kind::erase, .table = table, .key = key});
  }
  Statement& archive(TableId table, RowKey key, std::uint16_t from) {
    return with({.kind = RowOp::Kind::archive, .table = table, .from = from, .key = key});
  }
};

// How a table behaves, apart from what it means.
struct TableShape {
  TableId id;
  std::string_view name;
  bool accounts = false;     // rows come into being when first touched...
  std::int64_t opening = 0;  // ...with this much in column 0,
  RowKey openings = 0;       // if their key is at most this
  bool queue = false;        // somebody polls it: see WorkGate
};

}  // namespace txlab
