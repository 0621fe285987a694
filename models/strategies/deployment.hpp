// Deployment: where everything stands. The same for every strategy; what runs there is the
// strategy's choice.
#pragma once

#include <vector>

#include "models/fund/customers.hpp"
#include "models/fund/workload.hpp"
#include "models/parts/broker/settings.hpp"
#include "models/parts/operators/settings.hpp"
#include "sim/world/world.hpp"

namespace txlab {

struct Deployment {
  World& world;
  const WorkloadSettings& workload;
  const Customers& customers;  // the fund's own rules of whom to refuse
  const BrokerSettings& broker;
  const std::optional<OperatorSettings>& operators;  // nothing: nobody works off any list
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
  std::vector<HostId> departments;  // by Department; empty: nobody has anything to tell them
  HostId bank;                      // outside; only with `payment`

  // What an order that is accepted at this local time is for; none without a calendar.
  ApplicationDate date_at(LocalInstant now) const {
    return workload.calendar ? workload.calendar->date_at(now.time_since_epoch()) : 0;
  }
  // The same at the fund, which may honour the date that main has given.
  ApplicationDate date_of_branch(const Purchase& purchase, LocalInstant now) const {
    if (!workload.calendar) return 0;
    return workload.calendar->date_of_branch(purchase.date, now.time_since_epoch());
  }

  // Whether the fund side refuses this purchase at this local time. Without several funds it always
  // says the same; a fund that is paused or sold out refuses what it took before.
  bool fund_refuses(const Purchase& purchase, LocalInstant now) const {
    return customers.branch_refusal(purchase.intent).has_value() ||
           customers.fund_paused(purchase, now.time_since_epoch());
  }
  bool refusals_may_change() const { return !workload.funds.empty(); }

  HostId wallet(OrderId order, std::uint32_t attempt = 0) const {
    return wallets[(order.value + attempt) % wallets.size()];
  }
  HostId fund(OrderId order, std::uint32_t attempt = 0) const {
    return funds[(order.value + attempt) % funds.size()];
  }
};

}  // namespace txlab
