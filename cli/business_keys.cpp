#include "cli/business_keys.hpp"

namespace txlab {

namespace {

constexpr KeyName keys[] = {
    {"calendar", "none",
     "what instants mean: application dates, missed_cutoff, and thresholds such as "
     "`open_yuan(at T+1 08:30) == 0 CNY`"},
    {"calendar.start", "\"09:30\"", "the time of day of time 0, on day T"},
    {"calendar.cutoff", "\"15:00\"", "orders that are accepted from here on get the next date"},
    {"calendar.file_export", "\"20:00\"",
     "when the applications of a date go to the transfer agent, on that date"},
    {"calendar.confirm", "\"08:30\"", "when the transfer agent's answer comes, on the day after"},
    {"calendar.late", "next-day | honour",
     "what main accepted before the cut-off and the fund after it: the fund's clock decides "
     "alone, or main's date counts until its file has gone"},
};

}  // namespace

std::span<const KeyName> business_keys() { return keys; }

}  // namespace txlab
