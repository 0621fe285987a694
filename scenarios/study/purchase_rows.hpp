// PurchaseRows: what is kept of single purchases, for those who analyse a study elsewhere.
//
// All violators, and of the others one in so many, chosen by a hash of their number: the same
// purchases in every run, so that strategies can be compared purchase by purchase.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/fund/purchase_record.hpp"

namespace txlab {

struct PurchaseRow {
  static constexpr std::int64_t never = -1;

  IntentId intent;
  CustomerId customer;
  std::int64_t fen = 0;
  std::int64_t began_ns = 0;
  std::int64_t first_answer_ns = never;
  std::int64_t final_answer_ns = never;
  std::int64_t decided_ns = never;
  std::int64_t settled_ns = never;
  Told first_answer = Told::unknown;
  Told final_answer = Told::unknown;
  std::string_view outcome;    // bought, refused, undone, open
  std::uint32_t messages = 0;  // as the strategy's convention counts, until it was closed
  std::uint32_t forced_writes = 0;
  bool violated = false;
  std::uint32_t weight = 1;  // for so many purchases it stands
};

class PurchaseRows {
 public:
  // One in `every`; 0: none at all.
  explicit PurchaseRows(std::uint32_t every) : every_(every) {}

  bool wants(const PurchaseRecord& record) const;
  void add(PurchaseRow row, const PurchaseRecord& record);
  std::vector<PurchaseRow> finish() { return std::move(rows_); }

 private:
  bool is_drawn(IntentId intent) const;

  std::uint32_t every_;
  std::vector<PurchaseRow> rows_;
};

}  // namespace txlab
