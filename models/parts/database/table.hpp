// Table: fixed-size rows under integer keys, in pages that are freed when they are empty.
//
// Keys are dense numbers, so a page is found by indexing. The contents are durable; `holder`, the
// transaction that has locked a row, is RAM and reset by a restart. Archived keys stay taken at the
// price of one bit.
#pragma once

#include <memory>
#include <vector>

#include "sim/world/statement.hpp"

namespace txlab {

using TransactionIndex = std::uint32_t;
inline constexpr TransactionIndex nobody = 0;

class Table {
 public:
  explicit Table(TableShape shape) : shape_(shape) {}
  const TableShape& shape() const { return shape_; }

  // The row, or one with state 0 (accounts: the opening balance, state 1) if there is none.
  Row read(RowKey key) const;
  void write(RowKey key, const Row& row);
  void archive(RowKey key);
  bool archived(RowKey key) const;

  // Who has locked the row; assignable.
  TransactionIndex& holder(RowKey key);
  TransactionIndex holder_of(RowKey key) const;
  void release(RowKey key);
  void forget_holders();

  // The first row after `key` with this state (0: any), or 0.
  RowKey next(RowKey key, std::uint16_t state) const;
  std::uint64_t rows() const { return rows_; }
  template <typename Visit>
  void each(Visit visit) const {
    for (RowKey key = next(0, 0); key != 0; key = next(key, 0)) visit(key, read(key));
  }

 private:
  static constexpr RowKey page_rows = 64;
  static constexpr RowKey largest_key = RowKey{1} << 36;
  struct Page {
    std::array<Row, page_rows> rows{};
    std::array<TransactionIndex, page_rows> holders{};
    std::uint32_t used = 0;  // rows present plus locks held
  };
  Page& page_for(RowKey key);
  Page* find_page(RowKey key) const;
  void drop_if_empty(RowKey key);

  TableShape shape_;
  std::vector<std::unique_ptr<Page>> pages_;
  std::vector<std::uint64_t> archived_;
  std::uint64_t rows_ = 0;
};

}  // namespace txlab
