// OtherBusiness: what other services do with the wallet's database: they change accounts of
// customers, each transaction a few of them. No money moves, so the books stay as they are; rows
// are locked, connections taken and logs flushed all the same.
#pragma once

#include "models/fund/customers.hpp"
#include "sim/world/statement.hpp"

namespace txlab {

class OtherBusiness {
 public:
  OtherBusiness(const WorkloadSettings& workload, const Customers& customers, std::uint64_t seed);

  // When the next transaction is wanted; they end with the customers' arrivals.
  std::optional<Instant> next() { return arrivals_.next(); }
  // The n-th one. Its accounts are in order, so two of these never wait for each other in a circle.
  Statement statement(std::uint64_t number) const;

 private:
  const Customers& customers_;
  std::uint32_t rows_;
  Arrivals arrivals_;
  Stream whose_;
};

}  // namespace txlab
