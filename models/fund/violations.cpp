#include "models/fund/violations.hpp"

namespace txlab {

void Violations::add(PropertyId id, PurchaseRecord& record, Instant at, std::string what) {
  const auto bit = static_cast<std::uint16_t>(1u << static_cast<unsigned>(id));
  if ((record.violated & bit) != 0) return;
  record.violated |= bit;
  if (keeps_cases_) cases_.push_back({id, record.intent, at});
  Entry& broken = entry(id);
  if (broken.count++ > 0) return;
  broken.example = std::move(what);
  broken.intent = record.intent;
  broken.at = at;
}

bool Violations::none() const {
  for (const Entry& entry : entries_) {
    if (entry.count > 0) return false;
  }
  return true;
}

}  // namespace txlab
