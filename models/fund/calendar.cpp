#include "models/fund/calendar.hpp"

namespace txlab {

std::string name_of_date(ApplicationDate date) {
  return date <= 1 ? "T" : "T+" + std::to_string(date - 1);
}

std::string name_of(const Moment& moment) {
  const auto two_digits = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::int64_t minutes = moment.time_of_day / Duration(1min);
  const auto date = static_cast<ApplicationDate>(moment.day + 1);
  return name_of_date(date) + " " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

ApplicationDate Calendar::date_at(Duration now) const {
  const Duration since_midnight = start + now;  // of day T
  const Duration cutoffs = since_midnight - cutoff;
  // How many cut-offs have passed; the first is that of T. A clock may show times before time 0.
  const std::int64_t passed = cutoffs < Duration{0} ? 0 : cutoffs / Duration(24h) + 1;
  return static_cast<ApplicationDate>(1 + passed);
}

Duration Calendar::time_of_day(Duration now) const {
  const Duration into = (start + now) % Duration(24h);
  return into < Duration{0} ? into + 24h : into;
}

Duration Calendar::next(Duration wanted, Duration now) const {
  const Duration wait = wanted - time_of_day(now);
  return now + (wait > Duration{0} ? wait : wait + 24h);
}

ApplicationDate Calendar::date_of_branch(ApplicationDate promised, Duration now) const {
  const bool honoured = late == Late::honour && promised != 0 && now < export_of(promised);
  return honoured ? promised : date_at(now);
}

}  // namespace txlab
