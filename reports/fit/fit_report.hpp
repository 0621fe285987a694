// What `txlab fit` tells about measured latencies: how well each law describes them, what to beware
// of, and the YAML to paste.
//
// JSON is `txlab.fit/1`: times in nanoseconds, `laws` by Schwarz's criterion, the best first;
// `errors` are shares of the measured quantile (0.1: ten percent above), null where too few values
// lie beyond; `test` is about the first law; `proposal.yaml` is what text prints to paste.
#pragma once

#include <string>
#include <vector>

#include "reports/terminal/style.hpp"
#include "sim/stats/proposal.hpp"

namespace txlab {

// Where the values come from.
struct MeasuredSource {
  std::string file;
  std::string what;          // "column ms", "span db.commit"
  std::string as_samples{};  // YAML that reads the file itself; empty: scenarios cannot
};

// The first thing to paste: samples are rather read from the file than listed.
std::string proposed_yaml(const Proposal& proposal, const MeasuredSource& source);

std::string fit_text(const Proposal& proposal, const MeasuredSource& source,
                     const TerminalStyle& style);
std::string fit_json(const Proposal& proposal, const MeasuredSource& source);

// Sentences about values and laws that somebody should look at before pasting.
std::vector<std::string> warnings_about(const Proposal& proposal);

}  // namespace txlab
