// The table of `txlab validate`: predicted beside simulated values, with a verdict each.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "reports/terminal/style.hpp"
#include "scenarios/validation/effort.hpp"
#include "scenarios/validation/row.hpp"

namespace txlab {

struct ValidationReport {
  std::span<const validation::Row> rows;
  validation::Effort effort;
};

// For people; ends with a newline.
std::string validation_text(const ValidationReport& report, const TerminalStyle& style);

// `txlab.validate/1`, one document; numbers that are not finite are null.
std::string validation_json(const ValidationReport& report);

}  // namespace txlab
