// Violations: how often each property was broken, and the first case in words.
#pragma once

#include <array>
#include <string>
#include <vector>

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
  struct Case {
    PropertyId property;
    IntentId intent;
    Instant at;
  };

  // From here on every violator is kept, and not only counted.
  void keep_cases() { keeps_cases_ = true; }
  const std::vector<Case>& cases() const { return cases_; }

  // Counts a purchase once per property.
  void add(PropertyId id, PurchaseRecord& record, Instant at, std::string what);
  void add_blocked(PropertyId id) { ++entry(id).unknown; }
  const Entry& of(PropertyId id) const { return entries_[static_cast<std::size_t>(id)]; }
  bool none() const;

 private:
  Entry& entry(PropertyId id) { return entries_[static_cast<std::size_t>(id)]; }
  std::array<Entry, properties> entries_;
  std::vector<Case> cases_;
  bool keeps_cases_ = false;
};

}  // namespace txlab
