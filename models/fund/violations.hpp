// Violations: how often each property was broken, and the first case in words.
#pragma once

#include <array>
#include <string>

#include "models/fund/purchase_record.hpp"

namespace txlab {

class Violations {
 public:
  struct Entry {
    std::uint64_t count = 0;    // purchases
    std::uint64_t unknown = 0;  // purchases of which nothing can be said: blocked by design
    std::string example;
    IntentId intent;
    Instant at;
  };

  // Counts a purchase once per property.
  void add(PropertyId id, PurchaseRecord& record, Instant at, std::string what);
  void add_blocked(PropertyId id) { ++entry(id).unknown; }
  const Entry& of(PropertyId id) const { return entries_[static_cast<std::size_t>(id)]; }
  bool none() const;

 private:
  Entry& entry(PropertyId id) { return entries_[static_cast<std::size_t>(id)]; }
  std::array<Entry, properties> entries_;
};

}  // namespace txlab
