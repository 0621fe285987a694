// Who else is there: people who work off lists, and other users of the wallet's database.
#include <algorithm>

#include "scenarios/language/decode.hpp"

namespace txlab::language {

namespace {

// `"09:00-18:00"`
void read_hours(Fields& in, const std::optional<Calendar>& calendar, OperatorSettings& out) {
  std::string text;
  if (!in.read("hours", text)) return;
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
  in.supply_list("actions", choices_of(in.entry("actions")));
  if (list == nullptr) return;
  out.actions.clear();
  for (const Node& node : list->items) {
    std::size_t index = 0;
    if (!in.element("actions", "action", node, index)) continue;
    out.actions.push_back(static_cast<OperatorAction>(index));
  }
}

}  // namespace

void decode_operators(Fields& top, Scenario& out) {
  const Node* node = top.find("operators");
  if (node == nullptr) return;
  Fields in(top, "operators", *node);
  OperatorSettings operators;
  in.read("people", operators.people);
  read_hours(in, out.workload.calendar, operators);
  in.read("per_case", operators.per_case);
  read_actions(in, operators);
  in.finish();
  out.operators = operators;
}

void decode_background(Fields& top, WorkloadSettings& out) {
  const Node* node = top.find("background");
  if (node == nullptr) return;
  Fields in(top, "background", *node);
  BackgroundSettings background;
  in.read("rate", background.rate_per_s);
  in.read("rows", background.rows);
  in.read("connections", background.connections);
  in.finish();
  out.background = background;
}

}  // namespace txlab::language
