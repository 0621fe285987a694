#include "reports/trace/shiviz.hpp"

#include <fmt/format.h>

#include "reports/trace/spans.hpp"
#include "scenarios/study/story.hpp"
#include "sim/history/vector_clocks.hpp"

namespace txlab {

namespace {

// ShiViz takes what it does not know for an attribute; it shows `time` beside the event.
constexpr std::string_view expression = R"((?<event>.*)\n(?<host>\S*) (?<clock>{.*}) (?<time>.*))";

std::string json_of(const VectorClock& clock, const std::vector<std::string>& hosts) {
  std::string text;
  for (std::size_t host = 0; host < clock.size(); ++host) {
    if (clock[host] == 0) continue;
    text += fmt::format("{}\"{}\":{}", text.empty() ? "" : ", ", hosts[host], clock[host]);
  }
  return "{" + text + "}";
}

}  // namespace

std::string shiviz_log(const ExportedRun& run) {
  const History& history = run.history;
  const std::vector<VectorClock> clocks = vector_clocks(history);
  std::string log = std::string(expression) + "\n\n";
  for (std::size_t i = 0; i < history.events.size(); ++i) {
    const HistoryEvent& event = history.events[i];
    if (!event.has_host()) continue;
    log += fmt::format("{}\n{} {} {}\n", in_short(event, history.hosts),
                       history.hosts[event.host.value], json_of(clocks[i], history.hosts),
                       spelled(event.at));
  }
  return log;
}

}  // namespace txlab
