#include "reports/terminal/crossings.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

// `12.3% (11.9 to 12.8%)`; an end beyond the sweep is not known.
std::string place(const Estimate& at, const std::string& unit, Language language) {
  std::string text = format_number(at.value) + unit;
  if (!at.known) return text;
  const bool low = std::isfinite(at.low);
  const bool high = std::isfinite(at.high);
  if (low && high) {
    return say(language, "{} ({} to {}{})", text, format_number(at.low), format_number(at.high),
               unit);
  }
  if (low) return say(language, "{} (at least {}{})", text, format_number(at.low), unit);
  if (high) return say(language, "{} (at most {}{})", text, format_number(at.high), unit);
  return say(language, "{} (anywhere in the sweep, or beyond it)", text);
}

// `precheck=[] is better; precheck=[fund_status] from 12.3% (11.9 to 12.8%)`
std::string sentence(const Crossing& crossing, Language language) {
  using Better = Crossing::Better;
  if (crossing.first == Better::neither) {
    return say(language, "no difference between {} and {}", crossing.a, crossing.b);
  }
  const std::string* winner = &crossing.a;
  const std::string* other = &crossing.b;
  if (crossing.first == Better::b) std::swap(winner, other);
  if (crossing.at.empty()) {
    return say(language, "none within the sweep: {} is better wherever they differ", *winner);
  }
  std::string text = say(language, "{} is better", *winner);
  for (const Estimate& at : crossing.at) {
    std::swap(winner, other);
    text += say(language, "; {} from {}", *winner, place(at, crossing.unit, language));
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
      page.heading(printable(say(style.language, "Where the better of two changes along {}, by {}",
                                 crossing.path, crossing.metric),
                             style));
    }
    page.fact(fitted(printable(crossing.strategy, style), 22, style),
              printable(sentence(crossing, style.language), style));
    before = &crossing;
  }
  if (before == nullptr) return;
  page.line(say(style.language,
                "  linear between the points; in brackets the {:.3g} % interval over replications.",
                100 * study.confidence));
}

}  // namespace txlab::terminal
