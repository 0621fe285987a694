// Who else is there: people who work off lists, and other users of the wallet's database.
#include <algorithm>

#include "scenarios/language/decode.hpp"
#include "sim/world/statement.hpp"

namespace txlab::language {

namespace {

// `"09:00-18:00"`
void read_hours(Fields& in, const std::optional<Calendar>& calendar, OperatorSettings& out) {
  std::string text;
  if (!in.read("hours", unit::word, text)) return;
  if (!calendar) {
    in.error(code::unfit_key, "hours", "without a calendar there is no time of day to open at",
             "write `calendar: {start: \"09:30\"}`, or leave `hours` out: they are always there");
    return;
  }
  OfficeHours hours{.at_zero = calendar->start};
  const std::size_t dash = text.find('-');
  const auto opens = unit::time_of_day(std::string_view(text).substr(0, dash));
  const auto closes = unit::time_of_day(
      dash == std::string::npos ? std::string_view() : std::string_view(text).substr(dash + 1));
  if (!opens.value || !closes.value || *closes.value <= *opens.value) {
    in.error(code::bad_value, "hours", "`hours` are from one time of day to a later one",
             "write `\"09:00-18:00\"`");
    return;
  }
  hours.opens = *opens.value;
  hours.closes = *closes.value;
  out.hours = hours;
}

// `[replay-dead-letter, resume-half]`
void read_actions(Fields& in, OperatorSettings& out) {
  const Node* list = in.list("actions");
  if (list == nullptr) return;
  // By OperatorAction.
  const std::vector<std::string> names{"replay-dead-letter", "resume-half", "force-xa",
                                       "repair-difference"};
  out.actions.clear();
  for (const Node& node : list->items) {
    if (!check_name(in.context(), node, names, "action", in.where())) continue;
    out.actions.push_back(
        static_cast<OperatorAction>(std::ranges::find(names, node.text) - names.begin()));
  }
}

}  // namespace

void decode_operators(Fields& top, Scenario& out) {
  const Node* node = top.find("operators");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("operators"));
  OperatorSettings operators;
  in.count("people", operators.people, 1, 10'000);
  read_hours(in, out.workload.calendar, operators);
  in.read("per_case", unit::positive_duration, operators.per_case);
  read_actions(in, operators);
  in.finish();
  out.operators = operators;
}

void decode_background(Fields& top, WorkloadSettings& out) {
  const Node* node = top.find("background");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("background"));
  BackgroundSettings background;
  in.must_read("rate", unit::rate, background.rate_per_s);
  in.count("rows", background.rows, 1, Statement::capacity);
  in.count("connections", background.connections, 1, 10'000);
  in.finish();
  out.background = background;
}

}  // namespace txlab::language
