// `zones`, `network`, `clocks`: where things are, and what the way between them is like.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"
#include "scenarios/language/plain_text.hpp"

namespace txlab::language {

namespace {

void read_weather(Fields& in, LinkSettings& out) {
  read_distribution(in, "latency", out.latency);
  read_distribution(in, "jitter", out.jitter);
  in.read("loss", out.loss);
  in.read("duplicate", out.duplicate);
  in.read("reorder", out.reorder);
}

struct Ends {
  std::string from;
  std::string to;
  bool both = false;
  bool known = false;
};

// The two zones, if both are there; each unknown one is told.
void set_ends(Fields& in, const Node& from, const Node& to, const std::vector<std::string>& zones,
              Ends& ends) {
  const bool from_known = check_zone(in, from, zones);
  const bool to_known = check_zone(in, to, zones);
  ends.known = from_known && to_known;
  ends.from = from.text;
  ends.to = to.text;
}

Ends read_ends(Fields& in, const std::vector<std::string>& zones) {
  Ends ends;
  if (!in.has("between")) {
    const Node* from = in.require("from");
    const Node* to = in.require("to");
    in.find("between");
    if (from != nullptr && to != nullptr) set_ends(in, *from, *to, zones, ends);
    return ends;
  }
  in.unfit({"from", "to"}, "`between` names both ends already");
  const Node* two = in.list("between");
  if (two == nullptr) return ends;
  if (two->items.size() != 2) {
    in.error(code::out_of_range, "between", "`between` names two zones");
    return ends;
  }
  set_ends(in, two->items[0], two->items[1], zones, ends);
  ends.both = ends.from != ends.to;
  return ends;
}

// From and to.
using Known = std::set<std::pair<std::string, std::string>>;

// A link that is not named twice; `between` makes one for each direction.
void add_link(Fields& in, ZoneLink link, Known& known, Scenario& out) {
  if (!known.emplace(link.from, link.to).second) {
    in.context().problems.error(
        code::duplicate_name, in.node().span,
        fmt::format("the link from `{}` to `{}` is described twice", link.from, link.to));
  }
  out.links.push_back(std::move(link));
}

// What a link does not say is as in the defaults.
void supply_weather(Fields& in, const Node& defaults) {
  if (in.is_swept("network")) return;
  for (const char* const key : {"latency", "jitter", "loss", "duplicate", "reorder"}) {
    const Node* value = defaults.find(key);
    if (value == nullptr) value = default_of(*key_at(fmt::format("network.defaults.{}", key)));
    in.supply(key, *value);
  }
}

void read_link(Fields& network, const Node& node, const Node& defaults, Known& known,
               Scenario& out) {
  Fields in(network.context(), node,
            {"a link of `network.links`", "network.links", "network.links.NAME"});
  ZoneLink link{"", "", out.network};
  if (node.is_map()) {
    const Ends ends = read_ends(in, out.zones);
    read_weather(in, link.settings);
    supply_weather(in, defaults);
    if (ends.known) {
      link.from = ends.from;
      link.to = ends.to;
      add_link(in, link, known, out);
      std::swap(link.from, link.to);
      if (ends.both) add_link(in, link, known, out);
    }
  }
  in.finish();
}

}  // namespace

// In a scenario that declares none, a name is not mistyped but undeclared.
bool check_zone(Fields& in, const Node& node, std::span<const std::string> zones) {
  static const std::vector<std::string> undeclared = Scenario{}.zones;
  if (!node.is_scalar() || !std::ranges::equal(zones, undeclared) || node.text == zones.front()) {
    return check_name(in.context(), node, zones, "zone", in.where());
  }
  in.context().problems.error(
      code::unknown_name, node.span,
      fmt::format("the zone `{}` in {} is not declared", shown(node.text), in.where().label),
      {fmt::format("declare it: `zones: [{}, {}]`", zones.front(), shown(node.text)),
       in.where().help()});
  return false;
}

void decode_zones(Fields& top, Scenario& out) {
  const Node* zones = top.list("zones");
  if (zones == nullptr) return;
  out.zones.clear();
  for (const Node& node : zones->items) {
    std::string zone;
    if (!read_scalar(top.context(), node, "zones", unit::word, zone, top.where())) continue;
    if (std::find(out.zones.begin(), out.zones.end(), zone) != out.zones.end()) {
      top.context().problems.error(code::duplicate_name, node.span,
                                   fmt::format("zone `{}` stands twice", zone));
      continue;
    }
    check_own_name(top.context().problems, zone, node.span);
    out.zones.push_back(std::move(zone));
  }
  if (!out.zones.empty()) return;
  out.zones = Scenario{}.zones;
  if (zones->items.empty()) top.error(code::out_of_range, "zones", "`zones` names no zone");
}

void decode_network(Fields& top, Scenario& out) {
  Fields in(top, "network", top.section("network"));
  const Node& defaults = in.section("defaults");
  Fields weather(in, "defaults", defaults);
  read_weather(weather, out.network);
  weather.finish();
  Known known;
  if (const Node* links = in.list("links")) {
    for (const Node& link : links->items) {
      read_link(in, link, defaults, known, out);
    }
  }
  in.finish();
}

void decode_clocks(Fields& top, Scenario& out) {
  Fields in(top, "clocks", top.section("clocks"));
  read_distribution(in, "skew", out.clock_skew);
  in.read("drift", out.clock_drift_ppm);
  in.finish();
}

}  // namespace txlab::language
