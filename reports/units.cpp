#include "reports/units.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace txlab {

namespace {

// A positive number rounded to so many significant digits: mantissa times ten to the exponent.
struct Rounded {
  double value = 0;
  int exponent = 0;
};

Rounded rounded(double value, int digits) {
  const std::string text = fmt::format("{:.{}e}", value, digits - 1);
  const auto mark = text.find('e');
  return {std::strtod(text.c_str(), nullptr), std::atoi(text.c_str() + mark + 1)};
}

// The digits that count and no more: 61.2, 0.0123, 912.
std::string plain(double value, int digits) {
  const Rounded number = rounded(value, digits);
  const int decimals = std::max(0, digits - 1 - number.exponent);
  return fmt::format("{:.{}f}", number.value, decimals);
}

// Nothing if it is no unit of time.
double nanoseconds_in(std::string_view unit) {
  constexpr std::pair<std::string_view, double> times[] = {
      {"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}};
  for (const auto& [name, size] : times) {
    if (unit == name) return size;
  }
  return 0;
}

// Below the resolution of a clock there is nothing: 0.2 ns are rounding, not a time.
constexpr double no_time = 0.01;

std::string positive_duration(double nanoseconds, int digits) {
  if (nanoseconds < no_time) return "0";
  constexpr std::pair<double, const char*> small[] = {{1, "ns"}, {1e3, "us"}, {1e6, "ms"}};
  for (const auto& [size, unit] : small) {
    if (rounded(nanoseconds / size, digits).value < 1000) {
      return plain(nanoseconds / size, digits) + unit;
    }
  }
  const double seconds = nanoseconds / 1e9;
  if (rounded(seconds, digits).value < 60) return plain(seconds, digits) + "s";
  if (std::round(seconds) < 3600) {
    const auto whole = static_cast<int>(std::round(seconds));
    if (digits < 3 && whole >= 600) return fmt::format("{}m", (whole + 30) / 60);
    return fmt::format("{}m{:02}s", whole / 60, whole % 60);
  }
  const double hours = seconds / 3600;
  if (rounded(hours, digits).value < 100) return plain(hours, digits) + "h";
  return format_number(hours / 24, digits) + "d";
}

}  // namespace

std::string format_number(double value, int digits) {
  if (std::isnan(value)) return {};
  if (value < 0) return "-" + format_number(-value, digits);
  if (std::isinf(value)) return "inf";
  if (value == 0) return "0";
  const Rounded number = rounded(value, digits);
  if (number.exponent < -3 || number.exponent >= 15) {
    const std::string mantissa = plain(number.value / std::pow(10.0, number.exponent), 2);
    return fmt::format("{}e{}", mantissa, number.exponent);
  }
  constexpr std::array<const char*, 5> suffixes{"", "k", "M", "G", "T"};
  const int thousands = std::max(0, number.exponent / 3);
  return plain(number.value / std::pow(1000.0, thousands), digits) +
         suffixes[static_cast<std::size_t>(thousands)];
}

std::string format_duration(double nanoseconds, int digits) {
  if (std::isnan(nanoseconds)) return {};
  if (std::isinf(nanoseconds)) return nanoseconds < 0 ? "-inf" : "inf";
  if (nanoseconds < 0) return "-" + positive_duration(-nanoseconds, digits);
  return positive_duration(nanoseconds, digits);
}

std::string format_share(double share, int digits) {
  if (std::isnan(share)) return {};
  if (share < 1 && share > 0.9994) return ">99.9%";
  if (share == 1) return "100%";
  return format_number(100 * share, digits) + "%";
}

std::string format_count(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string format_yuan(double yuan) {
  if (std::isnan(yuan)) return {};
  if (yuan < 0) return "-" + format_yuan(-yuan);
  if (yuan >= 1e18) return format_number(yuan) + " yuan";
  if (yuan == std::floor(yuan) || yuan >= 1000) {
    return format_count(static_cast<std::uint64_t>(std::round(yuan))) + " yuan";
  }
  return fmt::format("{:.2f} yuan", yuan);
}

std::string format_quantity(double value, std::string_view unit, int digits) {
  const double size = nanoseconds_in(unit);
  return size > 0 ? format_duration(value * size, digits) : format_number(value, digits);
}

double step_of_quantity(double value, std::string_view unit) {
  constexpr int digits = 3;
  const auto step = [](double size) { return std::pow(10, rounded(size, digits).exponent - 2); };
  const double size = nanoseconds_in(unit);
  const double seconds = std::abs(value) * size / 1e9;
  if (rounded(seconds, digits).value < 60) return step(std::abs(value));
  if (std::round(seconds) < 3600) return 1e9 / size;
  const double hours = rounded(seconds / 3600, digits).value < 100 ? 1 : 24;
  return step(seconds / 3600 / hours) * hours * 3600e9 / size;
}

}  // namespace txlab
