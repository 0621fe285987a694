// `hosts` and `databases`: the machines, the same for every strategy.
#include <fmt/format.h>

#include <algorithm>

#include "models/fund/companionship.hpp"
#include "models/parts/broker/profiles.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

const std::vector<std::string> hosts_there_are = {"gateway", "wallet", "fund",      "mq",
                                                  "centre",  "ops",    "mq-replica"};
const std::vector<std::string> roles_of_centre = {"coordinator", "transaction-centre"};

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
  std::vector<std::string> names = hosts_there_are;
  if (tells_departments(top))
    names.insert(names.end(), department_names.begin(), department_names.end());
  return names;
}

HostSettings default_host(const std::string& name, const std::string& zone) {
  HostSettings host;
  host.name = name;
  host.zone = zone;
  if (name == "wallet") host.database = "wallet-db";
  if (name == "fund") host.database = "fund-db";
  return host;
}

void read_replication(Fields& mq, BrokerSettings& out) {
  const Node* node = mq.find("replication");
  if (node == nullptr) return;
  Fields in(mq.context(), *node, mq.inside("replication"));
  bool sync_master = false;
  in.choose<bool>("role", sync_master, {{"sync-master", true}, {"async-master", false}});
  if (sync_master) out.sync_replicas = out.sync_master_copies;
  in.count("sync", out.sync_replicas, 1, 100);
  in.count("copies", out.copies, 1, 100);
  in.count("min_in_sync", out.min_in_sync, 1, 100);
  in.read("slave_timeout", unit::positive_duration, out.slave_timeout);
  read_distribution(in, "ack", Measure::time, out.replica_ack);
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
  const Node* node = mq.find("consumers");
  if (node == nullptr) return;
  Fields in(mq.context(), *node, mq.inside("consumers"));
  in.choose<ConsumeMode>(
      "mode", out.mode,
      {{"concurrent", ConsumeMode::concurrent}, {"orderly", ConsumeMode::orderly}});
  in.count("queues", out.queues, 1, 200);
  in.count("threads", out.threads, 1, 1'000'000);
  in.count("max_reconsume", out.max_reconsume, 0, 60'000);
  in.read("persist_offsets", unit::positive_duration, out.persist_offsets);
  in.read("consume_timeout", unit::positive_duration, out.consume_timeout);
  in.read("rebalance_every", unit::positive_duration, out.rebalance_every);
  in.read("dead_letters_delayed", unit::toggle, out.dead_letters_delayed);
  read_all(in, "subscriptions", subscription, out.subscriptions);
  in.finish();
}

void read_profile(Fields& mq, BrokerSettings& out) {
  const Node* node = mq.find("broker");
  if (node == nullptr) return;
  std::vector<std::string> names;
  for (const BrokerProfile& profile : broker_profiles()) names.emplace_back(profile.name);
  if (!check_name(mq.context(), *node, names, "broker", mq.where())) return;
  out.profile = node->text;
  for (const BrokerProfile& profile : broker_profiles()) {
    if (profile.name == out.profile) profile.apply(out);
  }
}

void read_half_messages(Fields& mq, BrokerSettings& out) {
  mq.read("check_interval", unit::positive_duration, out.check_interval);
  mq.read("immunity", unit::duration, out.immunity);
  mq.count("max_checks", out.max_checks, 1, 1'000'000);
  mq.count("check_queue", out.check_queue, 1, 1'000'000'000);
  mq.choose<QueueFull>(
      "check_queue_full", out.check_queue_full,
      {{"abort-round", QueueFull::abort_round}, {"ask-itself", QueueFull::ask_itself}});
  mq.read("half_lifetime", unit::positive_duration, out.half_lifetime);
  mq.choose<GiveUp>("give_up", out.give_up,
                    {{"park", GiveUp::park}, {"roll-back", GiveUp::roll_back}});
  mq.read("park_writable", unit::toggle, out.park_writable);
  mq.choose<OpRecords>("op_records", out.op_records,
                       {{"each", OpRecords::each},
                        {"stacked", OpRecords::stacked},
                        {"batched", OpRecords::batched}});
  mq.read("op_interval", unit::positive_duration, out.op_interval);
  mq.count("op_bytes", out.op_bytes, 1, 1'000'000'000);
  mq.read("resume_after", unit::positive_duration, out.resume_after);
  mq.read("offsets_every", unit::positive_duration, out.offsets_every);
  mq.read("offsets_written_back", unit::duration, out.offsets_written_back);
}

void read_broker(Fields& mq, BrokerSettings& out) {
  read_profile(mq, out);
  mq.choose<Flush>("flush", out.flush, {{"sync", Flush::sync}, {"async", Flush::async}});
  mq.read("flush_every", unit::positive_duration, out.flush_every);
  mq.count("flush_pages", out.flush_pages, 1, 1'000'000);
  mq.read("flush_at_latest", unit::positive_duration, out.flush_at_latest);
  read_replication(mq, out);
  read_distribution(mq, "fsync", Measure::time, out.fsync);
  read_all(mq, "tags", tag, out.tags);
  read_consumers(mq, out.consumers);
  mq.read("alarm", unit::toggle, out.alarm);
  read_half_messages(mq, out);
}

void read_roles(Fields& centre) {
  const Node* roles = centre.list("roles");
  if (roles == nullptr) return;
  for (const Node& role : roles->items) {
    check_name(centre.context(), role, roles_of_centre, "role", centre.where());
  }
}

void read_host(Fields& in, HostSettings& host, Scenario& out) {
  if (const Node* zone = in.find("zone");
      zone != nullptr && check_name(in.context(), *zone, out.zones, "zone", in.where())) {
    host.zone = zone->text;
  }
  in.count("replicas", host.replicas, 1, 1000);
  in.count("workers", host.workers, 1, 1'000'000);
  read_distribution(in, "service", Measure::time, host.service);
  if (host.name == "wallet" || host.name == "fund") {
    in.read("database", unit::word, host.database);
  } else {
    in.unfit({"database"}, "only `wallet` and `fund` have one");
  }
  if (host.name == "mq") {
    read_broker(in, out.broker);
  } else {
    in.unfit({"broker",           "flush",
              "flush_every",      "flush_pages",
              "replication",      "fsync",
              "consumers",        "alarm",
              "flush_at_latest",  "check_interval",
              "immunity",         "max_checks",
              "half_lifetime",    "give_up",
              "park_writable",    "op_records",
              "op_interval",      "op_bytes",
              "offsets_every",    "resume_after",
              "check_queue",      "offsets_written_back",
              "check_queue_full", "tags"},
             "only `mq` is a broker");
  }
  if (host.name == "centre") {
    read_roles(in);
  } else {
    in.unfit({"roles"}, "only `centre` has roles to choose");
  }
}

}  // namespace

void decode_hosts(Fields& top, Scenario& out) {
  const Node* node = top.find("hosts");
  const Node nothing = make_map(top.node().span);
  Fields in(top.context(), node != nullptr ? *node : nothing, top.inside("hosts"));
  for (const std::string& name : hosts_of(top)) {
    HostSettings host = default_host(name, out.zones.front());
    if (const Node* one = in.find(name)) {
      Fields fields(in.context(), *one, {fmt::format("host `{}`", name), "hosts." + name});
      read_host(fields, host, out);
      fields.finish();
    }
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
