// TransactionCentre: a service between those who run local transactions and the broker, for several
// types of transaction at once. It is the producer in the broker's eyes.
//
//   begin   its own record, forced; then the half message
//   end     its own record, forced: the decision; then END to the broker
//   check   its own record first; where that does not say, the local query at the service that ran
//           the transaction; then END, after the answer is on record
//
// So what the broker holds is held twice: two forced writes and three messages more than the half
// message alone. A crash stops all types at once, whoever runs their local transactions: nothing
// can begin, and what ends meanwhile is found by check-backs when the centre is there again. Only
// the record survives; where the half message lies is RAM, and the check tells it again.
//
// The query is one interface per type, which the service of that type has to offer; here all of
// them are the wallet's. Control: `queries` has the one for discount purchases only.
#pragma once

#include <map>

#include "models/strategies/shared/decision_log.hpp"
#include "models/strategies/shared/half_message.hpp"
#include "models/strategies/strategy.hpp"

namespace txlab {

// From the service of a type to the transaction centre, and back when the centre has to ask.
struct BeginTransaction {
  static constexpr MessageType type{"centre-begin", MessageClass::protocol};
  struct Reply {
    bool begun;
  };
  IntentId intent;
  Purchase purchase;
};
struct EndTransactionAtCentre {
  static constexpr MessageType type{"centre-end", MessageClass::protocol};
  IntentId intent;
  OrderId order;
  HalfOutcome outcome;
};
struct QueryLocalTransaction {
  static constexpr MessageType type{"local-query", MessageClass::protocol};
  struct Reply {
    HalfOutcome outcome;
  };
  IntentId intent;
  Purchase purchase;
};

// For which types the centre can ask what became of the local transaction.
enum class CentreQueries : std::uint8_t { every_type, discount_purchases };

class TransactionCentre final : public Program {
 public:
  TransactionCentre(Host& host, const Deployment& site, HalfSending sending, CentreQueries queries);

  Task<> main() override;
  Task<BeginTransaction::Reply> on_begin(BeginTransaction request);
  Task<> on_end(EndTransactionAtCentre request);
  Task<> on_check(CheckHalf check);

 private:
  Task<HalfOutcome> query(Purchase purchase, std::uint32_t number);
  Task<> decide(Purchase purchase, HalfOutcome outcome);

  Host& host_;
  const Deployment& site_;
  HalfSending sending_;
  CentreQueries queries_;
  DecisionLog& log_;
  std::map<OrderId, HalfAddress> halves_;
};

}  // namespace txlab
