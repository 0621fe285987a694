#include "reports/ci/ci_report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab {

std::string title_of(const CiSuite& suite, const CiCase& one) {
  const bool broken = one.outcome == CiCase::Outcome::failed;
  return fmt::format("{} {} {}", suite.strategy, broken ? "breaks" : "leaves open", one.claim);
}

std::string account_of(const CiCase& one) {
  std::string text = one.message + "\n";
  for (const std::string& fault : one.faults) text += fmt::format("fault: {}\n", fault);
  std::size_t wide = 0;
  for (const CiStep& step : one.story) wide = std::max(wide, step.host.size());
  for (const CiStep& step : one.story) {
    text += fmt::format("{} {:>16}  {:<{}}  {}\n", step.injected ? ">>" : "  ", step.at, step.host,
                        wide, step.what);
  }
  if (!one.again.empty()) text += fmt::format("again: {}\n", one.again);
  return text;
}

}  // namespace txlab
