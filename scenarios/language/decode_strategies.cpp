// `strategies`: protocols with their parameters, as many variants as one likes.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/plain_text.hpp"

namespace txlab::language {

namespace {

using Type = ParameterSpec::Type;

Mistake mistake_of(const ParameterSpec& spec, std::string_view text) {
  if (spec.type == Type::duration) return unit::duration(text).mistake;
  if (spec.type == Type::count) return unit::count(text).mistake;
  return unit::toggle(text).mistake;
}

std::string_view what_it_is(const ParameterSpec& spec) {
  constexpr std::string_view names[] = {"a duration", "a count", "a switch", "a name"};
  return names[static_cast<std::size_t>(spec.type)];
}

bool is_zero(const ParameterValue& value) {
  if (const auto* duration = std::get_if<Duration>(&value)) return *duration == Duration::zero();
  if (const auto* count = std::get_if<std::int64_t>(&value)) return *count == 0;
  return false;
}

// What an absent parameter is: what the profile says, or else its default.
void supply_parameter(Fields& in, const ParameterSpec& spec, const ParameterProfile* profile) {
  if (profile != nullptr) {
    for (const auto& [name, text] : profile->values) {
      if (name == spec.name) {
        return in.supply_scalar(spec.name, std::string(text), by_profile(profile->name));
      }
    }
  }
  in.supply_scalar(spec.name, std::string(spec.fallback), by_default);
}

void read_parameter(Fields& in, const ParameterSpec& spec, const ParameterProfile* profile,
                    Parameters& out) {
  const Node* node = in.named(spec.name);
  supply_parameter(in, spec, profile);
  if (node == nullptr) return;
  ParameterValue value;
  if (!node->is_scalar()) {
    wrong_shape(in.context(), *node, spec.name, what_it_is(spec), in.where());
  } else if (parse_parameter(spec, node->text, value)) {
    if (is_zero(value) && !spec.may_be_zero) {
      tell(in.context(), *node, spec.name, {&code::out_of_range, "must be more than 0", "", ""},
           in.where());
    }
    out.set(std::string(spec.name), std::move(value));
  } else if (spec.type == Type::choice) {
    const std::vector<std::string> names(spec.choices.begin(), spec.choices.end());
    check_name(in.context(), *node, names, fmt::format("value of `{}`:", spec.name), in.where());
  } else {
    tell(in.context(), *node, spec.name, mistake_of(spec, node->text), in.where());
  }
}

// The profile that is named, or nullptr.
const ParameterProfile* read_profile(Fields& in, const ProtocolTerms& terms, Parameters& out) {
  if (terms.profiles.empty()) return nullptr;
  const Node* node = in.find("profile");
  if (node == nullptr) return nullptr;
  std::vector<std::string> names;
  for (const ParameterProfile& profile : terms.profiles) names.emplace_back(profile.name);
  if (!check_name(in.context(), *node, names, "profile", in.where())) return nullptr;
  const auto profile = std::ranges::find(terms.profiles, node->text, &ParameterProfile::name);
  apply_profile(*profile, terms.parameters, out);
  return &*profile;
}

Where where_of(const Entry& entry) {
  const Node* protocol = entry.value.find("protocol");
  if (protocol == nullptr || protocol->text.empty()) {
    return {fmt::format("strategy `{}`", entry.key), "strategies", "strategies.NAME"};
  }
  return {fmt::format("strategy `{}` (protocol {})", entry.key, protocol->text),
          "strategies." + protocol->text, "strategies.NAME"};
}

// A strategy without a protocol is often another one whose name was mistyped in an override.
std::string meant_instead(const Node& strategies, std::string_view name) {
  std::vector<std::string> others;
  for (const Entry& entry : strategies.entries) {
    if (entry.value.find("protocol") != nullptr) others.push_back(entry.key);
  }
  const std::string meant = nearest(name, others);
  return meant.empty() ? "" : fmt::format("did you mean the strategy `{}`?", meant);
}

// Without a protocol nobody knows which of its parameters are there.
void accept_parameters_of_any(Fields& in) {
  const Vocabulary& vocabulary = in.context().vocabulary;
  in.accept_known();
  for (const std::string& protocol : vocabulary.protocols) {
    const auto terms = vocabulary.terms_of ? vocabulary.terms_of(protocol) : std::nullopt;
    if (!terms) continue;
    for (const ParameterSpec& spec : terms->parameters) in.accept(spec.name);
  }
}

// Whose parameter a key is that this protocol has not.
void tell_parameters_of_others(Fields& in) {
  const Vocabulary& vocabulary = in.context().vocabulary;
  for (const Entry& one : in.node().entries) {
    if (in.knows(one.key)) continue;
    std::vector<std::string_view> owners;
    for (const std::string& protocol : vocabulary.protocols) {
      const auto terms = vocabulary.terms_of(protocol);
      if (terms && std::ranges::find(terms->parameters, one.key, &ParameterSpec::name) !=
                       terms->parameters.end()) {
        owners.push_back(protocol);
      }
    }
    if (!owners.empty()) {
      in.unfit({one.key}, fmt::format("it is a parameter of {}", fmt::join(owners, ", ")));
    }
  }
}

void read_strategy(Fields& in, const Node& strategies, StrategyEntry& out) {
  if (in.has("extends")) {  // one that could be resolved is gone; this one was told
    in.accept_rest();
    return;
  }
  const Vocabulary& vocabulary = in.context().vocabulary;
  std::string hint;
  if (!in.has("protocol")) {  // comparing names takes longer than all the rest
    hint = meant_instead(strategies, out.name);
    if (hint.empty()) hint = did_you_mean("", vocabulary.protocols);
  }
  const Node* protocol = in.require("protocol", std::move(hint));
  std::optional<ProtocolTerms> terms;
  if (protocol != nullptr && protocol->is_scalar() && vocabulary.terms_of) {
    terms = vocabulary.terms_of(protocol->text);
  }
  if (!terms) {
    if (protocol != nullptr) {
      check_name(in.context(), *protocol, vocabulary.protocols, "protocol",
                 {fmt::format("strategy `{}`", out.name), "strategies"});
    }
    accept_parameters_of_any(in);
    return;
  }
  out.protocol = protocol->text;
  out.parameters = defaults_of(terms->parameters);
  const ParameterProfile* const profile = read_profile(in, *terms, out.parameters);
  for (const ParameterSpec& spec : terms->parameters) {
    read_parameter(in, spec, profile, out.parameters);
  }
  tell_parameters_of_others(in);
}

// `each` stands for all strategies in `thresholds`; names become parts of paths and of commands.
bool good_name(const std::string& name) {
  return !name.empty() && name != "each" && name.find_first_of(" /\\,`\n\t") == std::string::npos;
}

}  // namespace

void decode_strategies(Fields& top, Scenario& out) {
  const Node* node = top.find("strategies");
  if (node == nullptr) return;
  Fields in(top, "strategies", *node);
  for (const Entry& entry : node->entries) {
    const Node* one = in.named(entry.key);
    if (one == nullptr) continue;
    if (!good_name(entry.key)) {
      top.context().problems.error(code::bad_name, entry.span,
                                   fmt::format("`{}` cannot name a strategy", entry.key),
                                   {"no blanks, slashes or commas, and not `each`", ""});
    }
    check_own_name(top.context().problems, entry.key, entry.span);
    StrategyEntry strategy;
    strategy.name = entry.key;
    Fields fields(in.context(), *one, where_of(entry));
    if (one->is_map()) read_strategy(fields, *node, strategy);
    fields.finish();
    out.strategies.push_back(std::move(strategy));
  }
  in.finish();
  if (node->is_map() && node->entries.empty()) {
    top.error(code::out_of_range, "strategies", "`strategies` names no strategy");
  }
}

std::vector<std::string> strategy_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const StrategyEntry& entry : scenario.strategies) names.push_back(entry.name);
  return names;
}

bool Selection::takes(std::string_view strategy) const {
  return names.empty() || std::find(names.begin(), names.end(), strategy) != names.end();
}

}  // namespace txlab::language
