#include "reports/strategies/claims_section.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/strategies/settings.hpp"

namespace txlab {

namespace {

std::vector<std::string> names_in(const PropertySet& set) {
  std::vector<std::string> names;
  for (const PropertyInfo& property : all_properties) {
    if (set.has(property.id)) names.push_back(fmt::format("`{}`", property.name));
  }
  return names;
}

// What is claimed with the defaults and not with this setting, and why; empty if all of it is.
std::string lost(const Claims& usual, const Claims& set, Language language) {
  if (!set.withdrawn.empty()) {
    return say(language, "nothing is claimed: {}", say(language, set.withdrawn));
  }
  PropertySet missing = usual.claimed;
  for (const PropertyInfo& property : all_properties) {
    if (set.claimed.has(property.id)) missing = missing.without(property.id);
  }
  const std::vector<std::string> names = names_in(missing);
  if (names.empty()) return "";
  return say(language, "not claimed: {}", fmt::format("{}", fmt::join(names, ", ")));
}

std::string exceptions(const Protocol& protocol, Language language) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_loss;
  const Claims usual = protocol.claims(defaults_of(protocol.parameters));
  for (const Setting& setting : settings_of(protocol)) {
    const std::string what = lost(usual, protocol.claims(setting.parameters), language);
    if (what.empty()) continue;
    const auto known = std::ranges::find(by_loss, what, [](const auto& one) { return one.first; });
    auto& settings = known != by_loss.end()
                         ? known->second
                         : by_loss.emplace_back(what, std::vector<std::string>{}).second;
    settings.push_back(setting.words);
  }
  std::string text;
  for (const auto& [what, settings] : by_loss) {
    text += say(language, "- With {0}: {1}.\n", fmt::format("{}", fmt::join(settings, ", ")), what);
  }
  return text;
}

// What a scenario must not take away from under the claims.
std::string assumptions(const Claims& claims, Language language) {
  std::string text;
  const auto add = [&](bool applies, std::string_view sentence) {
    if (applies) text += fmt::format("- {}\n", say(language, sentence));
  };
  add(claims.needs_durable_broker,
      said_later("It needs a broker that keeps what it has acknowledged: with `hosts.mq.flush: "
                 "async`, or with copies that it does not wait for, nothing is claimed."));
  add(claims.needs_slots,
      said_later(
          "It needs replication slots that survive: with `slots: lost` nothing is claimed."));
  add(claims.has_halves,
      said_later("`nothing-stuck-unseen` needs somebody who watches the half messages that the "
                 "broker gives up."));
  add(claims.promises_date,
      said_later("With a `calendar` it answers ACCEPTED before the fund side has given a date: "
                 "`told-truth` is claimed only where the fund honours that date."));
  add(claims.withdraws_branches,
      said_later(
          "With a `calendar` a branch that is taken back may have gone to the transfer agent: "
          "`main-branch-agreement` is not claimed."));
  return text;
}

}  // namespace

std::string claims_in_short(const Protocol& protocol, Language language) {
  const Claims claims = protocol.claims(defaults_of(protocol.parameters));
  const std::size_t count = claims.withdrawn.empty() ? names_in(claims.claimed).size() : 0;
  if (count == properties) return std::string(say(language, "all nine"));
  return count == 0 ? std::string(say(language, "nothing")) : say(language, "{} of nine", count);
}

std::string claims_section(const Protocol& protocol, Language language) {
  const Claims claims = protocol.claims(defaults_of(protocol.parameters));
  std::string text = fmt::format("| {} | {} | {} |\n|---|---|---|\n", say(language, "property"),
                                 say(language, "holds when"), say(language, "claimed"));
  for (const PropertyInfo& property : all_properties) {
    text += fmt::format("| `{}` | {} | {} |\n", property.name, say(language, property.meaning),
                        claims.claimed.has(property.id) ? "✓" : "–");
  }
  const std::string more = exceptions(protocol, language) + assumptions(claims, language);
  return more.empty() ? text : text + "\n" + more;
}

}  // namespace txlab
