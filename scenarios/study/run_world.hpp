// RunWorld: a scenario, one strategy and a seed, set up as a world that is ready to start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/fund/book.hpp"
#include "models/fund/workload_of_others.hpp"
#include "models/strategies/catalogue.hpp"
#include "scenarios/study/scenario.hpp"
#include "sim/world/fault_injector.hpp"

namespace txlab {

// How long a transaction of the strategy waits for a lock in this database.
Duration lock_wait_timeout(const DatabaseSettings& database, const StrategyEntry& entry);

// Of all hosts, in the order of their ids; and who of them are the customers.
std::vector<std::string> names_of_hosts(World& world);
HostId customers_among(const std::vector<std::string>& hosts);

class RunWorld {
 public:
  // `customers` of this workload and seed, if there are some already: where many small worlds are
  // set up, drawing a population each time would take longer than the runs.
  RunWorld(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
           const Customers* customers = nullptr);
  ~RunWorld();

  World& world() { return world_; }
  const Deployment& deployment() const { return deployment_; }
  const Customers& customers() const { return customers_; }
  // The service of other users of the wallet's database, if there are any.
  std::optional<HostId> others() const { return others_host_; }
  // Boots every host and puts the faults on the agenda. Observers must be there by now.
  void start();
  // The last instant of a run, and that of its arrivals.
  Instant deadline() const;
  Instant arrivals_end() const { return arrivals_end_; }
  // The fund side cannot be reached from any wallet.
  bool fund_cut_off();
  // What the accounts of all databases contain beyond their opening balances; must be zero.
  std::int64_t audit();

 private:
  void add_hosts();
  void add_outsiders();
  HostId add(const std::string& name, const std::string& group, const std::string& zone,
             std::uint32_t workers, const Distribution& service, const Distribution& fsync);
  std::vector<HostId> add_service(std::string_view name);
  HostId add_database(const DatabaseSettings& settings);
  void set_clocks();
  ZoneIndex zone(const std::string& name) const;
  const HostSettings& settings_of(std::string_view host) const;
  const DatabaseSettings& database_of(std::string_view host) const;
  std::unique_ptr<Program> boot(Host& host);
  std::unique_ptr<Program> other_users(Host& host);

  const Scenario& scenario_;
  const StrategyEntry& entry_;
  std::unique_ptr<Customers> own_customers_;  // if none were given
  const Customers& customers_;
  std::vector<TableShape> shapes_;
  std::vector<std::unique_ptr<DatabaseSettings>> further_;  // of further branches
  std::vector<std::unique_ptr<DatabaseSettings>> changed_;  // by the strategy
  std::vector<const DatabaseSettings*> databases_;          // by order of their hosts
  World world_;
  Deployment deployment_;
  std::unique_ptr<Strategy> strategy_;
  std::unique_ptr<FaultInjector> injector_;
  Instant arrivals_end_;
  std::optional<OtherBusiness> others_;
  std::optional<HostId> others_host_;
};

}  // namespace txlab
