#include "sim/base/distribution.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/elementary.hpp"

namespace txlab {

namespace {

constexpr double largest = 9.0e18;

std::int64_t rounded(double value) {
  const double cut = std::clamp(value, -largest, largest);
  return static_cast<std::int64_t>(cut < 0 ? cut - 0.5 : cut + 0.5);
}

// log(1 - p), also for small p, where 1 - p would forget most of its digits.
double log_survival(double p) {
  if (p > 0.001) return fixed_log(1 - p);
  return -p * (1 + p * (1.0 / 2 + p * (1.0 / 3 + p * (1.0 / 4 + p / 5))));
}

}  // namespace

Distribution Distribution::constant(std::int64_t value) {
  Distribution d;
  d.value_ = value;
  return d;
}

Distribution Distribution::from_quantile(const std::function<double(double)>& quantile) {
  Distribution d;
  d.table_.reserve(2 * octaves * row);
  for (const bool upper : {false, true}) {
    double widest = 0.5;
    for (int octave = 0; octave < octaves; ++octave, widest /= 2) {
      for (int step = 0; step <= steps; ++step) {
        const double tail = widest * (1 - static_cast<double>(step) / (2 * steps));
        d.table_.push_back(rounded(quantile(upper ? 1 - tail : tail)));  // 1 - tail is exact
      }
    }
  }
  d.cells_ = d.table_.data();
  return d;
}

double Distribution::mean() const {
  if (cells_ == nullptr) return static_cast<double>(value_);
  double sum = 0;
  for (std::size_t line = 0; line < 2 * octaves; ++line) {
    const double weight = 0.25 / static_cast<double>(std::uint64_t{1} << (line % octaves));
    const std::int64_t* const cells = &cells_[line * row];
    for (int step = 0; step < steps; ++step) {
      const double ends = static_cast<double>(cells[step]) + static_cast<double>(cells[step + 1]);
      sum += weight / steps * 0.5 * ends;
    }
    // What lies beyond the last octave counts as its outer end.
    if ((line + 1) % octaves == 0) sum += weight * static_cast<double>(cells[steps]);
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
  return from_quantile([=](double p) { return -mean * log_survival(p); });
}

Distribution Distribution::normal(double mean, double deviation, std::int64_t floor) {
  CHECK(deviation >= 0);
  const auto least = static_cast<double>(floor);
  return from_quantile(
      [=](double p) { return std::max(least, mean + deviation * normal_quantile(p)); });
}

Distribution Distribution::lognormal(double median, double p99) {
  CHECK(median > 0 && p99 >= median);
  const double sigma = fixed_log(p99 / median) / normal_quantile(0.99);
  return from_quantile([=](double p) {
    return median * fixed_exp(std::clamp(sigma * normal_quantile(p), -700.0, 700.0));
  });
}

Distribution Distribution::pareto(double minimum, double shape) {
  CHECK(minimum > 0 && shape > 0);
  return from_quantile(
      [=](double p) { return minimum * fixed_exp(std::min(700.0, -log_survival(p) / shape)); });
}

Distribution Distribution::percentiles(std::vector<std::pair<double, double>> measured) {
  CHECK(measured.size() >= 2);
  std::vector<std::pair<double, double>> points;  // (normal score, log value)
  for (const auto& [probability, value] : measured) {
    points.emplace_back(normal_quantile(probability), fixed_log(value));
  }
  return from_quantile([points](double p) {
    const double score = normal_quantile(p);
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
