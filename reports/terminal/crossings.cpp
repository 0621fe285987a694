#include "reports/terminal/crossings.hpp"

#include <fmt/format.h>

#include <utility>

#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

// `precheck=[] is better; precheck=[fund_status] from 12.3% on`
std::string sentence(const Crossing& crossing) {
  using Better = Crossing::Better;
  if (crossing.first == Better::neither) {
    return fmt::format("no difference between {} and {}", crossing.a, crossing.b);
  }
  const std::string* winner = &crossing.a;
  const std::string* other = &crossing.b;
  if (crossing.first == Better::b) std::swap(winner, other);
  if (crossing.at.empty()) {
    return fmt::format("none within the sweep: {} is better wherever they differ", *winner);
  }
  std::string text = fmt::format("{} is better first", *winner);
  for (const double at : crossing.at) {
    std::swap(winner, other);
    text += fmt::format("; from {}{} on {}", format_number(at), crossing.unit, *winner);
  }
  return text;
}

}  // namespace

void add_crossings(Page& page, const StudyResult& study, const TerminalStyle& style) {
  const Crossing* before = nullptr;
  for (const Crossing& crossing : study.crossings) {
    const bool another =
        before == nullptr || before->path != crossing.path || before->metric != crossing.metric;
    if (another) {
      page.heading(printable(fmt::format("Where the better of two changes along {}, by {}",
                                         crossing.path, crossing.metric),
                             style));
    }
    page.fact(fitted(printable(crossing.strategy, style), 22, style),
              printable(sentence(crossing), style));
    before = &crossing;
  }
  if (before != nullptr) page.line("  linear between the points, of the means over replications.");
}

}  // namespace txlab::terminal
