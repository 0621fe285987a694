// The business in depth: `calendar`.
#include "scenarios/language/decode.hpp"

namespace txlab::language {

namespace {

void read_calendar(Fields& top, std::optional<Calendar>& out) {
  const Node* node = top.find("calendar");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("calendar"));
  Calendar calendar;
  in.read("start", unit::time_of_day, calendar.start);
  in.read("cutoff", unit::time_of_day, calendar.cutoff);
  in.read("file_export", unit::time_of_day, calendar.file_export);
  in.read("confirm", unit::time_of_day, calendar.confirm);
  using Late = Calendar::Late;
  in.choose<Late>("late", calendar.late, {{"next-day", Late::next_day}, {"honour", Late::honour}});
  if (calendar.file_export < calendar.cutoff) {
    in.error(code::out_of_range, in.has("file_export") ? "file_export" : "cutoff",
             "the file would be exported before the cut-off of its date");
  }
  in.finish();
  out = calendar;
}

}  // namespace

void decode_business(Fields& top, WorkloadSettings& out) { read_calendar(top, out.calendar); }

}  // namespace txlab::language
