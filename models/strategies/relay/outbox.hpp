// Outbox: the message table's rows, and how what they say is delivered.
//
// A row is written by the transaction that runs main, and says all that a branch needs.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/strategies/deployment.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// By order: the row of a purchase has the key of its order. By number: keys grow, and nobody gives
// one back; the order stands in the row.
enum class RowKeys : std::uint8_t { by_order, by_number };

struct OutboxRow {
  RowKey key;
  TableId table = ledger::outbox;  // or `events`, from which nobody deletes
  std::int64_t note = 0;  // by number: the order; else when the row was written, if somebody asks
};

// Adds the row to a statement.
Statement with_message_row(Statement statement, const Purchase& purchase, OutboxRow row);
Purchase from_message_row(RowKey key, const Row& row, RowKeys keys);

// Relay to fund service, without a broker.
struct RunBranch {
  static constexpr MessageType type{"run-branch", MessageClass::protocol};
  struct Reply {
    bool settled;
  };
  IntentId intent;
  std::uint8_t number;  // 0: the branch; 1..: further ones
  Purchase purchase;
  std::uint32_t distinct() const { return number; }
};

// Hands a message over: to the broker, or to the fund service itself.
class Delivery {
 public:
  enum class Way : std::uint8_t { broker, direct };
  Delivery(Host& host, const Deployment& site, Way way) : host_(host), site_(site), way_(way) {}

  // True when it is safe there: stored by the broker, or every branch is settled.
  Task<bool> deliver(Purchase purchase);

 private:
  Task<bool> run_branch(Purchase purchase, std::uint8_t number);

  Host& host_;
  const Deployment& site_;
  Way way_;
};

}  // namespace txlab
