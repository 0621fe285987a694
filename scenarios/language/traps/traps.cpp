#include "scenarios/language/traps/traps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab::language {

const Protocol* Traps::protocol_of(const StrategyEntry& entry) const {
  if (!vocabulary.terms_of) return nullptr;
  const auto terms = vocabulary.terms_of(entry.protocol);
  return terms ? terms->protocol : nullptr;
}

Span Traps::place_of(const StrategyEntry& entry, std::string_view key) const {
  const Node& strategies = deepest(tree, {"strategies"});
  const Entry* const found = strategies.entry(entry.name);
  if (found == nullptr) return strategies.span;
  const Entry* const inner = found->value.entry(key);
  return inner == nullptr ? found->span : inner->value.span;
}

bool Traps::expects_failures_of(const StrategyEntry& entry) const {
  return std::ranges::any_of(scenario.expectations, [&](const Expectation& expectation) {
    return expectation.strategy == entry.name;
  });
}

void Traps::warn(const Code& code, Span span, std::string message, std::string hint) const {
  problems.warn(code, span, std::move(message),
                {std::move(hint), fmt::format("txlab explain {}", code.name)});
}

}  // namespace txlab::language
