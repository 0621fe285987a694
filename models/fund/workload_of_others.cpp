#include "models/fund/workload_of_others.hpp"

#include <set>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

WorkloadSettings steady(const WorkloadSettings& workload) {
  WorkloadSettings others;
  others.arrivals = {{.process = ArrivalPhase::Process::poisson,
                      .rate_per_s = workload.background->rate_per_s,
                      .trace = {},
                      .think = {},
                      .lasts = arrivals_last(workload)}};
  return others;
}

}  // namespace

OtherBusiness::OtherBusiness(const WorkloadSettings& workload, const Customers& customers,
                             std::uint64_t seed)
    : customers_(customers),
      rows_(workload.background->rows),
      arrivals_(steady(workload), seed, "other business"),
      whose_(seed, "accounts of other business") {}

Statement OtherBusiness::statement(std::uint64_t number) const {
  std::set<RowKey> accounts;  // who is chosen twice is changed once
  for (std::uint64_t row = 0; row < rows_; ++row) {
    accounts.insert(customers_.customer(whose_.at(number, row).bits) + 1u);
  }
  Statement changes{.label = "other-business"};
  for (const RowKey account : accounts) changes.add(ledger::bank, account, 0, 0);
  return changes;
}

}  // namespace txlab
