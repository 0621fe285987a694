// Admission: what stands before every strategy: checks that need no transaction, and the debit at
// the customer's bank. The same for all of them, and nothing unless the scenario has it.
#pragma once

#include <optional>
#include <set>

#include "models/fund/bank.hpp"
#include "models/fund/conversation.hpp"

namespace txlab {

class Admission {
 public:
  Admission(Host& host, const WorkloadSettings& workload, const Customers& customers, HostId bank)
      : host_(host), workload_(workload), customers_(customers), bank_(bank) {}

  // admitted: the purchase may go on. pending: another request of the same wish is being paid for,
  // and this one gets no answer.
  enum class Verdict : std::uint8_t { admitted, refused, pending };
  bool asks_nothing() const { return workload_.precheck.none() && !workload_.payment; }
  Task<Verdict> ask(PlaceOrder request);
  // Whether the bank has not answered yet; nobody can tell then what becomes of the order.
  bool is_paying(IntentId intent) const { return paying_.contains(intent); }

 private:
  bool passes(const PlaceOrder& request);
  Task<Verdict> pay(PlaceOrder request);
  Task<DebitStatus> debit(IntentId intent, std::uint32_t attempt);

  Host& host_;
  const WorkloadSettings& workload_;
  const Customers& customers_;
  HostId bank_;
  std::set<IntentId> admitted_;  // RAM, the latest of them
  std::set<IntentId> paying_;
};

}  // namespace txlab
