#include "sim/base/distribution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/base/elementary.hpp"

namespace txlab {

namespace {

constexpr double largest = 9.0e18;

std::int64_t rounded(double value) {
  const double cut = std::clamp(value, -largest, largest);
  return static_cast<std::int64_t>(cut < 0 ? cut - 0.5 : cut + 0.5);
}

}  // namespace

Distribution Distribution::constant(std::int64_t value) {
  Distribution d;
  d.value_ = value;
  return d;
}

// Octave o covers survival probabilities from 2^-o down to 2^-(o+1), in `steps` equal steps.
Distribution Distribution::from_quantile(const std::function<double(double)>& quantile) {
  Distribution d;
  d.table_.reserve(static_cast<std::size_t>(octaves) * (steps + 1));
  double survival = 1;
  for (int octave = 0; octave < octaves; ++octave, survival /= 2) {
    for (int step = 0; step <= steps; ++step) {
      const double s = survival * (1 - static_cast<double>(step) / (2 * steps));
      d.table_.push_back(rounded(quantile(std::max(0.0, 1 - s))));
    }
  }
  return d;
}

std::int64_t Distribution::interpolate(std::uint64_t bits) const {
  const std::uint64_t survival = ~bits;  // uniform, and large values of the law for small survival
  const int octave = std::min(std::countl_zero(survival | 1), octaves - 1);
  // Below its leading one the survival falls from 2^64-octave to half of it.
  const std::uint64_t fraction = ~(survival << (octave + 1));  // 0 at the octave's lower quantile
  const auto step = static_cast<std::size_t>(fraction >> 58);
  const auto rest = static_cast<std::int64_t>((fraction >> 26) & 0xffffffffu);
  const std::int64_t* cell = &table_[static_cast<std::size_t>(octave) * (steps + 1) + step];
  const __int128 rise = static_cast<__int128>(cell[1] - cell[0]) * rest;
  return cell[0] + static_cast<std::int64_t>(rise >> 32);
}

double Distribution::mean() const {
  if (table_.empty()) return static_cast<double>(value_);
  double sum = 0;
  double weight = 0.5 / steps;
  for (int octave = 0; octave < octaves; ++octave, weight /= 2) {
    const std::int64_t* row = &table_[static_cast<std::size_t>(octave) * (steps + 1)];
    for (int step = 0; step < steps; ++step) {
      sum += weight * 0.5 * (static_cast<double>(row[step]) + static_cast<double>(row[step + 1]));
    }
  }
  return sum;
}

std::int64_t Distribution::quantile(double probability) const {
  CHECK(probability >= 0 && probability < 1);
  return sample(static_cast<std::uint64_t>(probability * 18446744073709551616.0));
}

Distribution Distribution::uniform(std::int64_t low, std::int64_t high) {
  CHECK(low <= high);
  const auto width = static_cast<double>(high - low);
  return from_quantile([=](double p) { return static_cast<double>(low) + width * p; });
}

Distribution Distribution::exponential(double mean) {
  CHECK(mean >= 0);
  return from_quantile([=](double p) { return p <= 0 ? 0.0 : -mean * fixed_log(1 - p); });
}

Distribution Distribution::normal(double mean, double deviation, std::int64_t floor) {
  CHECK(deviation >= 0);
  const auto least = static_cast<double>(floor);
  return from_quantile([=](double p) {
    const double inside = std::clamp(p, 1e-13, 1 - 1e-13);
    return std::max(least, mean + deviation * normal_quantile(inside));
  });
}

Distribution Distribution::lognormal(double median, double p99) {
  CHECK(median > 0 && p99 >= median);
  const double sigma = fixed_log(p99 / median) / normal_quantile(0.99);
  return from_quantile([=](double p) {
    const double inside = std::clamp(p, 1e-13, 1 - 1e-13);
    return median * fixed_exp(std::clamp(sigma * normal_quantile(inside), -700.0, 700.0));
  });
}

Distribution Distribution::pareto(double minimum, double shape) {
  CHECK(minimum > 0 && shape > 0);
  return from_quantile([=](double p) {
    return p <= 0 ? minimum : minimum * fixed_exp(std::min(700.0, -fixed_log(1 - p) / shape));
  });
}

Distribution Distribution::percentiles(std::vector<std::pair<double, double>> measured) {
  CHECK(measured.size() >= 2);
  std::vector<std::pair<double, double>> points;  // (normal score, log value)
  for (const auto& [probability, value] : measured) {
    points.emplace_back(normal_quantile(probability), fixed_log(value));
  }
  return from_quantile([points](double p) {
    const double score = normal_quantile(std::clamp(p, 1e-13, 1 - 1e-13));
    std::size_t right = 1;
    while (right + 1 < points.size() && points[right].first < score) ++right;
    const auto [x0, y0] = points[right - 1];
    const auto [x1, y1] = points[right];
    return fixed_exp(std::clamp(y0 + (y1 - y0) * (score - x0) / (x1 - x0), -700.0, 700.0));
  });
}

Distribution Distribution::samples(std::vector<std::int64_t> values) {
  CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  return from_quantile([values = std::move(values)](double p) {
    const double position = p * static_cast<double>(values.size() - 1);
    const auto left = static_cast<std::size_t>(position);
    if (left + 1 >= values.size()) return static_cast<double>(values.back());
    const double rest = position - static_cast<double>(left);
    return static_cast<double>(values[left]) +
           rest * static_cast<double>(values[left + 1] - values[left]);
  });
}

}  // namespace txlab
