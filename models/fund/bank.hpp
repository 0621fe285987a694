// Bank: the customer's, outside of everything: it debits when it is asked to, takes its time, and
// sometimes says only that it is still at it.
//
// It is no participant of anybody's transaction. A debit has the customer's reference, so asking
// again debits nothing again. What it has debited for an order that never came about it pays back
// by itself; that is not modelled.
#pragma once

#include <map>

#include "models/fund/customers.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// unheard: the bank knows no debit with this reference; the request never came.
enum class DebitStatus : std::uint8_t { unheard, processing, paid, refused };

struct Debit {
  static constexpr MessageType type{"debit", MessageClass::client};
  struct Reply {
    DebitStatus status;
  };
  IntentId intent;
};
struct QueryDebit {
  static constexpr MessageType type{"query-debit", MessageClass::client};
  struct Reply {
    DebitStatus status;
  };
  IntentId intent;
};

class Bank final : public Program {
 public:
  Bank(Host& host, const Customers& customers) : host_(host), customers_(customers) {}
  Task<> main() override;
  Task<Debit::Reply> on_debit(Debit request);
  QueryDebit::Reply on_query(QueryDebit request);

 private:
  DebitStatus status(IntentId intent) const;

  Host& host_;
  const Customers& customers_;
  std::map<IntentId, LocalInstant> ready_;  // when each debit is done
};

}  // namespace txlab
