// exp, log and the normal quantile from +, -, *, / and sqrt only.
//
// The functions of libm give other last bits on other processors (they choose code paths by what
// the processor offers), which would change every sampled latency and with it the digest. IEEE 754
// requires the five operations above to be exact to the last bit, so these give the same bits
// everywhere, provided that the compiler does not contract a*b+c (-ffp-contract=off).
// Relative errors: exp and log below 1e-15, the quantile below 1.2e-9; more than sampling needs.
#pragma once

namespace txlab {

// e^x for |x| <= 700.
double fixed_exp(double x);

// Natural logarithm for x > 0 (normal numbers).
double fixed_log(double x);

// x^y = exp(y log x), for x > 0.
double fixed_pow(double x, double y);

// The standard normal quantile for 0 < p < 1: Acklam's rational approximation (relative error
// 1.15e-9; P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
// function", 2003).
double normal_quantile(double p);

}  // namespace txlab
