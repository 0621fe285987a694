// The records of a book: one for every open purchase, and what the settled ones leave behind.
#include <algorithm>

#include "models/fund/book.hpp"
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

constexpr std::uint32_t unseen = 0;
constexpr std::uint32_t closed_mark = ~std::uint32_t{0};

std::uint32_t saturating(int n) { return static_cast<std::uint32_t>(std::clamp(n, 0, 3)); }

}  // namespace

// What a settled purchase leaves behind: effects saturating at three, the further branches, the
// final statement, and whether the fund side's credit is still outstanding.
struct Book::Remains {
  static std::uint32_t of(const PurchaseRecord& record) {
    return saturating(record.mains) | saturating(record.reversed) << 2 |
           saturating(record.branches) << 4 | saturating(record.withdrawn) << 6 |
           static_cast<unsigned>(record.final) << 8 | (record.commit_decided ? 1u << 11 : 0u) |
           (record.extra_twice ? 1u << 12 : 0u) | (record.clearing != 0 ? 1u << 13 : 0u) |
           (record.agent_refused ? 1u << 14 : 0u) | static_cast<std::uint32_t>(record.extras) << 16;
  }
  static void restore(std::uint32_t bits, PurchaseRecord& record) {
    record.mains = bits & 3;
    record.reversed = bits >> 2 & 3;
    record.branches = bits >> 4 & 3;
    record.withdrawn = bits >> 6 & 3;
    record.final = static_cast<Told>(bits >> 8 & 7);
    record.commit_decided = (bits >> 11 & 1) != 0;
    record.extra_twice = (bits >> 12 & 1) != 0;
    record.clearing = (bits >> 13 & 1) != 0 ? -record.fen : 0;
    record.agent_refused = (bits >> 14 & 1) != 0;
    record.extras = static_cast<std::uint16_t>(bits >> 16);
    record.reopened = true;
  }
};

PurchaseRecord* Book::find_open(IntentId intent) {
  if (intent.value >= slot_of_.size()) return nullptr;
  const std::uint32_t slot = slot_of_[intent.value];
  return slot == unseen || slot == closed_mark ? nullptr : &records_[slot];
}

PurchaseRecord& Book::record(IntentId intent) {
  if (PurchaseRecord* const open = find_open(intent)) return *open;
  if (slot_of_.size() <= intent.value) {
    slot_of_.resize(intent.value + 1, unseen);
    remains_.resize(intent.value + 1, 0);
  }
  std::uint32_t slot;
  if (free_.empty()) {
    slot = static_cast<std::uint32_t>(records_.size());
    records_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
    records_[slot] = PurchaseRecord{};
  }
  PurchaseRecord& fresh = records_[slot];
  fresh.intent = intent;
  if (slot_of_[intent.value] == closed_mark) {
    fresh.fen = customers_.purchase(intent).amount.fen;
    Remains::restore(remains_[intent.value], fresh);
  }
  slot_of_[intent.value] = slot;
  return fresh;
}

bool Book::has_branch(IntentId intent) const {
  if (intent.value >= slot_of_.size()) return false;
  const std::uint32_t slot = slot_of_[intent.value];
  if (slot == unseen) return false;
  PurchaseRecord record;
  if (slot == closed_mark) {
    Remains::restore(remains_[intent.value], record);
  } else {
    record = records_[slot];
  }
  return record.live_branches() > 0;
}

void Book::close(PurchaseRecord& record) {
  if (!record.reopened) {
    --open_;
    if (closed_) closed_(record);
  }
  remains_[record.intent.value] = Remains::of(record);
  std::uint32_t& slot = slot_of_[record.intent.value];
  free_.push_back(slot);
  slot = closed_mark;
}

std::vector<PurchaseRecord> Book::unfinished(std::size_t most) const {
  std::vector<PurchaseRecord> all;
  if (open_ == 0) return all;
  for (const std::uint32_t slot : slot_of_) {
    if (all.size() == most) break;
    if (slot != unseen && slot != closed_mark) all.push_back(records_[slot]);
  }
  return all;
}

}  // namespace txlab
