// The clock of a fault: exactly one of `at`, `every`, `rate` and `when`.
#include <fmt/format.h>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

using Kind = FaultClock::Kind;

void read_times(Fields& in, FaultClock& out) {
  std::uint32_t times = 0;
  if (in.read("times", times)) out.times = times;
}

void read_when(Fields& fault, FaultClock& out) {
  const Node* node = fault.find("when");
  if (node == nullptr) return;
  Fields in(fault.context(), *node,
            {"`when` of " + fault.where().label, "faults.when", "faults.NAME.when"});
  const auto& events = in.context().vocabulary.events;
  const Node* event = in.find("event");
  if (event != nullptr && !events.empty()) {
    check_name(in.context(), *event, events, "event", {in.where().label, "events"});
  }
  if (event != nullptr) out.event = event->text;
  in.read("probability", out.probability);
  read_times(in, out);
  in.finish();
}

void read_every(Fields& in, FaultClock& out) {
  if (!read_distribution(in, "every", out.every)) return;
  if (out.every.mean() < 1) {
    in.error(code::out_of_range, "every", "`every` is nothing: the fault would never end");
  }
}

// The one clock that is there, or nothing, which is told.
std::optional<Kind> choose_clock(Fields& in) {
  constexpr std::pair<std::string_view, Kind> clocks[] = {
      {"at", Kind::at}, {"every", Kind::every}, {"rate", Kind::rate}, {"when", Kind::when}};
  std::optional<Kind> chosen;
  std::string_view first;
  for (const auto& [key, kind] : clocks) {
    if (!in.has(key)) {
      in.find(key);
    } else if (!chosen) {
      chosen = kind;
      first = key;
    } else {
      in.unfit({key}, fmt::format("it has `{}` already, and one clock is enough", first));
    }
  }
  if (!chosen && in.node().is_map()) {
    in.error(code::missing_key, "",
             in.where().label + " needs a clock: `at`, `every`, `rate` or `when`");
  }
  return chosen;
}

}  // namespace

void decode_fault_clock(Fields& in, FaultClock& out) {
  const auto chosen = choose_clock(in);
  if (!chosen) {
    in.find("times");
    return;
  }
  out.kind = *chosen;
  switch (out.kind) {
    case Kind::at: {
      Duration at{0};
      if (in.read("at", at)) out.at = start_of_run + at;
      break;
    }
    case Kind::every:
      read_every(in, out);
      break;
    case Kind::rate:
      in.read("rate", out.rate_per_s);
      break;
    case Kind::when:
      read_when(in, out);
      break;
  }
  if (out.kind == Kind::every || out.kind == Kind::rate) {
    read_times(in, out);
  } else {
    in.unfit({"times"}, out.kind == Kind::at ? "`at` comes once" : "it belongs inside of `when`");
  }
}

}  // namespace txlab::language
