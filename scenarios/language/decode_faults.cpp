// `faults`: what goes wrong, where, and for how long.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

using Pick = FaultTarget::Pick;

// The keys besides name, fault and the clock that a kind of fault has.
struct Kind {
  std::string_view name;
  FaultKind kind;
  std::vector<std::string_view> keys;
};
const Kind kinds[] = {
    {"crash", FaultKind::crash, {"target", "kind", "unsynced", "restart_after"}},
    {"pause", FaultKind::pause, {"target", "for"}},
    {"slow", FaultKind::slow, {"target", "for", "factor"}},
    {"slow-disk", FaultKind::slow_disk, {"target", "for", "factor"}},
    {"error", FaultKind::error, {"target", "for", "share"}},
    {"clock-offset", FaultKind::clock_offset, {"target", "for", "offset"}},
    {"clock-drift", FaultKind::clock_drift, {"target", "for", "drift"}},
    {"clock-step", FaultKind::clock_step, {"target", "offset"}},
    {"partition", FaultKind::partition, {"between", "direction", "for"}},
    {"hold", FaultKind::hold, {"between", "direction", "for"}},
    {"degrade", FaultKind::degrade, {"between", "direction", "for", "latency", "loss"}}};
constexpr std::string_view all_keys[] = {
    "target", "kind",    "unsynced",  "restart_after", "for",  "factor", "offset",
    "drift",  "between", "direction", "latency",       "loss", "share"};

bool has_key(const Kind& kind, std::string_view key) {
  return std::find(kind.keys.begin(), kind.keys.end(), key) != kind.keys.end();
}

// `one`, `all`, `3` or `50%`
void read_pick(Fields& in, Pick& out) {
  const Node* node = in.find("pick");
  if (node == nullptr) return;
  if (node->text == "all") {
    out = {};
  } else if (node->text == "one") {
    out = {Pick::Kind::count, 1, 1};
  } else if (node->text.ends_with('%')) {
    out.kind = Pick::Kind::share;
    if (in.read("pick", unit::share, out.share) && out.share <= 0) {
      in.error(code::out_of_range, "pick", "`pick` is nobody");
    }
  } else if (in.count("pick", out.count, 1)) {
    out.kind = Pick::Kind::count;
  }
}

void read_target(Fields& fault, const Scenario& scenario, FaultSettings& out) {
  using Of = FaultTarget::Kind;
  const Node* node = fault.require("target");
  if (node == nullptr) return;
  if (node->is_scalar()) {
    out.target.kind = Of::actor;
    check_name(fault.context(), *node, std::vector<std::string>{"actor"}, "target", fault.where());
    return;
  }
  Fields in(fault.context(), *node, {"the target of " + fault.where().label, "faults.target"});
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
  if (in.require("between") == nullptr) return;
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
  in.choose<CrashKind>("kind", out.crash,
                       {{"process", CrashKind::process},
                        {"power", CrashKind::power},
                        {"host-lost", CrashKind::host_lost}});
  if (out.crash == CrashKind::power) {
    in.choose<Unsynced>(
        "unsynced", out.unsynced,
        {{"gone", Unsynced::gone}, {"torn", Unsynced::torn}, {"kept", Unsynced::kept}});
  } else {
    in.unfit({"unsynced"}, "only `kind: power` loses writes that were not flushed");
  }
  Duration restart{0};
  if (in.read("restart_after", unit::duration, restart)) out.restart_after = restart;
}

void read_extent(Fields& in, const Kind& kind, FaultSettings& out) {
  using Direction = FaultSettings::Direction;
  if (has_key(kind, "for")) in.must_read("for", unit::positive_duration, out.lasts);
  if (has_key(kind, "factor") && in.must_read("factor", unit::factor, out.factor) &&
      out.factor < 1) {
    in.error(code::out_of_range, "factor", "`factor` is below 1: that is no slowness");
  }
  if (has_key(kind, "share") && in.read("share", unit::probability, out.share) &&
      out.share.never()) {
    in.error(code::out_of_range, "share", "`share` is 0%: no request meets an error");
  }
  if (has_key(kind, "offset")) in.must_read("offset", unit::signed_duration, out.offset);
  if (has_key(kind, "drift")) in.must_read("drift", unit::ppm, out.drift_ppm);
  if (has_key(kind, "direction")) {
    in.choose<Direction>("direction", out.direction,
                         {{"both", Direction::both},
                          {"forward", Direction::forward},
                          {"backward", Direction::backward}});
  }
  if (has_key(kind, "latency")) {
    read_distribution(in, "latency", Measure::time, out.extra_latency);
    in.read("loss", unit::probability, out.extra_loss);
    if (!in.has("latency") && !in.has("loss")) {
      in.error(code::missing_key, "", in.where().label + " needs `latency` or `loss`");
    }
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
  if (fault.target.kind == FaultTarget::Kind::actor && in.has("target") &&
      fault.clock.kind != FaultClock::Kind::when) {
    in.error(code::unfit_key, "target", "`actor` is the host of the event of `when`",
             "name a host, or use `when`");
  }
}

const Kind* choose_kind(Fields& in) {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.emplace_back(kind.name);
  const Node* fault = in.require("fault");
  if (fault == nullptr || !check_name(in.context(), *fault, names, "fault", in.where())) {
    return nullptr;
  }
  return std::find_if(std::begin(kinds), std::end(kinds),
                      [&](const Kind& kind) { return kind.name == fault->text; });
}

void read_fault(Fields& in, const Scenario& scenario, FaultSettings& out) {
  in.read("name", unit::word, out.name);
  const Kind* kind = choose_kind(in);
  if (kind == nullptr) {
    in.accept_rest();
    return;
  }
  out.kind = kind->kind;
  decode_fault_clock(in, out.clock);
  if (has_key(*kind, "target")) read_target(in, scenario, out);
  if (has_key(*kind, "between")) read_between(in, scenario, out);
  if (out.kind == FaultKind::crash) read_crash(in, out);
  read_extent(in, *kind, out);
  for (const std::string_view key : all_keys) {
    if (has_key(*kind, key) || !in.has(key)) continue;
    in.unfit({key}, fmt::format("`{}` has {}", kind->name, fmt::join(kind->keys, ", ")));
  }
  check_target(in, out);
}

Where where_of(const Node& node, const std::string& name) {
  const Node* fault = node.find("fault");
  const bool known =
      fault != nullptr && std::any_of(std::begin(kinds), std::end(kinds),
                                      [&](const Kind& kind) { return kind.name == fault->text; });
  return {fmt::format("fault `{}`", name), known ? "faults." + fault->text : "faults"};
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
}

}  // namespace txlab::language
