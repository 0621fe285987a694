// From numbers of a study to cells of a table.
#pragma once

#include <string>
#include <string_view>

#include "reports/judgement.hpp"
#include "reports/terminal/table.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

// `61.2ms ±4.1ms` as one piece of text, for sentences.
std::string phrase(const Estimate& estimate, std::string_view unit, const TerminalStyle& style);

// A dash if there is no value.
Cell quantity_cell(const Estimate& estimate, std::string_view unit, const TerminalStyle& style);

// The statistic of a metric with its half-width.
Cell estimate_cell(const StrategyResult& strategy, Statistic statistic, const TerminalStyle& style);

// The mean of a metric that is a share, in percent.
Cell share_cell(const StrategyResult& strategy, std::string_view metric,
                const TerminalStyle& style);
// The share of the orders of this type that were carried out.
Cell carried_out_cell(const StrategyResult& strategy, std::size_t type, const TerminalStyle& style);

// A rare thing per million purchases; if it was never seen, how often it may happen all the same.
Cell rare_cell(const StrategyResult& strategy, std::string_view metric, const TerminalStyle& style);

// How far the strategy is from the baseline, in percent of the baseline: `+` more, `-` less, `~`
// cannot be told, `=` no difference worth a word.
Cell difference_cell(const PointResult& point, const StrategyResult& strategy,
                     std::string_view baseline, Statistic statistic, const TerminalStyle& style);

// The answer that `strength_cell` tells of, as results name it; empty if nobody was answered.
std::string_view strength_of(const StrategyResult& strategy);
// What most first answers say that are neither refusals nor silence, and their share.
Cell strength_cell(const StrategyResult& strategy, const TerminalStyle& style);
// The share of customers without an answer in time.
Cell silence_cell(const StrategyResult& strategy, const TerminalStyle& style);

Cell claims_cell(const StrategyResult& strategy, const TerminalStyle& style);
Cell thresholds_cell(const StrategyResult& strategy, const TerminalStyle& style);

}  // namespace txlab::terminal
