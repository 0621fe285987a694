#include "sim/base/elementary.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include "sim/base/check.hpp"

namespace txlab {

namespace {
constexpr double ln2_high = 6.93147180369123816490e-01;  // leading bits of ln 2: k * high is exact
constexpr double ln2_low = 1.90821492927058770002e-10;
}  // namespace

double fixed_exp(double x) {
  CHECK(x >= -700 && x <= 700);
  const auto k = static_cast<std::int64_t>(x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5));
  const double r = (x - static_cast<double>(k) * ln2_high) - static_cast<double>(k) * ln2_low;
  // Taylor series on |r| <= ln2/2, 17 terms, Horner from the smallest.
  double sum = 1;
  for (int n = 17; n >= 1; --n) sum = 1 + sum * r / n;
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

double fixed_log(double x) {
  CHECK(x > 0);
  auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  bits = (bits & 0x000fffffffffffffu) | (std::uint64_t{1023} << 52);
  double m = std::bit_cast<double>(bits);  // 1 <= m < 2
  if (m > 1.4142135623730951) {
    m /= 2;
    ++exponent;
  }
  // log m = 2 artanh((m-1)/(m+1)), |argument| <= 0.172.
  const double t = (m - 1) / (m + 1);
  const double t2 = t * t;
  double sum = 0;
  for (int n = 25; n >= 1; n -= 2) sum = sum * t2 + 1.0 / n;
  const auto e = static_cast<double>(exponent);
  return e * ln2_high + (2 * t * sum + e * ln2_low);
}

double fixed_pow(double x, double y) { return fixed_exp(y * fixed_log(x)); }

double normal_quantile(double p) {
  CHECK(p > 0 && p < 1);
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                          6.680131188771972e+01, -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                          3.754408661907416e+00};
  constexpr double low = 0.02425;
  const auto tail = [&](double q) {
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  };
  if (p < low) return tail(std::sqrt(-2 * fixed_log(p)));
  if (p > 1 - low) return -tail(std::sqrt(-2 * fixed_log(1 - p)));
  const double q = p - 0.5;
  const double r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

}  // namespace txlab
