#include "scenarios/language/foreign_units.hpp"

#include <algorithm>

namespace txlab::language {

namespace {

constexpr Synonym multiples[] = {{"", ""},      {"k", "k"},    {"K", "k"},   {"thousand", "k"},
                                 {"千", "k"},   {"M", "M"},    {"mn", "M"},  {"million", "M"},
                                 {"百万", "M"}, {"万", "", 4}, {"亿", "", 8}};

}  // namespace

std::string with_point_moved(std::string_view digits, int places) {
  std::string text(digits);
  const std::size_t point = std::min(text.find('.'), text.size());
  text.erase(point, 1);
  const auto whole = static_cast<std::ptrdiff_t>(point) + places;
  if (whole < 1) text.insert(0, static_cast<std::size_t>(1 - whole), '0');
  const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, whole));
  text.resize(std::max(text.size(), at), '0');
  std::string decimals = text.substr(at);
  decimals.resize(decimals.find_last_not_of('0') + 1);
  text.resize(at);
  text.erase(0, std::min(text.find_first_not_of('0'), at - 1));
  return decimals.empty() ? text : text + "." + decimals;
}

std::string in_our_unit(std::string_view digits, std::string_view unit,
                        std::span<const Synonym> synonyms) {
  for (const Synonym& multiple : multiples) {
    if (!unit.starts_with(multiple.theirs)) continue;
    const std::string_view rest = unit.substr(multiple.theirs.size());
    const auto one = std::ranges::find(synonyms, rest, &Synonym::theirs);
    if (one == synonyms.end()) continue;
    return with_point_moved(digits, multiple.places + one->places) + std::string(multiple.ours) +
           std::string(one->ours);
  }
  return {};
}

}  // namespace txlab::language
