// `hosts` and `databases`: the machines, the same for every strategy.
#include <fmt/format.h>

#include <algorithm>

#include "models/fund/companionship.hpp"
#include "models/parts/broker/profiles.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

// The departments are there for strategies that have something to tell them.
bool tells_departments(Fields& top) {
  const Node* const strategies = top.node().find("strategies");
  const Vocabulary& vocabulary = top.context().vocabulary;
  if (strategies == nullptr || !vocabulary.terms_of) return false;
  return std::ranges::any_of(strategies->entries, [&](const Entry& entry) {
    const Node* const protocol = entry.value.find("protocol");
    if (protocol == nullptr || !protocol->is_scalar()) return false;
    const auto terms = vocabulary.terms_of(protocol->text);
    return terms && terms->departments;
  });
}

std::vector<std::string> hosts_of(Fields& top) {
  std::vector<std::string> names = choices_of(top.entry("hosts"));
  if (tells_departments(top)) return names;
  std::erase_if(names, [](const std::string& name) {
    return std::ranges::find(department_names, name) != department_names.end();
  });
  return names;
}

HostSettings default_host(const std::string& name, const std::string& zone) {
  static const HostSettings usual;  // its law takes longer to compile than to copy
  HostSettings host = usual;
  host.name = name;
  host.zone = zone;
  if (name == "wallet") host.database = "wallet-db";
  if (name == "fund") host.database = "fund-db";
  return host;
}

void read_replication(Fields& mq, BrokerSettings& out) {
  Fields in(mq, "replication", mq.section("replication"));
  enum class Role { sync_master, async_master } role = Role::async_master;
  in.choose("role", role);
  if (role == Role::sync_master) out.sync_replicas = out.sync_master_copies;
  in.read("sync", out.sync_replicas);
  in.supply_scalar("sync", std::to_string(out.sync_replicas));
  in.read("copies", out.copies);
  in.choose("failover", out.failover);
  in.read("min_in_sync", out.min_in_sync);
  in.read("slave_timeout", out.slave_timeout);
  read_distribution(in, "ack", out.replica_ack);
  in.finish();
}

Quantity<Tag> tag(std::string_view text) {
  const auto subscription = TagSubscription::parse(text);
  if (subscription && subscription->count == 1) return {subscription->tags[0], {}};
  return {std::nullopt,
          {.what = fmt::format("is not one name of at most {} characters", Tag::longest),
           .is = "a tag",
           .hint = "for example `class-a`"}};
}

Quantity<TagSubscription> subscription(std::string_view text) {
  if (const auto parsed = TagSubscription::parse(text)) return {*parsed, {}};
  return {std::nullopt,
          {.what = fmt::format("names no tag, more than {}, or one of more than {} characters",
                               TagSubscription{}.tags.size(), Tag::longest),
           .is = "a subscription",
           .hint = "for example `class-a || class-c`, or `*`"}};
}

template <typename T, typename Parse>
void read_all(Fields& in, std::string_view key, Parse parse, std::vector<T>& out) {
  const Node* list = in.list(key);
  if (list == nullptr) return;
  for (const Node& item : list->items) {
    T value{};
    if (read_scalar(in.context(), item, key, parse, value, in.where())) out.push_back(value);
  }
}

void read_consumers(Fields& mq, ConsumerSettings& out) {
  Fields in(mq, "consumers", mq.section("consumers"));
  in.choose("mode", out.mode);
  in.read("queues", out.queues);
  in.read("threads", out.threads);
  in.read("max_reconsume", out.max_reconsume);
  in.read("persist_offsets", out.persist_offsets);
  in.read("consume_timeout", out.consume_timeout);
  in.read("rebalance_every", out.rebalance_every);
  in.read("dead_letters_delayed", out.dead_letters_delayed);
  read_all(in, "subscriptions", subscription, out.subscriptions);
  in.finish();
}

void read_profile(Fields& mq, BrokerSettings& out) {
  const Node* node = mq.find("broker");
  mq.supply_scalar("broker", std::string(mq.entry("broker").fallback), by_default);
  if (node == nullptr) return;
  std::vector<std::string> names;
  for (const BrokerProfile& profile : broker_profiles()) names.emplace_back(profile.name);
  if (!check_name(mq.context(), *node, names, "broker", mq.where())) return;
  out.profile = node->text;
  for (const BrokerProfile& profile : broker_profiles()) {
    if (profile.name != out.profile) continue;
    profile.apply(out);
    mq.keep_absent(profile.name);
  }
}

void read_half_messages(Fields& mq, BrokerSettings& out) {
  mq.read("check_interval", out.check_interval);
  mq.read("immunity", out.immunity);
  mq.read("max_checks", out.max_checks);
  mq.read("check_queue", out.check_queue);
  mq.choose("check_queue_full", out.check_queue_full);
  mq.read("half_lifetime", out.half_lifetime);
  mq.choose("give_up", out.give_up);
  mq.read("park_writable", out.park_writable);
  mq.choose("op_records", out.op_records);
  mq.read("op_interval", out.op_interval);
  mq.read("op_bytes", out.op_bytes);
  mq.read("op_read", out.op_read);
  mq.read("resume_after", out.resume_after);
  mq.read("offsets_every", out.offsets_every);
  mq.read("offsets_written_back", out.offsets_written_back);
}

void read_broker(Fields& mq, BrokerSettings& out) {
  read_profile(mq, out);
  mq.choose("flush", out.flush);
  mq.read("flush_every", out.flush_every);
  mq.read("flush_pages", out.flush_pages);
  mq.read("flush_at_latest", out.flush_at_latest);
  read_replication(mq, out);
  read_distribution(mq, "fsync", out.fsync);
  read_all(mq, "tags", tag, out.tags);
  read_consumers(mq, out.consumers);
  mq.read("alarm", out.alarm);
  read_half_messages(mq, out);
}

void read_roles(Fields& centre) {
  const Node* roles = centre.list("roles");
  centre.supply_list("roles", choices_of(centre.entry("roles")));
  if (roles == nullptr) return;
  for (const Node& role : roles->items) {
    std::size_t index = 0;
    centre.element("roles", "role", role, index);
  }
}

// What the table has for this host alone is told at another one.
void refuse_keys_of(Fields& in, std::string_view host, std::string_view reason) {
  for (const Key* key : keys_below(fmt::format("hosts.{}", host))) {
    in.unfit({name_of(*key)}, reason);
  }
}

void read_host(Fields& in, HostSettings& host, Scenario& out) {
  if (const Node* zone = in.find("zone"); zone != nullptr && check_zone(in, *zone, out.zones)) {
    host.zone = zone->text;
  }
  if (!in.is_swept("zones")) in.supply_scalar("zone", host.zone);
  in.read("replicas", host.replicas);
  in.read("workers", host.workers);
  read_distribution(in, "service", host.service);
  if (host.name == "wallet" || host.name == "fund") {
    in.read("database", host.database);
    in.supply_scalar("database", host.database, by_default);
  } else {
    refuse_keys_of(in, "wallet", "only `wallet` and `fund` have one");
  }
  if (host.name == "mq") {
    read_broker(in, out.broker);
  } else {
    refuse_keys_of(in, "mq", "only `mq` is a broker");
  }
  if (host.name == "centre") {
    read_roles(in);
  } else {
    refuse_keys_of(in, "centre", "only `centre` has roles to choose");
  }
}

}  // namespace

void decode_hosts(Fields& top, Scenario& out) {
  static const Node nothing = make_map({});
  Fields in(top, "hosts", top.section("hosts"));
  for (const std::string& name : hosts_of(top)) {
    HostSettings host = default_host(name, out.zones.front());
    const Node* one = in.named(name);
    Fields fields(in, name, one != nullptr ? *one : nothing,
                  {fmt::format("host `{}`", name), "hosts." + name});
    read_host(fields, host, out);
    fields.finish();
    if (std::find(out.zones.begin(), out.zones.end(), name) != out.zones.end()) {
      top.error(code::duplicate_name, "zones", fmt::format("`{}` is the name of a host", name));
    }
    out.hosts.push_back(std::move(host));
  }
  in.finish();
}

std::vector<std::string> host_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const HostSettings& host : scenario.hosts) names.push_back(host.name);
  return names;
}

}  // namespace txlab::language
