// How first answers came about, and the two axes of the article, in JSON.
#pragma once

#include "reports/json_values.hpp"

namespace txlab::json {

Json answers(const AnswersOfARun& answers);
Json while_away(const std::vector<AwayResult>& away);
// {axes: [...], article: [...]}
Json decoupling(const PointResult& point);

}  // namespace txlab::json
