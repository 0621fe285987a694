// The two adjectives of the article, consistency and decoupling, as measured axes; and what the
// article says of its five schemes (docs/the-articles-table.md), beside what was measured here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/result.hpp"

namespace txlab {

// A strategy is called consistent here if 99 % of its orders are whole or undone within a minute of
// being half done and none is left open, and decoupled if 99 % of those who come while the fund
// side cannot be reached have their main transaction all the same.
inline constexpr double consistent_within_ms = 60'000;
inline constexpr double decoupled_from = 0.99;

struct Axes {
  std::string strategy;
  Estimate consistency;  // p99(inconsistency_window), ms
  Estimate decoupling;   // mean(availability_coupling), a share
  // By the intervals; nothing if they straddle the mark, or there is no value.
  std::optional<bool> consistent;
  std::optional<bool> decoupled;
  std::vector<std::string> must_be_up;  // for an answer that says yes
};

struct ArticleVerdict {
  std::string strategy;
  std::string words;  // what the article says, in ours
  bool consistent = false;
  bool decoupled = false;
  std::optional<bool> agrees_on_consistency;  // nothing: not measured well enough
  std::optional<bool> agrees_on_decoupling;
};

// Of every strategy that does the job.
std::vector<Axes> axes_of(const PointResult& point);
// Of those whose protocol is one of the five.
std::vector<ArticleVerdict> article_verdicts(const PointResult& point);

}  // namespace txlab
