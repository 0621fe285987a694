// The results for machines: `txlab.result/1`, the contract that scripts read.
//
// Keys are added in later versions, never renamed or removed. Estimates are {value, low, high};
// what does not apply (a metric without occasion, the interval of a single replication) is null.
// Numbers are in the unit that stands beside them.
#pragma once

#include <string>

#include "scenarios/study/result.hpp"

namespace txlab {

// The whole study as one document, indented, with a newline at the end: what result.json holds.
std::string result_json(const StudyResult& study);

// The same as one object per line: the study, then per point its strategies and its comparisons,
// told apart by `type`.
std::string result_ndjson(const StudyResult& study);

}  // namespace txlab
