#include "models/parts/database/table.hpp"

namespace txlab {

Table::Page* Table::find_page(RowKey key) const {
  const auto index = key / page_rows;
  return index < pages_.size() ? pages_[index].get() : nullptr;
}

Table::Page& Table::page_for(RowKey key) {
  CHECK(key > 0 && key < largest_key);
  const auto index = key / page_rows;
  if (index >= pages_.size()) pages_.resize(index + 1);
  if (!pages_[index]) pages_[index] = std::make_unique<Page>();
  return *pages_[index];
}

void Table::drop_if_empty(RowKey key) {
  auto& page = pages_[key / page_rows];
  if (page->used == 0 && !shape_.accounts) page.reset();
}

Row Table::read(RowKey key) const {
  if (const Page* page = find_page(key)) {
    const Row& row = page->rows[key % page_rows];
    if (row.state != 0 || !shape_.accounts) return row;
  }
  if (!shape_.accounts) return {};
  const std::int64_t opening = key <= shape_.openings ? shape_.opening : 0;
  return Row{.value = {opening, 0, 0}, .intent = {}, .owner = 0, .state = 1};
}

void Table::write(RowKey key, const Row& row) {
  Page& page = page_for(key);
  Row& place = page.rows[key % page_rows];
  const int change = (row.state != 0) - (place.state != 0);
  place = row;
  page.used += static_cast<std::uint32_t>(change);
  rows_ += static_cast<std::uint64_t>(change);
  if (change < 0) drop_if_empty(key);
}

void Table::archive(RowKey key) {
  write(key, Row{});
  if (archived_.size() <= key / 64) archived_.resize(key / 64 + 1);
  archived_[key / 64] |= std::uint64_t{1} << (key % 64);
}

bool Table::archived(RowKey key) const {
  return key / 64 < archived_.size() && (archived_[key / 64] >> (key % 64) & 1) != 0;
}

TransactionIndex Table::holder_of(RowKey key) const {
  const Page* page = find_page(key);
  return page != nullptr ? page->holders[key % page_rows] : nobody;
}

TransactionIndex& Table::holder(RowKey key) {
  Page& page = page_for(key);
  TransactionIndex& place = page.holders[key % page_rows];
  if (place == nobody) ++page.used;
  return place;
}

void Table::release(RowKey key) {
  Page& page = page_for(key);
  CHECK(page.holders[key % page_rows] != nobody);
  page.holders[key % page_rows] = nobody;
  --page.used;
  drop_if_empty(key);
}

void Table::forget_holders() {
  for (auto& page : pages_) {
    if (!page) continue;
    for (TransactionIndex& holder : page->holders) {
      if (holder != nobody) --page->used;
      holder = nobody;
    }
    if (page->used == 0 && !shape_.accounts) page.reset();
  }
}

RowKey Table::next(RowKey key, std::uint16_t state) const {
  for (RowKey at = key + 1; at / page_rows < pages_.size();) {
    const Page* page = pages_[at / page_rows].get();
    if (page == nullptr) {
      at = (at / page_rows + 1) * page_rows;
      continue;
    }
    const std::uint16_t found = page->rows[at % page_rows].state;
    if (found != 0 && (state == 0 || found == state)) return at;
    ++at;
  }
  return 0;
}

}  // namespace txlab
