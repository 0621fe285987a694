// txlab fit: the distribution to write for what was measured.
#include <cstdio>

#include "cli/measured_latencies.hpp"
#include "cli/terminal_style.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"

namespace txlab {

int fit_verb(const Arguments& arguments) {
  const auto measured = read_latencies(arguments);
  if (!measured) return static_cast<int>(ExitCode::usage);
  const Proposal proposal = propose(measured->nanoseconds);
  const std::string text = arguments.format == "json"
                               ? fit_json(proposal, measured->source)
                               : fit_text(proposal, measured->source, narrow_style(arguments));
  std::fputs(text.c_str(), stdout);
  return static_cast<int>(ExitCode::success);
}

}  // namespace txlab
