#include "reports/trace/narrative.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/strategies/catalogue.hpp"
#include "reports/terminal/text.hpp"
#include "reports/trace/space_time.hpp"

namespace txlab {

namespace {

constexpr std::size_t page = 100;

// Text under a heading of its own width, broken at the margin.
std::string hanging(const std::string& head, const std::string& text) {
  std::string out;
  std::string lead = head;
  for (const std::string& line :
       terminal::wrapped(text, static_cast<int>(page - std::min(head.size(), page / 2)))) {
    out += lead + line + "\n";
    lead.assign(head.size(), ' ');
  }
  return out;
}

std::string steps_of(const Plot& plot) {
  std::string text;
  for (const Plot::Step& step : plot.steps) {
    text += hanging(
        fmt::format("{} {:>11}  ", step.injected ? ">>" : "  ", time_since(plot.origin, step.at)),
        step.words);
  }
  return text;
}

std::string beliefs_of(const Plot& plot) {
  std::size_t wide = 0;
  for (const Plot::Belief& belief : plot.beliefs) wide = std::max(wide, belief.who.size());
  std::string text;
  for (const Plot::Belief& belief : plot.beliefs) {
    text += hanging(fmt::format("  {:<{}}  ", belief.who, wide), belief.what);
  }
  return text;
}

// The flag stands on a line of its own, to be copied.
std::string guards_of(const Trail& trail, const Plot& plot) {
  std::string text;
  for (const std::string& guard : plot.guards) {
    text += fmt::format(
        "  - with {} (the default) the same faults do no harm:\n      --set strategies.{}.{}\n",
        guard, trail.strategy, guard);
  }
  return text;
}

}  // namespace

std::string narrative_text(const Trail& trail, const ReplayResult& result) {
  const Plot& plot = result.plot;
  const bool calm = trail.choices.empty() && !trail.of_study;
  std::string text = fmt::format("What happened, by the time since the customer's wish{}\n",
                                 calm ? " (no fault was needed)" : "") +
                     steps_of(plot);
  text += "\nHow it stands in the end\n" + beliefs_of(plot);
  if (plot.repairs.empty() && plot.guards.empty()) return text;
  const bool eventually = info(trail.property).modality == "eventually";
  text +=
      result.violated && eventually ? "\nWhy nothing repaired it\n" : "\nWhat was done about it\n";
  for (const std::string& repair : plot.repairs) text += hanging("  - ", repair);
  return text + guards_of(trail, plot);
}

}  // namespace txlab
