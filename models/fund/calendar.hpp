// Calendar: what instants mean to the business: the cut-off, application dates, T+1.
//
// Time 0 is `start` on day T. An order that is accepted before the cut-off gets the application
// date of the day, a later one that of the next day: late is a shift, not a refusal. The transfer
// agent gets the file of a date on its evening and answers in the morning after. Every day is a
// trading day; weekends and holidays would only make the night longer.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/time.hpp"

namespace txlab {

using ApplicationDate = std::uint16_t;  // 0: none, there is no calendar; 1: T; 2: T+1

// "T", "T+1"
std::string name_of_date(ApplicationDate date);

// An instant as people name it: "T 15:00", "T+1 08:30".
struct Moment {
  std::int64_t day = 0;  // 0: T
  Duration time_of_day{0};
  bool operator==(const Moment&) const = default;
};
std::string name_of(const Moment& moment);

struct Calendar {
  // What the fund does with an order that main accepted for an earlier date.
  enum class Late : std::uint8_t {
    next_day,  // the fund's own clock decides, whatever main promised
    honour,    // main's date, until the file of that date has gone to the transfer agent
  };
  Duration start = 9h + 30min;    // time of day of time 0
  Duration cutoff = 15h;          // time of day
  Duration file_export = 20h;     // time of day, on the application date
  Duration confirm = 8h + 30min;  // time of day, on the day after the application date
  Late late = Late::next_day;

  // The instant of a time of day, counted from time 0; day 0 is T.
  Duration at(std::int64_t day, Duration time_of_day) const {
    return day * 24h + time_of_day - start;
  }
  Duration at(const Moment& moment) const { return at(moment.day, moment.time_of_day); }
  // The date of an order that is accepted now (all since time 0, by the clock that one has).
  ApplicationDate date_at(Duration now) const;
  // The date that the fund gives to an order for which main has promised one (0: it has not).
  ApplicationDate date_of_branch(ApplicationDate promised, Duration now) const;
  Duration time_of_day(Duration now) const;
  // The next instant with this time of day; never now.
  Duration next(Duration time_of_day, Duration now) const;
  Duration export_of(ApplicationDate date) const { return at(date - 1, file_export); }
  Duration confirmation_of(ApplicationDate date) const { return at(date, confirm); }
};

}  // namespace txlab
