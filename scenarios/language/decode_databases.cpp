// `databases`: the servers behind `wallet` and `fund`.
#include <fmt/format.h>

#include <algorithm>

#include "models/parts/database/profiles.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"
#include "scenarios/language/plain_text.hpp"

namespace txlab::language {

namespace {

void read_profile(Fields& in, DatabaseSettings& out) {
  const Node* node = in.find("profile");
  in.supply_scalar("profile", std::string(in.entry("profile").fallback), by_default);
  if (node == nullptr) return;
  std::vector<std::string> names;
  for (const DatabaseProfile& profile : database_profiles()) names.emplace_back(profile.name);
  if (!check_name(in.context(), *node, names, "profile", in.where())) return;
  out.profile = node->text;
  for (const DatabaseProfile& profile : database_profiles()) {
    if (profile.name != out.profile) continue;
    profile.apply(out);
    in.keep_absent(profile.name);
  }
}

void read_lock_wait_timeout(Fields& in, DatabaseSettings& out) {
  const Node* node = in.find("lock_wait_timeout");
  const std::string_view instead = instead_of(in.entry("lock_wait_timeout"));  // `forever`
  if (node != nullptr && node->is_scalar() && node->text == instead) {
    out.lock_wait_timeout = forever;
  } else {
    in.read("lock_wait_timeout", out.lock_wait_timeout);
  }
}

void read_prepared(Fields& in, DatabaseSettings& out) {
  in.read("max_prepared", out.max_prepared);
  in.choose("prepared_on_disconnect", out.prepared_on_disconnect);
  in.choose("prepared_finished_by", out.prepared_finished_by);
  in.read("flush_finish", out.flush_finish);
  in.read("flush_rollback_prepared", out.flush_rollback_prepared);
  in.choose("heuristic_recovery", out.heuristic_recovery);
}

void read_database(Fields& in, const std::vector<std::string>& zones, DatabaseSettings& out) {
  read_profile(in, out);
  if (const Node* zone = in.find("zone"); zone != nullptr && check_zone(in, *zone, zones)) {
    out.zone = zone->text;
  }
  if (!in.is_swept("hosts") && !in.is_swept("zones")) in.supply_scalar("zone", out.zone);
  read_distribution(in, "fsync", out.fsync);
  read_distribution(in, "statement", out.statement);
  in.choose("hand_over", out.hand_over);
  read_lock_wait_timeout(in, out);
  in.choose("lock_timeout_ends", out.lock_timeout_ends);
  in.read("gap_locks", out.gap_locks);
  in.read("idle_transaction_timeout", out.idle_transaction_timeout);
  in.choose("slots", out.slots);
  in.read("connections", out.connections);
  read_prepared(in, out);
}

// The zone of the first host that uses the database, or else the first zone.
std::string zone_of_user(const std::string& database, const Scenario& scenario) {
  for (const HostSettings& host : scenario.hosts) {
    if (host.database == database) return host.zone;
  }
  return scenario.zones.front();
}

void add_database(Fields& all, const std::string& name, const Node& node, Scenario& out) {
  static const DatabaseSettings usual;  // its laws take longer to compile than to copy
  DatabaseSettings database = usual;
  database.name = name;
  database.zone = zone_of_user(name, out);
  Fields in(all, name, node, {fmt::format("database `{}`", name), "databases", "databases.NAME"});
  read_database(in, out.zones, database);
  in.finish();
  out.databases.push_back(std::move(database));
}

std::vector<std::string> database_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const DatabaseSettings& database : scenario.databases) names.push_back(database.name);
  return names;
}

bool is_there(const std::string& database, const Scenario& scenario) {
  return std::ranges::find(scenario.databases, database, &DatabaseSettings::name) !=
         scenario.databases.end();
}

// A host without a database in the file has its own; any other name must be there.
void check_users(Fields& top, Fields& all, Scenario& out) {
  const auto own = [](const HostSettings& host) { return host.name + "-db"; };
  for (const HostSettings& host : out.hosts) {
    if (host.database != own(host) || is_there(host.database, out)) continue;
    add_database(all, host.database, make_map({}), out);
  }
  for (const HostSettings& host : out.hosts) {
    if (host.database.empty() || is_there(host.database, out)) continue;
    auto names = database_names(out);
    names.push_back(own(host));
    const Node& written = deepest(top.node(), {"hosts", host.name, "database"});
    check_name(top.context(), written, names, "database",
               {fmt::format("host `{}`", host.name), "hosts." + host.name});
  }
}

}  // namespace

void decode_databases(Fields& top, Scenario& out) {
  const Node& node = top.section("databases");
  Fields in(top, "databases", node);
  for (const Entry& entry : node.entries) {
    check_own_name(top.context().problems, entry.key, entry.span);
    if (const Node* one = in.named(entry.key)) add_database(in, entry.key, *one, out);
  }
  check_users(top, in, out);
  in.finish();
}

}  // namespace txlab::language
