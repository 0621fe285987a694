#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "reports/fit/fit_report.hpp"
#include "reports/fit/proposed_yaml.hpp"
#include "reports/terminal/page.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

constexpr int name_width = 13;
constexpr int quantile_width = 12;

// Of a quantile that a law misses: +1.2%; far off, so many times as large.
std::string signed_share(double share) {
  if (share == 0) return "0%";
  if (share >= 9.995) return "x" + format_number(1 + share, 2);
  return share < 0 ? "-" + format_share(-share, 2) : "+" + format_share(share, 2);
}

class Report {
 public:
  Report(const Proposal& proposal, const MeasuredSource& source, const TerminalStyle& style)
      : proposal_(proposal), source_(source), style_(style), page_(style) {}

  std::string text() {
    const auto& sorted = proposal_.sorted;
    page_.line(fmt::format("{}, {}: {} values, {} to {}, mean {}", source_.file, source_.what,
                           format_count(sorted.size()), format_duration(sorted.front()),
                           format_duration(sorted.back()), format_duration(proposal_.mean)));
    if (proposal_.kind != Proposal::Kind::constant) add_table();
    page_.blank();
    page_.item({"", {}}, verdict());
    for (const std::string& warning : warnings_about(proposal_)) {
      page_.item({signs().unsure, terminal::Tone::unsure}, warning);
    }
    return page_.finish() + paste();
  }

 private:
  const terminal::Signs& signs() const { return terminal::signs_of(style_); }

  void add_row(const std::string& name, const std::string& criterion, const std::string& distance,
               const std::vector<std::string>& quantiles, terminal::Tone tone = {}) {
    std::string line = terminal::aligned_left(name, name_width) +
                       terminal::aligned_right(criterion, 7) + terminal::aligned_right(distance, 9);
    for (const std::string& one : quantiles) line += terminal::aligned_right(one, quantile_width);
    page_.line(line, tone);
  }

  std::vector<std::string> errors_of(const Description& description) const {
    std::vector<std::string> texts;
    for (const double error : description.errors) {
      texts.push_back(std::isnan(error) ? std::string(signs().nothing) : signed_share(error));
    }
    return texts;
  }

  void add_table() {
    page_.blank();
    std::vector<std::string> names;
    std::vector<std::string> values;
    std::vector<std::string> ranges;
    for (std::size_t i = 0; i < judged_quantiles.size(); ++i) {
      const Interval& measured = proposal_.measured[i];
      names.push_back(percentile_name(judged_quantiles[i]));
      values.push_back(format_duration(measured.value));
      ranges.push_back(measured.known ? fmt::format("{}-{}", format_duration(measured.low, 2),
                                                    format_duration(measured.high, 2))
                                      : std::string(signs().nothing));
    }
    add_row("", "BIC", "distance", names, terminal::Tone::strong);
    add_row("measured", "", "", values);
    add_row("  95 %", "", "", ranges, terminal::Tone::faint);
    for (const DescribedLaw& law : proposal_.laws) {
      const double behind = law.schwarz - proposal_.laws.front().schwarz;
      add_row(std::string(name_of(law.law.kind)), "+" + format_number(behind),
              fmt::format("{:.4f}", law.description.distance), errors_of(law.description));
    }
    if (proposal_.percentiles.empty()) return;
    add_row("percentiles", std::string(signs().nothing),
            fmt::format("{:.4f}", proposal_.of_percentiles.distance),
            errors_of(proposal_.of_percentiles));
  }

  std::string test_in_words() const {
    const BootstrapTest& test = proposal_.test;
    const bool is_least = test.p * (test.repetitions + 1) < 1.5;
    return fmt::format("p {} {:.3g} by a parametric bootstrap of {} samples",
                       is_least ? signs().at_most : "=", test.p, test.repetitions);
  }

  std::string miss_in_words() const {
    std::vector<std::string> parts;
    const auto& errors = proposal_.laws.front().description.errors;
    for (std::size_t i = 0; i < errors.size(); ++i) {
      if (std::isnan(errors[i])) continue;
      parts.push_back(fmt::format("{} at {}", signed_share(errors[i]),
                                  i == 0 ? "the median" : percentile_name(judged_quantiles[i])));
    }
    return parts.empty() ? "" : fmt::format(" It is off by {}.", fmt::join(parts, ", "));
  }

  std::string verdict() const {
    if (proposal_.kind == Proposal::Kind::constant) return "All values are equal.";
    if (proposal_.laws.empty()) return "";
    const std::string_view name = name_of(proposal_.laws.front().law.kind);
    const double distance = proposal_.laws.front().description.distance;
    const std::string away =
        fmt::format("{:.4f} away from the values at most, {}", distance, test_in_words());
    if (proposal_.kind == Proposal::Kind::law) {
      return fmt::format("{} ({}).{}{}", praise(name), away, miss_in_words(), rivals());
    }
    return fmt::format("No law fits: the likeliest, {}, {} ({}).{} {}", name,
                       proposal_.shape_fits ? "misses the tail" : "has another shape", away,
                       miss_in_words(), instead());
  }

  std::string praise(std::string_view name) const {
    constexpr std::size_t few = 30;
    if (proposal_.sorted.size() < few) {
      return fmt::format("Nothing in so few values speaks against the {} law", name);
    }
    const bool exact = proposal_.test.p >= 0.01;
    return fmt::format("The {} law {}", name,
                       exact ? "fits" : "is not exactly theirs, but near enough");
  }

  std::string instead() const {
    if (proposal_.kind == Proposal::Kind::samples) {
      return proposal_.percentiles.empty()
                 ? "There are too few values for percentiles: they stand for themselves."
                 : "Nor do percentiles: the values stand for themselves.";
    }
    return fmt::format("The measured percentiles are {:.4f} away at most.",
                       proposal_.of_percentiles.distance);
  }

  std::string rivals() const {
    std::vector<std::string_view> names;
    for (const LawKind kind : rivals_of(proposal_)) names.push_back(name_of(kind));
    if (names.empty()) return "";
    return fmt::format(" So few values cannot tell it from: {}.", fmt::join(names, ", "));
  }

  // As it is: a line that is broken is no longer what is to be pasted.
  std::string paste() const {
    const std::string first = proposed_yaml(proposal_, source_);
    std::string text = fmt::format("\nTo paste:\n  {}\n", first);
    if (proposal_.kind == Proposal::Kind::law && !proposal_.percentiles.empty()) {
      text += fmt::format("or what was measured:\n  {}\n", yaml_of(proposal_.percentiles));
    }
    if (source_.as_samples.empty()) return text;
    if (first == source_.as_samples) return text + "with a copy of the file beside the scenario\n";
    return text + fmt::format("or every value, from a copy beside the scenario:\n  {}\n",
                              source_.as_samples);
  }

  const Proposal& proposal_;
  const MeasuredSource& source_;
  const TerminalStyle& style_;
  terminal::Page page_;
};

}  // namespace

std::string proposed_yaml(const Proposal& proposal, const MeasuredSource& source) {
  const bool from_file = proposal.kind == Proposal::Kind::samples && !source.as_samples.empty();
  return from_file ? source.as_samples : yaml_of(proposal);
}

std::string fit_text(const Proposal& proposal, const MeasuredSource& source,
                     const TerminalStyle& style) {
  return Report(proposal, source, style).text();
}

}  // namespace txlab
