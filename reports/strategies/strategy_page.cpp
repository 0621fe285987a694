#include "reports/strategies/strategy_page.hpp"

#include <algorithm>

#include "reports/markdown_table.hpp"
#include "reports/strategies/claims_section.hpp"
#include "reports/strategies/costs_section.hpp"
#include "reports/strategies/demonstration.hpp"
#include "reports/trace/mermaid.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

std::string heading(Language language, std::string_view english) {
  return fmt::format("\n## {}\n\n", say(language, english));
}

std::string link_to_other(std::string_view name, Language language) {
  const bool english = language == Language::english;
  const Language other = english ? Language::simplified_chinese : Language::english;
  return fmt::format("[{}]({}{}.md)\n", english ? "中文" : "English", name, suffix_of(other));
}

// What the customer heard, and which properties did not hold.
std::string outcome(const Demonstration& shown, Language language) {
  std::string text;
  for (const auto& [what, after] : shown.told) {
    if (!text.empty()) text += say(language, ", then ");
    text +=
        say(language, "{0} after {1}", what, format_duration(static_cast<double>(after.count())));
  }
  text = text.empty() ? std::string(say(language, "The customer is told nothing."))
                      : say(language, "The customer is told {}.", text);
  std::string broken;
  for (const PropertyResult& property : shown.result.properties) {
    if (property.verdict != PropertyVerdict::violated) continue;
    broken += fmt::format("{}`{}`", broken.empty() ? "" : ", ", property.name);
  }
  const std::string verdict = broken.empty() ? std::string(say(language, "Every property holds."))
                                             : say(language, "Violated: {}.", broken);
  return say(language, "{0} {1}", text, verdict);
}

std::string drawing(Demonstration shown, const std::string& title, const std::string& outcome) {
  shown.picture.title = title;
  shown.picture.verdict = outcome;
  std::erase(shown.picture.verdict, '`');
  return fmt::format("```mermaid\n{}```\n", mermaid(shown.picture));
}

std::string purchase_section(const Protocol& protocol, const Vocabulary& vocabulary,
                             Language language) {
  const Demonstration shown = demonstrate(protocol, {}, vocabulary);
  std::string text = heading(language, said_later("A purchase"));
  text += fmt::format(
      "{}\n\n", say(language,
                    "One purchase in a simulated run, machines a millisecond apart, time since "
                    "the customer's wish. Messages to databases are not drawn; *durable* is "
                    "what a crash does not take back."));
  const std::string told = outcome(shown, language);
  return text + drawing(shown, say(language, "{}, one purchase", protocol.name), told);
}

std::string fault_section(const Protocol& protocol, const Vocabulary& vocabulary,
                          Language language) {
  const Portrait& portrait = protocol.portrait;
  const std::vector<std::string> sets(portrait.fault.begin(), portrait.fault.end());
  const Demonstration shown = demonstrate(protocol, sets, vocabulary);
  const std::string told = outcome(shown, language);
  std::string text = heading(language, said_later("With a fault"));
  text += fmt::format("{}\n\n", say(language, portrait.tells));
  text += drawing(shown, say(language, "{}, one purchase and one fault", protocol.name), told);
  text += fmt::format("\n{}\n\n{}\n\n```yaml\n{}```\n", told,
                      say(language, "To see it again, with this scenario as `once.yaml`:"),
                      demonstration_scenario(protocol.name));
  text += "\n```sh\ntxlab trace once.yaml --purchase 1";
  for (const auto& all : {portrait.setting, portrait.fault}) {
    for (const std::string_view set : all) text += fmt::format(" \\\n  --set '{}'", set);
  }
  return text + "\n```\n";
}

// How long it takes until everything is settled, with the defaults and with each profile.
std::string liveness_section(const Protocol& protocol, Language language) {
  if (protocol.liveness == nullptr) return "";
  std::string text = heading(language, said_later("When it is over"));
  text += fmt::format(
      "{}\n\n",
      say(language,
          "After faults of ten minutes every purchase is settled, or stands in a list that people "
          "watch, within (two minutes of it are for what is under way when the faults end):"));
  const auto line = [&](const std::string& setting, const Parameters& parameters) {
    const Liveness bound = protocol.liveness(parameters, BrokerSettings{}, 10min);
    const std::string within = bound.within == forever
                                   ? std::string(say(language, "never, if it went wrong"))
                                   : format_duration(static_cast<double>(bound.within.count()));
    text += say(language, "- {0}: {1} ({2})\n", setting, within, say(language, bound.because));
  };
  line(std::string(say(language, "as it comes")), defaults_of(protocol.parameters));
  for (const ParameterProfile& profile : protocol.profiles) {
    Parameters parameters = defaults_of(protocol.parameters);
    apply_profile(profile, protocol.parameters, parameters);
    line(fmt::format("`profile: {}`", profile.name), parameters);
  }
  return text;
}

std::string real_systems(const Protocol& protocol, Language language) {
  std::string text = heading(language, said_later("What it stands for"));
  for (const std::string_view system : protocol.portrait.stands_for) {
    text += fmt::format("- {}\n", say(language, system));
  }
  for (const ParameterProfile& profile : protocol.profiles) {
    text += say(language, "- `profile: {0}`: {1} ({2})\n", profile.name,
                say(language, profile.differs), profile.source);
  }
  return text;
}

}  // namespace

std::string strategy_page(const Protocol& protocol, const Vocabulary& vocabulary,
                          Language language) {
  std::string text =
      fmt::format("# {}\n\n{}", protocol.name, link_to_other(protocol.name, language));
  text += fmt::format("\n*{}*\n", say(language, protocol.summary));
  text += heading(language, said_later("How it works"));
  for (const std::string_view paragraph : protocol.portrait.how) {
    text += fmt::format("{}\n\n", say(language, paragraph));
  }
  text.pop_back();
  text += purchase_section(protocol, vocabulary, language);
  text += fault_section(protocol, vocabulary, language);
  text += heading(language, said_later("What it claims")) + claims_section(protocol, language);
  text += liveness_section(protocol, language);
  text += heading(language, said_later("What it costs")) +
          costs_section(protocol, vocabulary, language);
  text +=
      heading(language, said_later("Parameters")) + parameter_table(protocol.parameters, language);
  return text + real_systems(protocol, language);
}

std::string strategy_index(const Vocabulary& vocabulary, Language language) {
  std::string text = fmt::format(
      "# {}\n\n{}\n{}\n\n", say(language, "The strategies"), link_to_other("README", language),
      say(language,
          "A page per protocol: how it works, a purchase drawn by the simulator, with and "
          "without a fault, what it claims and costs, its parameters, and what it stands "
          "for. `txlab explain PROTOCOL --format md` prints them."));
  text += fmt::format("| {} | {} | {} | {} |\n|---|---|---|---|\n", say(language, "protocol"),
                      say(language, "in short"), say(language, "claims"),
                      say(language, "messages, forced writes"));
  for (const Protocol& protocol : protocols()) {
    text += fmt::format("| [{0}]({0}{1}.md) | {2} | {3} | {4} |\n", protocol.name,
                        suffix_of(language), say(language, protocol.summary),
                        claims_in_short(protocol, language), cost_in_short(protocol, vocabulary));
  }
  return text;
}

}  // namespace txlab
