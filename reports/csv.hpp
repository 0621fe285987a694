// The comparison as tables for spreadsheets (RFC 4180), a file each: one value per row, with its
// unit beside it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/study/result.hpp"

namespace txlab {

// By the name of the file: metrics.csv, properties.csv, comparisons.csv, decision.csv and, where
// there are timelines, timeseries.csv. A value that does not apply is empty.
std::vector<std::pair<std::string, std::string>> csv_tables(const StudyResult& study);

}  // namespace txlab
