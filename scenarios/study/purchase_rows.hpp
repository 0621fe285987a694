// PurchaseRows: what is kept of single purchases, for those who analyse a study elsewhere.
//
// All violators, and of the others one in so many, chosen by a hash of their number: the same
// purchases in every run, so that strategies can be compared purchase by purchase. Violators are
// known only when they are closed, so requests and locks are counted for every purchase that is
// open, and for those that are kept until the end: a lock may outlive its purchase.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/fund/purchase_record.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

struct PurchaseRow {
  static constexpr std::int64_t never = -1;

  IntentId intent;
  CustomerId customer;
  std::uint32_t account = 0;  // that pays
  std::int64_t fen = 0;
  std::int64_t began_ns = 0;
  std::int64_t first_answer_ns = never;
  std::int64_t final_answer_ns = never;
  std::int64_t decided_ns = never;
  std::int64_t settled_ns = never;
  Told first_answer = Told::unknown;
  Told final_answer = Told::unknown;
  std::string_view outcome;    // bought, refused, undone, open
  std::uint32_t attempts = 0;  // requests of the customer's client, the first among them
  std::uint32_t messages = 0;  // as the strategy's convention counts, until it was closed
  std::uint32_t forced_writes = 0;
  std::int64_t lock_ns = 0;  // row locks on its behalf, each for as long as it was held, summed
  bool violated = false;
  std::uint32_t weight = 1;  // for so many purchases it stands
};

class PurchaseRows {
 public:
  // One in `every`; 0: none at all.
  explicit PurchaseRows(std::uint32_t every) : every_(every) {}

  void on(const Happening& happening);
  // A purchase is closed; it is kept if it is wanted.
  bool wants(const PurchaseRecord& record) const;
  void add(PurchaseRow row, const PurchaseRecord& record);
  void forget(IntentId intent) { counted_.erase(intent.value); }
  std::vector<PurchaseRow> finish() { return std::move(rows_); }

 private:
  static constexpr std::size_t not_yet = SIZE_MAX;
  struct Counted {
    std::uint32_t attempts = 0;
    std::int64_t lock_ns = 0;
    std::size_t row = not_yet;
  };

  bool is_drawn(IntentId intent) const;

  std::uint32_t every_;
  std::vector<PurchaseRow> rows_;
  std::unordered_map<std::uint64_t, Counted> counted_;  // by intent; only looked up
};

}  // namespace txlab
