#include "scenarios/study/run_world.hpp"

#include <algorithm>

#include "models/fund/bank.hpp"
#include "models/fund/clients.hpp"
#include "models/fund/companionship.hpp"
#include "models/parts/broker/replica.hpp"
#include "models/parts/database/engine.hpp"
#include "models/parts/database/other_users.hpp"

namespace txlab {

namespace {

Topology topology_of(const Scenario& scenario) {
  const auto index = [&](const std::string& zone) {
    const auto found = std::ranges::find(scenario.zones, zone);
    CHECK(found != scenario.zones.end());
    return static_cast<ZoneIndex>(found - scenario.zones.begin());
  };
  std::vector<Topology::Link> links;
  for (const ZoneLink& link : scenario.links) {
    links.push_back({index(link.from), index(link.to), link.settings.borrowed()});
  }
  return Topology(scenario.zones.size(), scenario.network.borrowed(), links);
}

const HostSettings idle_defaults{};

}  // namespace

Duration lock_wait_timeout(const DatabaseSettings& database, const StrategyEntry& entry) {
  if (!entry.parameters.has("lock_wait_timeout")) return database.lock_wait_timeout;
  const Duration own = entry.parameters.duration("lock_wait_timeout");
  return own > Duration{0} ? own : database.lock_wait_timeout;
}

std::vector<std::string> names_of_hosts(World& world) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < world.hosts(); ++i) {
    names.push_back(world.host(HostId{static_cast<std::uint16_t>(i)}).name());
  }
  return names;
}

HostId customers_among(const std::vector<std::string>& hosts) {
  const auto found = std::ranges::find(hosts, "customers");
  CHECK(found != hosts.end());
  return HostId{static_cast<std::uint16_t>(found - hosts.begin())};
}

RunWorld::RunWorld(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
                   const Customers* customers)
    : scenario_(scenario),
      entry_(entry),
      own_customers_(customers == nullptr ? std::make_unique<Customers>(scenario.workload, seed)
                                          : nullptr),
      customers_(customers == nullptr ? *own_customers_ : *customers),
      shapes_(ledger::tables(scenario.workload)),
      world_(seed, topology_of(scenario), [this](Host& host) { return boot(host); }),
      deployment_{.world = world_,
                  .workload = scenario.workload,
                  .customers = customers_,
                  .broker = scenario.broker,
                  .operators = scenario.operators,
                  .clients = {},
                  .gateway = {},
                  .wallets = {},
                  .wallet_database = {},
                  .funds = {},
                  .fund_database = {},
                  .extra_databases = {},
                  .mq = {},
                  .mq_replicas = {},
                  .centre = {},
                  .ops = {},
                  .departments = {},
                  .bank = {}},
      arrivals_end_(start_of_run + arrivals_last(scenario.workload)) {
  add_hosts();
  set_clocks();
  const Protocol* const protocol = find_protocol(entry.protocol);
  CHECK(protocol != nullptr);
  strategy_ = protocol->make(deployment_, entry.parameters);
  injector_ = std::make_unique<FaultInjector>(world_, scenario.faults, scenario.zones);
}

RunWorld::~RunWorld() = default;

ZoneIndex RunWorld::zone(const std::string& name) const {
  const auto found = std::ranges::find(scenario_.zones, name);
  return found == scenario_.zones.end() ? ZoneIndex{0}
                                        : static_cast<ZoneIndex>(found - scenario_.zones.begin());
}

const HostSettings& RunWorld::settings_of(std::string_view name) const {
  for (const HostSettings& host : scenario_.hosts) {
    if (host.name == name) return host;
  }
  return idle_defaults;
}

const DatabaseSettings& RunWorld::database_of(std::string_view host) const {
  for (const DatabaseSettings& database : scenario_.databases) {
    if (database.name == settings_of(host).database) return database;
  }
  CHECK(false);
}

HostId RunWorld::add(const std::string& name, const std::string& group,
                     const std::string& zone_name, std::uint32_t workers,
                     const Distribution& service, const Distribution& fsync) {
  return world_
      .add_host({.name = name,
                 .group = group,
                 .zone = zone(zone_name),
                 .workers = workers,
                 .service = service.borrowed(),
                 .fsync = fsync.borrowed()})
      .id();
}

HostId RunWorld::add_database(const DatabaseSettings& settings) {
  databases_.push_back(&settings);
  const Duration timeout = lock_wait_timeout(settings, entry_);
  if (timeout != settings.lock_wait_timeout) {
    changed_.push_back(std::make_unique<DatabaseSettings>(settings));
    changed_.back()->lock_wait_timeout = timeout;
    databases_.back() = changed_.back().get();
  }
  const DatabaseSettings& own = *databases_.back();
  // The engine itself counts its connections: a COMMIT comes over one that is there already.
  const HostId id = add(own.name, own.name, own.zone, 0, own.statement, own.fsync);
  // The disk is there before anybody boots; its users look at it.
  auto& state = world_.host(id).durable<DatabaseState>(world_.host(id), shapes_);
  RowKey fund = 0;
  for (const TargetFund& target : scenario_.workload.funds) {
    ++fund;
    if (!target.quota) continue;
    state.table(ledger::quotas).write(fund, {.value = {target.quota->fen, 0, 0}, .state = 1});
  }
  return id;
}

std::vector<HostId> RunWorld::add_service(std::string_view name) {
  const HostSettings& settings = settings_of(name);
  std::vector<HostId> replicas;
  for (std::uint32_t i = 1; i <= settings.replicas; ++i) {
    const std::string own = std::string(name) + "-" + std::to_string(i);
    replicas.push_back(add(settings.replicas == 1 ? std::string(name) : own, std::string(name),
                           settings.zone, settings.workers, settings.service, {}));
  }
  return replicas;
}

// In an order that is the same for every strategy. Databases come first, so that they are there
// when the services boot.
void RunWorld::add_hosts() {
  deployment_.wallet_database = add_database(database_of("wallet"));
  deployment_.fund_database = add_database(database_of("fund"));
  for (std::uint32_t i = 2; i <= scenario_.workload.branches; ++i) {
    DatabaseSettings further = database_of("fund");
    further.name = "branch-db-" + std::to_string(i);
    further_.push_back(std::make_unique<DatabaseSettings>(std::move(further)));
    deployment_.extra_databases.push_back(add_database(*further_.back()));
  }
  // Machines that do not wait for a worker: the broker has its own limits, customers have none.
  deployment_.mq = add("mq", "mq", settings_of("mq").zone, 0, {}, scenario_.broker.fsync);
  deployment_.centre =
      add("centre", "centre", settings_of("centre").zone, settings_of("centre").workers,
          settings_of("centre").service, scenario_.broker.fsync);
  deployment_.wallets = add_service("wallet");
  deployment_.funds = add_service("fund");
  deployment_.ops = add("ops", "ops", settings_of("ops").zone, 0, {}, {});
  deployment_.gateway = add("gateway", "gateway", settings_of("gateway").zone, 0, {}, {});
  deployment_.clients = world_
                            .add_host({.name = "customers",
                                       .group = "customers",
                                       .zone = zone(settings_of("gateway").zone),
                                       .outside = true})
                            .id();
  // Those that the scenario names are there under every strategy, so that faults find them.
  const bool told = find_protocol(entry_.protocol)->departments;
  for (const std::string_view name : department_names) {
    if (!told && &settings_of(name) == &idle_defaults) continue;
    const HostId department = add_service(name).front();
    if (told) deployment_.departments.push_back(department);
  }
  for (std::uint32_t i = 2; i <= scenario_.broker.copies; ++i) {
    deployment_.mq_replicas.push_back(add("mq-replica-" + std::to_string(i - 1), "mq-replica",
                                          settings_of("mq-replica").zone, 0, {}, {}));
  }
  add_outsiders();
}

// Last, so that everybody else is who he is without them.
void RunWorld::add_outsiders() {
  if (scenario_.workload.payment) {
    deployment_.bank = world_
                           .add_host({.name = "bank",
                                      .group = "bank",
                                      .zone = zone(settings_of("gateway").zone),
                                      .outside = true})
                           .id();
  }
  if (scenario_.workload.background) {
    others_host_ = world_
                       .add_host({.name = "others",
                                  .group = "others",
                                  .zone = zone(settings_of("wallet").zone),
                                  .outside = true})
                       .id();
  }
}

void RunWorld::set_clocks() {
  const Stream clocks(world_.seed(), "clocks");
  for (std::size_t i = 0; i < world_.hosts(); ++i) {
    Host& host = world_.host(HostId{static_cast<std::uint16_t>(i)});
    if (host.id() == deployment_.clients) continue;
    const Draw draw = clocks.at(hash_of(host.name()));
    const Duration skew = scenario_.clock_skew.duration(draw.bits);
    host.clock().step((draw.first & 1u) != 0 ? skew : -skew);
    const double unit = static_cast<double>(draw.second) / 2147483648.0 - 1;
    host.clock().set_drift(start_of_run,
                           static_cast<std::int64_t>(unit * scenario_.clock_drift_ppm * 1000));
  }
}

std::unique_ptr<Program> RunWorld::other_users(Host& host) {
  others_.emplace(scenario_.workload, customers_, world_.seed());
  return std::make_unique<OtherUsers>(
      host, deployment_.wallet_database, scenario_.workload.background->connections,
      OtherUsers::Work{
          .next = [this] { return others_->next(); },
          .statement = [this](std::uint64_t number) { return others_->statement(number); }});
}

std::unique_ptr<Program> RunWorld::boot(Host& host) {
  const HostId id = host.id();
  if (id == deployment_.clients) {
    return std::make_unique<Clients>(host, deployment_.gateway, scenario_.workload, customers_,
                                     scenario_.drain);
  }
  if (id.value < databases_.size()) {
    return std::make_unique<DatabaseEngine>(host, shapes_, *databases_[id.value]);
  }
  if (host.group() == "bank") return std::make_unique<Bank>(host, customers_);
  if (host.group() == "others") return other_users(host);
  if (host.group() == "mq-replica") return std::make_unique<Replica>(host, scenario_.broker);
  if (id == deployment_.mq) return strategy_->boot(Role::broker, host);
  if (id == deployment_.centre) return strategy_->boot(Role::centre, host);
  if (id == deployment_.ops) return strategy_->boot(Role::ops, host);
  if (std::ranges::find(department_names, host.group()) != department_names.end()) {
    return strategy_->boot(Role::department, host);
  }
  if (id == deployment_.gateway) return strategy_->boot(Role::gateway, host);
  return strategy_->boot(host.group() == "wallet" ? Role::wallet : Role::fund, host);
}

void RunWorld::start() {
  world_.add_observer(*injector_);
  world_.boot_all();
  injector_->start(arrivals_end_);
}

Instant RunWorld::deadline() const { return saturating_add(arrivals_end_, scenario_.drain); }

bool RunWorld::fund_cut_off() {
  if (!world_.host(deployment_.fund_database).up()) return true;
  for (const HostId fund : deployment_.funds) {
    if (!world_.host(fund).up()) continue;
    for (const HostId wallet : deployment_.wallets) {
      if (!world_.network().blocked(wallet, fund)) return false;
    }
  }
  return true;
}

std::int64_t RunWorld::audit() {
  std::int64_t excess = 0;
  for (std::size_t i = 0; i < databases_.size(); ++i) {
    Host& host = world_.host(HostId{static_cast<std::uint16_t>(i)});
    for (const auto& table : host.find_durable<DatabaseState>()->tables()) {
      const unsigned accounts = ledger::accounts_of(table->shape().id);
      if (accounts == 0) continue;
      table->each([&](RowKey key, const Row& row) {
        for (std::size_t column = 0; column < Row::columns; ++column) {
          if ((accounts >> column & 1u) != 0) excess += row.value[column];
        }
        const bool opened = table->shape().accounts && key <= table->shape().openings;
        if (opened) excess -= table->shape().opening;
      });
    }
  }
  return excess;
}

}  // namespace txlab
