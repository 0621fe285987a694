// `workload.arrivals`: phases that run back to back.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

using Process = ArrivalPhase::Process;

void read_steady(Fields& in, ArrivalPhase& out) { in.read("rate", out.rate_per_s); }

bool read_base_and_peak(Fields& in, ArrivalPhase& out) {
  const bool base = in.read("base", out.base_per_s);
  const bool peak = in.read("peak", out.peak_per_s);
  if (!base || !peak || out.base_per_s <= out.peak_per_s) return base && peak;
  in.error(code::out_of_range, "peak", "`peak` is below `base`");
  return false;
}

void read_burst(Fields& in, ArrivalPhase& out) {
  read_base_and_peak(in, out);
  if (in.read("ramp", out.ramp) && 2 * out.ramp > out.lasts) {
    in.error(code::out_of_range, "ramp", "the two ramps of a burst lie inside `for`",
             "at most half of `for`");
  }
}

void read_diurnal(Fields& in, ArrivalPhase& out) {
  read_base_and_peak(in, out);
  in.read("period", out.period);
}

void read_trace(Fields& in, ArrivalPhase& out) {
  if (in.has("file")) {  // a file that could be read has become `offsets`; this one was told
    in.accept_rest();
    return;
  }
  const Node* offsets = in.require("offsets");
  if (offsets != nullptr) offsets = in.list("offsets");
  if (offsets == nullptr) return;
  for (const Node& node : offsets->items) {
    Duration offset{0};
    if (!read_scalar(in.context(), node, "offsets", unit::duration, offset, in.where())) return;
    out.trace.push_back(offset);
  }
  std::sort(out.trace.begin(), out.trace.end());
  const Duration last = out.trace.empty() ? Duration{0} : out.trace.back();
  if (!in.has("for")) {
    out.lasts = last + 1ns;
  } else if (out.lasts < last) {
    in.error(code::out_of_range, "for", "the trace goes on after `for`");
  }
}

void read_closed(Fields& in, ArrivalPhase& out) {
  in.read("clients", out.clients);
  read_distribution(in, "think", out.think);
}

// By Process.
constexpr void (*readers[])(Fields&, ArrivalPhase&) = {read_steady,  read_steady, read_burst,
                                                       read_diurnal, read_trace,  read_closed};

void read_phase(Fields& in, ArrivalPhase& out) {
  if (!in.choose("process", out.process)) {
    in.accept_known();
    return;
  }
  const std::string& process = in.node().find("process")->text;
  if (is_required_beside(in.entry("for"), process)) in.require("for");
  in.read("for", out.lasts);
  readers[static_cast<std::size_t>(out.process)](in, out);
  in.unfit_beside("process", process);
}

// Offered purchases of all phases together; closed ones are not counted.
double expected_arrivals(const WorkloadSettings& workload) {
  double sum = 0;
  for (const ArrivalPhase& phase : workload.arrivals) {
    const double seconds = in_seconds(phase.lasts);
    const double rate = std::max({phase.rate_per_s, phase.base_per_s, phase.peak_per_s});
    sum += rate * seconds + static_cast<double>(phase.trace.size());
  }
  return sum;
}

// Each is a process in memory, and nothing says that those of one phase end before the next begins.
constexpr std::uint64_t most_clients = 100'000;

bool are_too_many_clients(const WorkloadSettings& workload) {
  std::uint64_t clients = 0;
  for (const ArrivalPhase& phase : workload.arrivals) {
    if (phase.process == Process::closed) clients += phase.clients;
  }
  return clients > most_clients;
}

// A phase at 0/s is a pause between others, but somebody must come at some time.
bool nobody_comes(const WorkloadSettings& workload) {
  const auto closed = [](const ArrivalPhase& one) { return one.process == Process::closed; };
  return std::ranges::none_of(workload.arrivals, closed) && expected_arrivals(workload) <= 0;
}

void tell_that_nobody_comes(Fields& workload, const Node& phase) {
  const Node* place = &phase;
  for (const std::string_view key : {"rate", "peak", "offsets"}) {
    if (const Node* value = phase.find(key)) place = value;
  }
  workload.context().problems.error(code::out_of_range, place->span,
                                    "nobody ever comes: all phases together have no purchase",
                                    {"`5/s`", workload.inside("arrivals").help()});
}

}  // namespace

void decode_arrivals(Fields& workload, WorkloadSettings& out) {
  const Node* phases = workload.list("arrivals");
  if (phases == nullptr) return;
  const std::size_t errors_before = workload.context().problems.errors();
  Duration sum{0};
  for (const Node& node : phases->items) {
    Fields in(workload.context(), node,
              {"a phase of `workload.arrivals`", "workload.arrivals", "workload.arrivals.NAME"});
    ArrivalPhase phase;
    if (node.is_map()) read_phase(in, phase);
    in.finish();
    sum += std::min(phase.lasts, forever - sum);
    out.arrivals.push_back(std::move(phase));
  }
  if (phases->items.empty()) {
    workload.error(code::out_of_range, "arrivals", "`arrivals` has no phase");
  } else if (sum > 24h * 36'500) {
    workload.error(code::out_of_range, "arrivals", "the phases are longer than 36500d together");
  } else if (expected_arrivals(out) > 1e10) {
    workload.error(code::out_of_range, "arrivals", "these are more than 10000M purchases");
  } else if (are_too_many_clients(out)) {
    workload.error(code::out_of_range, "arrivals",
                   fmt::format("these are more than {}k clients", most_clients / 1000));
  } else if (workload.context().problems.errors() == errors_before && nobody_comes(out)) {
    tell_that_nobody_comes(workload, phases->items.front());
  }
}

}  // namespace txlab::language
