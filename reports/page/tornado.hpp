// Tornado: which factor of a sweep changes a strategy's values most.
#pragma once

#include "reports/page/document.hpp"

namespace txlab::page {

// Of the points of a sweep with two axes or more, by regression on all of them: a list of
//   {strategy, criterion, scale, factors: [{path, from, to, effect: {value, low, high}}]}.
// An effect is what changes from the first value of an axis to its last, the others being equal: a
// factor of the value on the logarithmic scale (times, counts), a difference on the linear one
// (shares). Every axis counts by the order of its values, from 0 to 1.
Json tornado(const Json& points, double confidence);

}  // namespace txlab::page
