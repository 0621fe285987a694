#include "reports/ci/markdown.hpp"

#include <fmt/format.h>

#include <string_view>

namespace txlab {

namespace {

// Inside of a table, and outside of code.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += ' ';
    } else if (c == '<') {
      out += "&lt;";
    } else {
      if (std::string_view("|\\`*_[]").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string_view word_for(CiCase::Outcome outcome) {
  switch (outcome) {
    case CiCase::Outcome::passed:
      return "✅";
    case CiCase::Outcome::failed:
      return "❌";
    case CiCase::Outcome::error:
      break;
  }
  return "❔";
}

std::string comparison(const CiReport& report) {
  std::string text;
  for (std::size_t row = 0; row < report.comparison.size(); ++row) {
    for (const std::string& one : report.comparison[row]) text += "| " + cell(one) + " ";
    text += "|\n";
    if (row > 0) continue;
    text += "|---";
    for (std::size_t i = 1; i < report.comparison[row].size(); ++i) text += "|--:";
    text += "|\n";
  }
  if (!report.decided.empty()) text = fmt::format("**{}**\n\n{}", cell(report.decided), text);
  return text.empty() ? text : text + "\n";
}

std::string table(const CiReport& report) {
  std::string text = "| | strategy | claim | |\n|---|---|---|---|\n";
  for (const CiSuite& suite : report.suites) {
    for (const CiCase& one : suite.cases) {
      text += fmt::format("| {} | {} | {} | {} |\n", word_for(one.outcome), cell(suite.strategy),
                          cell(one.claim),
                          cell(one.outcome == CiCase::Outcome::passed ? one.judged : one.message));
    }
    if (suite.cases.empty()) {
      text += fmt::format("| | {} | | claims nothing here |\n", cell(suite.strategy));
    }
  }
  return text;
}

// A fence that is longer than any in the text.
std::string fenced(std::string_view language, std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fmt::format("{}{}\n{}{}\n", fence, language, text, fence);
}

std::string drawn(const CiSuite& suite, const CiCase& one) {
  return fmt::format(
      "### {}\n\n{}\n{}\n<details><summary>step by step</summary>\n\n{}\n</details>\n",
      cell(title_of(suite, one)), cell(one.message) + "\n",
      one.diagram.empty() ? "" : fenced("mermaid", one.diagram), fenced("text", account_of(one)));
}

std::string first_violation(const CiReport& report) {
  for (const CiSuite& suite : report.suites) {
    for (const CiCase& one : suite.cases) {
      if (one.outcome == CiCase::Outcome::failed && !one.story.empty())
        return "\n" + drawn(suite, one);
    }
  }
  return "";
}

std::string commands(const CiReport& report) {
  std::string lines;
  for (const CiSuite& suite : report.suites) {
    for (const CiCase& one : suite.cases) {
      if (one.outcome != CiCase::Outcome::passed && !one.again.empty()) lines += one.again + "\n";
    }
  }
  return lines.empty() ? "" : "\nTo see it again:\n\n" + fenced("sh", lines);
}

}  // namespace

std::string ci_markdown(const CiReport& report) {
  std::string counts = fmt::format("{} kept, {} broken", report.count(CiCase::Outcome::passed),
                                   report.count(CiCase::Outcome::failed));
  if (report.count(CiCase::Outcome::error) > 0) {
    counts += fmt::format(", {} undecided", report.count(CiCase::Outcome::error));
  }
  std::string text = fmt::format("## txlab {}: {}\n\n{}{}\n\n", report.verb, cell(report.scenario),
                                 counts, report.partial ? " (interrupted: not all was tried)" : "");
  text += comparison(report) + table(report);
  return text + commands(report) + first_violation(report);
}

}  // namespace txlab
