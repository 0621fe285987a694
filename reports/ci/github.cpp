#include "reports/ci/github.hpp"

#include <fmt/format.h>

#include <string_view>

namespace txlab {

namespace {

constexpr std::size_t most_annotations = 9;

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}
std::string as_message(std::string_view text) { return escaped(text, "%\r\n"); }
// Properties also end at a comma, and the command at a colon.
std::string as_property(std::string_view text) { return escaped(text, "%\r\n:,"); }

std::string annotation(const CiSuite& suite, const CiCase& one) {
  std::string where = "file=" + as_property(suite.place.file);
  if (suite.place.line > 0) {
    where += fmt::format(",line={},col={}", suite.place.line, suite.place.column);
  }
  std::string account = account_of(one);
  while (account.ends_with('\n')) account.pop_back();
  return fmt::format("::error {},title={}::{}\n", where, as_property(title_of(suite, one)),
                     as_message(account));
}

}  // namespace

std::string github_annotations(const CiReport& report) {
  std::string text;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const CiSuite& suite : report.suites) {
    for (const CiCase& one : suite.cases) {
      if (one.outcome == CiCase::Outcome::passed) continue;
      if (shown == most_annotations) {
        ++hidden;
        continue;
      }
      text += annotation(suite, one);
      ++shown;
    }
  }
  if (hidden > 0) text += fmt::format("::error title=txlab::{} more are not shown here\n", hidden);
  return text;
}

}  // namespace txlab
