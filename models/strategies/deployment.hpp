// Deployment: where everything stands. The same for every strategy; what runs there is the
// strategy's choice.
#pragma once

#include <vector>

#include "models/fund/customers.hpp"
#include "models/fund/workload.hpp"
#include "models/parts/broker/settings.hpp"
#include "sim/world/world.hpp"

namespace txlab {

struct Deployment {
  World& world;
  const WorkloadSettings& workload;
  const Customers& customers;  // the fund's own rules of whom to refuse
  const BrokerSettings& broker;
  HostId clients;
  HostId gateway;
  std::vector<HostId> wallets;
  HostId wallet_database;
  std::vector<HostId> funds;
  HostId fund_database;
  std::vector<HostId> extra_databases;  // of the second and further branches
  HostId mq;
  std::vector<HostId> mq_replicas;  // empty: replicas are a delay and never fail
  HostId centre;
  HostId ops;

  HostId wallet(OrderId order, std::uint32_t attempt = 0) const {
    return wallets[(order.value + attempt) % wallets.size()];
  }
  HostId fund(OrderId order, std::uint32_t attempt = 0) const {
    return funds[(order.value + attempt) % funds.size()];
  }
};

}  // namespace txlab
