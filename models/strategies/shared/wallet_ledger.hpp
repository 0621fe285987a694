// WalletLedger: what a wallet service does in its own database under every strategy that decides
// main there: run main, refuse for good, tell what became of an order, reverse.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/strategies/shared/notifier.hpp"

namespace txlab {

// The fund side refused: give the money back to the customer's wallet.
struct Reverse {
  static constexpr MessageType type{"reverse", MessageClass::work};
  struct Reply {
    bool done;
  };
  IntentId intent;
  Purchase purchase;
};

// What is known about an order: what its customer may be told, and which date main gave it.
struct Answer {
  Told told = Told::unknown;
  ApplicationDate date = 0;
};

class WalletLedger {
 public:
  WalletLedger(Host& host, const Deployment& site);

  DatabaseClient& database() { return database_; }
  Notifier& notifier() { return notifier_; }

  // The purchase as it is taken in: with an id if it came without one, and with the application
  // date of this moment.
  Purchase receive(Purchase purchase);
  // Runs `main` (or a statement that contains it). `accepted` when it is committed, now or before;
  // `refused` when it will never be; `unknown` when nobody can tell at the moment.
  Task<Answer> buy(Purchase purchase, Statement main);
  // The same when `main` has been run already, and came to this.
  Task<Answer> outcome(Purchase purchase, StatementStatus of_main);
  // Makes sure that the order never runs, unless it has.
  Task<Answer> refuse(Purchase purchase);
  // What the order's row says; `unknown` if there is none.
  Task<Answer> look_up(OrderId order, IntentId intent);
  // True when the order is reversed, now or before.
  Task<bool> reverse(Purchase purchase);
  // Hands an order's unread notices over; runs for ever.
  Task<> push_leftover_notices() { return notifier_.push_leftovers(); }

 private:
  std::int64_t day() const;

  Host& host_;
  const Deployment& site_;
  DatabaseClient database_;
  Notifier notifier_;
};

// What the order row means for the customer.
Told told_by(const ReadRow::Reply& order);

// What became of an order whose main is decided elsewhere; if nothing did, nothing may any more.
// Nothing as long as it is not decided, or nobody answers.
Task<std::optional<Told>> rule_out(DatabaseClient* wallet, Purchase purchase);

}  // namespace txlab
