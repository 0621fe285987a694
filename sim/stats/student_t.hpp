// Student's t distribution, kept behind two functions because its library is slow to compile.
#pragma once

namespace txlab {

// The t with P(T <= t) = probability, 0 < probability < 1, for `degrees` of freedom > 0.
double student_t_quantile(double probability, double degrees);

// P(|T| >= |t|): how often chance alone gives a t at least this extreme.
double student_t_two_sided(double t, double degrees);

}  // namespace txlab
