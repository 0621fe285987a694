// `faults`: what goes wrong, where, and for how long.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"
#include "scenarios/language/plain_text.hpp"

namespace txlab::language {

namespace {

using Pick = FaultTarget::Pick;

void read_number(Fields& in, const Node& node, Pick& out) {
  constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
  const auto number = unit::count(node.text);
  if (!node.is_scalar() || !number.value || *number.value < 1 || *number.value > most) {
    in.error(code::bad_value, "pick", "`pick` says how many of the replicas",
             "`one`, `all`, a count such as `2`, or a share such as `50%`");
    return;
  }
  out.kind = Pick::Kind::count;
  out.count = static_cast<std::uint32_t>(*number.value);
}

// `one`, `all`, `3` or `50%`
void read_pick(Fields& in, Pick& out) {
  const Node* node = in.find("pick");
  in.supply_scalar("pick", std::string(in.entry("pick").fallback), by_default);
  if (node == nullptr) return;
  if (node->text == "all") {
    out = {};
  } else if (node->text == "one") {
    out = {Pick::Kind::count, 1, 1};
  } else if (node->text.ends_with('%')) {
    out.kind = Pick::Kind::share;
    if (read_scalar(in.context(), *node, "pick", unit::share, out.share, in.where()) &&
        out.share <= 0) {
      in.error(code::out_of_range, "pick", "`pick` is nobody");
    }
  } else {
    read_number(in, *node, out);
  }
}

// A word that is not `actor` may be meant as the name of a host or of a database.
void tell_target(Fields& fault, const Node& node, const Scenario& scenario) {
  std::vector<std::string> names = host_names(scenario);
  names.emplace_back(instead_of(fault.entry("target")));
  for (const DatabaseSettings& one : scenario.databases) names.push_back(one.name);
  const std::string meant = nearest(node.text, names);
  const auto at = static_cast<std::size_t>(std::ranges::find(names, meant) - names.begin());
  std::string hint = "`actor`, `{host: NAME}` or `{database: NAME}`";
  if (at < scenario.hosts.size()) hint = fmt::format("write `{{host: {}}}`", meant);
  if (at == scenario.hosts.size()) hint = fmt::format("did you mean `{}`?", meant);
  if (at > scenario.hosts.size() && !meant.empty()) {
    hint = fmt::format("write `{{database: {}}}`", meant);
  }
  fault.context().problems.error(
      code::unknown_name, node.span,
      fmt::format("unknown target `{}` in {}", node.text, fault.where().label),
      {hint, fault.where().help()});
}

void read_target(Fields& fault, const Scenario& scenario, FaultSettings& out) {
  using Of = FaultTarget::Kind;
  const Node* node = fault.find("target");
  if (node == nullptr) return;
  if (node->is_scalar()) {
    out.target.kind = Of::actor;
    if (node->text != instead_of(fault.entry("target"))) tell_target(fault, *node, scenario);
    return;
  }
  Fields in(fault.context(), *node,
            {"the target of " + fault.where().label, "faults.target", "faults.NAME.target"});
  const Node* host = in.find("host");
  const Node* database = in.find("database");
  if (host != nullptr && database != nullptr) {
    in.error(code::unfit_key, "database", "a target is a host or a database, not both");
  } else if (host != nullptr) {
    out.target.kind = Of::host;
    out.target.name = host->text;
    check_name(in.context(), *host, host_names(scenario), "host", fault.where());
  } else if (database != nullptr) {
    std::vector<std::string> names;
    for (const DatabaseSettings& one : scenario.databases) names.push_back(one.name);
    out.target.kind = Of::database;
    out.target.name = database->text;
    check_name(in.context(), *database, names, "database", fault.where());
  } else if (node->is_map()) {
    in.error(code::missing_key, "", "a target needs `host` or `database`", "or write `actor`");
  }
  if (database == nullptr) {
    read_pick(in, out.target.pick);
  } else {
    in.unfit({"pick"}, "a database is one server");
  }
  in.finish();
}

void read_between(Fields& in, const Scenario& scenario, FaultSettings& out) {
  const Node* two = in.list("between");
  if (two == nullptr) return;
  std::vector<std::string> places = scenario.zones;
  for (const std::string& host : host_names(scenario)) places.push_back(host);
  for (const Node& end : two->items) {
    if (check_name(in.context(), end, places, "zone or host", in.where())) {
      out.between.push_back(end.text);
    }
  }
  if (two->items.size() != 2) {
    in.error(code::out_of_range, "between", "`between` names two zones or hosts");
  } else if (out.between.size() == 2 && out.between[0] == out.between[1]) {
    in.error(code::out_of_range, "between", "`between` names one place twice");
  }
}

void read_crash(Fields& in, FaultSettings& out) {
  in.choose("kind", out.crash);
  if (out.crash == CrashKind::power) {
    in.choose("unsynced", out.unsynced);
  } else {
    in.unfit({"unsynced"}, "only `kind: power` loses writes that were not flushed");
  }
  Duration restart{0};
  if (in.read("restart_after", restart)) out.restart_after = restart;
}

// What only some kinds of faults have.
void read_extent(Fields& in, std::string_view kind, FaultSettings& out) {
  if (in.fits("for", kind)) in.read("for", out.lasts);
  if (in.fits("factor", kind)) in.read("factor", out.factor);
  if (in.fits("share", kind)) in.read("share", out.share);
  if (in.fits("offset", kind)) in.read("offset", out.offset);
  if (in.fits("drift", kind)) in.read("drift", out.drift_ppm);
  if (in.fits("direction", kind)) in.choose("direction", out.direction);
  if (!in.fits("latency", kind)) return;
  read_distribution(in, "latency", out.extra_latency);
  in.read("loss", out.extra_loss);
  if (!in.has("latency") && !in.has("loss")) {
    in.error(code::missing_key, "", in.where().label + " needs `latency` or `loss`");
  }
}

void check_target(Fields& in, const FaultSettings& fault) {
  const bool of_clock = fault.kind == FaultKind::clock_offset ||
                        fault.kind == FaultKind::clock_drift || fault.kind == FaultKind::clock_step;
  if (of_clock && fault.target.kind == FaultTarget::Kind::database) {
    in.error(code::out_of_range, "target", "clock faults target hosts");
  }
  const bool serves = fault.target.kind == FaultTarget::Kind::host &&
                      (fault.target.name == "wallet" || fault.target.name == "fund" ||
                       fault.target.name == "centre" || fault.target.name == "gateway");
  if (fault.kind == FaultKind::error && in.has("target") && !serves) {
    in.error(code::out_of_range, "target", "`error` is a bad release of a service",
             "target `gateway`, `wallet`, `fund` or `centre`");
  }
  const Node* target = in.node().find("target");
  const bool actor =
      target != nullptr && target->is_scalar() && target->text == instead_of(in.entry("target"));
  if (fault.target.kind == FaultTarget::Kind::actor && actor &&
      fault.clock.kind != FaultClock::Kind::when) {
    in.error(code::unfit_key, "target", "`actor` is the host of the event of `when`",
             "name a host, or use `when`");
  }
}

void read_fault(Fields& in, const Scenario& scenario, FaultSettings& out) {
  in.read("name", out.name);
  if (const Node* name = in.node().find("name")) {
    check_own_name(in.context().problems, out.name, name->span);
  }
  in.supply_scalar("name", out.name);
  if (!in.choose("fault", out.kind)) {
    in.accept_known();
    return;
  }
  const std::string_view kind = in.node().find("fault")->text;
  decode_fault_clock(in, out.clock);
  if (in.fits("target", kind)) read_target(in, scenario, out);
  if (in.fits("between", kind)) read_between(in, scenario, out);
  if (out.kind == FaultKind::crash) read_crash(in, out);
  read_extent(in, kind, out);
  in.unfit_beside("fault", kind);
  check_target(in, out);
}

Where where_of(const Node& node, const std::string& name) {
  const Node* fault = node.find("fault");
  const auto kinds = choices_of(*key_at("faults.NAME.fault"));
  const bool known = fault != nullptr && std::ranges::find(kinds, fault->text) != kinds.end();
  return {fmt::format("fault `{}`", name), known ? "faults." + fault->text : "faults",
          "faults.NAME"};
}

// How often the clock of a fault comes while customers do, on the average.
double firings_of_a_run(const FaultClock& clock, double arrivals_s) {
  double firings = 1;
  const double gap_ns = clock.every.mean();  // 0: was told
  if (clock.kind == FaultClock::Kind::every && gap_ns > 0) firings = arrivals_s * 1e9 / gap_ns;
  if (clock.kind == FaultClock::Kind::rate) firings = arrivals_s * clock.rate_per_s;
  return clock.times ? std::min<double>(firings, *clock.times) : firings;
}

// All firings of a run are planned before it begins, and each of them is kept in its results.
void check_firings(Fields& top, const Node& faults, const Scenario& out) {
  constexpr double most = 100'000;
  double arrivals_s = 0;
  for (const ArrivalPhase& phase : out.workload.arrivals) arrivals_s += in_seconds(phase.lasts);
  double firings = 0;
  for (std::size_t i = 0; i < out.faults.size(); ++i) {
    firings += firings_of_a_run(out.faults[i].clock, arrivals_s);
    if (firings <= most) continue;
    top.context().problems.error(
        code::out_of_range, faults.items[i].span,
        fmt::format("with fault `{}`, faults come about {:.0f} times in a run: more than {}",
                    out.faults[i].name, firings, most),
        {"a longer pause between firings, or `times`", "txlab explain faults"});
    return;
  }
}

}  // namespace

void decode_faults(Fields& top, Scenario& out) {
  const Node* faults = top.list("faults");
  if (faults == nullptr) return;
  std::set<std::string> names;
  for (const Node& node : faults->items) {
    const Node* name = node.find("name");
    FaultSettings fault;
    fault.name = fmt::format("fault-{}", out.faults.size() + 1);
    Fields in(top.context(), node,
              where_of(node, name != nullptr && name->is_scalar() ? name->text : fault.name));
    if (node.is_map()) read_fault(in, out, fault);
    in.finish();
    if (!names.insert(fault.name).second) {
      in.error(code::duplicate_name, "name", fmt::format("two faults are named `{}`", fault.name));
    }
    out.faults.push_back(std::move(fault));
  }
  check_firings(top, *faults, out);
}

}  // namespace txlab::language
