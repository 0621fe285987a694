// Rows: the vocabulary in which storage is described to whoever watches it.
//
// Durable business state is tables of fixed-size rows keyed by integers. A table is a number that
// the business defines; storage engines change rows without knowing what they mean, and observers
// read the changes without knowing the engine.
#pragma once

#include <array>
#include <cstdint>

#include "sim/base/ids.hpp"

namespace txlab {

using TableId = std::uint16_t;
using RowKey = std::uint64_t;

struct Row {
  static constexpr std::size_t columns = 3;
  std::array<std::int64_t, columns> value{};
  IntentId intent{};  // whose wish the row is about; for attribution only
  std::uint32_t owner = 0;
  std::uint16_t state = 0;  // 0: there is no such row
  std::uint16_t stamp = 0;  // what whoever inserted it stamped it with, for good
  bool operator==(const Row&) const = default;
};

struct RowChange {
  TableId table;
  RowKey key;
  Row before;
  Row after;
};

}  // namespace txlab
