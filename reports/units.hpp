// Numbers as people read them: three significant digits and the unit that suits the size.
//
// The unit is chosen after rounding, so 999.9 ms is `1.00s` and 59.97 s is `1m00s`, never `1000ms`
// or `60.0s`. Units are those a scenario is written in (`us`, `ms`, `s`, `m`, `h`, `d`), so a value
// can be copied into a threshold. What is not a number is an empty string; the caller has a sign
// for that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace txlab {

// 0.0123, 4.00, 61.2, 12.3k, 1.23M; beyond that 1.2e15, below 0.001 1.2e-5.
std::string format_number(double value, int digits = 3);

// 350us, 61.2ms, 31.2s, 4m51s, 24.0h, 12.5d; `nanoseconds` may be negative.
std::string format_duration(double nanoseconds, int digits = 3);

// 0.961 -> 96.1%; only everything is 100% and only nothing is 0%.
std::string format_share(double share, int digits = 3);

// 1,234,567 yuan; below a thousand with fen.
std::string format_yuan(double yuan);

// 1,234,567
std::string format_count(std::uint64_t count);

// By the unit of a metric: times as durations, everything else as bare numbers.
std::string format_quantity(double value, std::string_view unit, int digits = 3);

// From such a quantity, in three digits, to the next that is written otherwise: 1 of 331 s (written
// 5m31s), 0.1 of 12.3.
double step_of_quantity(double value, std::string_view unit);

}  // namespace txlab
