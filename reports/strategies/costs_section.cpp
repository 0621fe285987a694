#include "reports/strategies/costs_section.hpp"

#include "reports/strategies/demonstration.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

struct Counted {
  const char* title;
  const char* metric;
};
constexpr Counted columns[] = {
    {said_later("messages, as its source counts"), "oracle_messages_per_purchase"},
    {said_later("forced writes, as its source counts"), "oracle_forced_writes_per_purchase"},
    {said_later("all messages of work and protocol"), "messages_per_purchase"},
    {said_later("all forced writes"), "forced_writes_per_purchase"}};

std::string number_of(const StrategyResult& result, const char* metric) {
  const MetricResult* const found = result.metric(metric);
  if (found == nullptr || !found->applies) return "–";
  // Counts are whole numbers; what comes from the end-of-day batch is shared out.
  const double value = found->mean.value;
  return value == static_cast<double>(static_cast<std::uint64_t>(value))
             ? format_count(static_cast<std::uint64_t>(value))
             : format_number(value);
}

std::string row(const std::string& setting, const StrategyResult& result) {
  std::string text = fmt::format("| {} |", setting);
  for (const Counted& column : columns) {
    text += fmt::format(" {} |", number_of(result, column.metric));
  }
  return text + "\n";
}

std::string head(Language language) {
  std::string text = "| |";
  std::string rule = "|---|";
  for (const Counted& column : columns) {
    text += fmt::format(" {} |", say(language, column.title));
    rule += "---|";
  }
  return text + "\n" + rule + "\n";
}

}  // namespace

std::string cost_in_short(const Protocol& protocol, const Vocabulary& vocabulary) {
  const StrategyResult result = measure_one(protocol, {}, vocabulary);
  return fmt::format("{}, {}", number_of(result, columns[0].metric),
                     number_of(result, columns[1].metric));
}

std::string costs_section(const Protocol& protocol, const Vocabulary& vocabulary,
                          Language language) {
  const CostConvention convention = protocol.claims(defaults_of(protocol.parameters)).convention;
  std::string text =
      say(language,
          "Per purchase, when nothing goes wrong; its source's way of counting is: {}. "
          "N are the participants, main and the branches; b is 1 if the broker "
          "flushes before it acknowledges.\n\n",
          say(language, convention.name));
  text += head(language);
  for (const int branches : {1, 2, 3}) {
    text += row(branches == 1 ? std::string(say(language, "one branch"))
                              : say(language, "{} branches", branches),
                measure_one(protocol, {fmt::format("workload.branches={}", branches)}, vocabulary));
  }
  for (const ParameterProfile& profile : protocol.profiles) {
    text += row(say(language, "`profile: {}`, one branch", profile.name),
                measure_one(protocol,
                            {fmt::format("strategies.{}.profile={}", protocol.name, profile.name)},
                            vocabulary));
  }
  text += fmt::format("\n{}\n\n", say(language, "What a team has to build and run for it:"));
  for (const std::string_view what : protocol.effort) {
    text += fmt::format("- {}\n", say(language, what));
  }
  return text;
}

}  // namespace txlab
