// The nine properties that a strategy may claim, by name.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace txlab {

enum class PropertyId : std::uint8_t {
  conservation,
  no_duplicate_purchase,
  no_branch_without_main,
  main_branch_agreement,
  told_truth,
  told_eventually,
  no_negative_balance,
  amounts_match,
  nothing_stuck_unseen,
};
inline constexpr std::size_t properties = 9;

struct PropertyInfo {
  PropertyId id;
  std::string_view name;
  std::string_view modality;  // always or eventually
  std::string_view meaning;
};

inline constexpr std::array<PropertyInfo, properties> all_properties{{
    {PropertyId::conservation, "conservation", "always",
     "the sum of all accounts never changes, and clearing of an order is zero or its amount"},
    {PropertyId::no_duplicate_purchase, "no-duplicate-purchase", "always",
     "per wish of a customer at most one living application and one living main"},
    {PropertyId::no_branch_without_main, "no-branch-without-main", "always",
     "when a branch commits, main is committed and unreversed, or the commit is decided"},
    {PropertyId::main_branch_agreement, "main-branch-agreement", "eventually",
     "both main and branch, or neither, or main undone"},
    {PropertyId::told_truth, "told-truth", "always",
     "no definitive statement to a customer is contradicted later"},
    {PropertyId::told_eventually, "told-eventually", "eventually",
     "every customer hears a definitive statement within the bound"},
    {PropertyId::no_negative_balance, "no-negative-balance", "always", "no account is below zero"},
    {PropertyId::amounts_match, "amounts-match", "always",
     "the branch is for the earmarked amount, and the fee follows its rule"},
    {PropertyId::nothing_stuck_unseen, "nothing-stuck-unseen", "always",
     "an order open for longer than the bound stands in a list that somebody watches"},
}};

constexpr const PropertyInfo& info(PropertyId id) {
  return all_properties[static_cast<std::size_t>(id)];
}

constexpr std::optional<PropertyId> property_named(std::string_view name) {
  for (const PropertyInfo& property : all_properties) {
    if (property.name == name) return property.id;
  }
  return std::nullopt;
}

// A set of properties.
class PropertySet {
 public:
  static constexpr PropertySet all() { return PropertySet((1u << properties) - 1); }
  constexpr PropertySet() = default;
  constexpr bool has(PropertyId id) const { return (bits_ >> static_cast<unsigned>(id) & 1u) != 0; }
  constexpr PropertySet without(PropertyId id) const {
    return PropertySet(bits_ & ~(1u << static_cast<unsigned>(id)));
  }

 private:
  constexpr explicit PropertySet(unsigned bits) : bits_(bits) {}
  unsigned bits_ = 0;
};

}  // namespace txlab
