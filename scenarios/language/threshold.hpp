// Thresholds as text: `p95(client_latency) < 500ms`, `throughput >= 40/s`.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/language/units.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab::language {

// The part of the text that is wrong, in bytes, and why.
struct ThresholdMistake {
  const Code* code = &code::bad_threshold;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string message;
  std::string hint;
};

// `p95(client_latency)`, `throughput`, which means `value(throughput)`, or `open_yuan(at T 15:00)`.
struct Measured {
  std::string statistic;
  std::string metric;
  std::optional<Moment> at{};
};
std::optional<Measured> parse_measured(std::string_view text, std::span<const MetricName> metrics,
                                       ThresholdMistake& mistake);

// The threshold without its strategy. An empty list of metrics allows any name.
std::optional<Threshold> parse_threshold(std::string_view text, std::span<const MetricName> metrics,
                                         ThresholdMistake& mistake);

}  // namespace txlab::language
