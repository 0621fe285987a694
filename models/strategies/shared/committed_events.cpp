#include "models/strategies/shared/committed_events.hpp"

#include "models/fund/stamp.hpp"
#include "models/parts/database/state.hpp"

namespace txlab {

Statement with_event(Statement statement, const Purchase& purchase) {
  return statement
      .insert(ledger::outbox, purchase.order.value, purchase.customer.value, 1, 0,
              purchase.amount.fen)
      .stamped(Stamp::of(purchase).bits());
}

CommittedEvents::CommittedEvents(Host& host, const Deployment& site, DatabaseClient& database,
                                 EventHandler& handler)
    : host_(host),
      site_(site),
      database_(database),
      handler_(handler),
      events_(host.world()
                  .host(database.server())
                  .find_durable<DatabaseState>()
                  ->gate(ledger::outbox)) {}

// The row goes without a forced write: if that is lost, the event is handled again.
Task<> CommittedEvents::handle(Purchase purchase) {
  if (!handling_.insert(purchase.order).second) co_return;
  const bool done = co_await handler_.handle(purchase);
  if (done) {
    Statement handled{.label = "event-handled", .intent = purchase.intent, .forced = false};
    handled.erase(ledger::outbox, purchase.order.value);
    co_await database_.run(handled);
  }
  handling_.erase(purchase.order);
}

// A row that the last look found as well is not somebody's who is just at it.
Task<> CommittedEvents::handle_leftovers() {
  std::set<RowKey> seen;
  for (;;) {
    while (events_.empty()) co_await events_.wait("no events");
    co_await host_.next_tick(30s, "events left");
    std::set<RowKey> found;
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto rows = co_await database_.scan(ledger::outbox, after, 0);
      if (!rows) break;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        found.insert(after);
        if (!seen.contains(after)) continue;
        Purchase purchase = fund::from_order(after, rows->rows[i]);
        purchase.fee = site_.customers.fee(purchase.amount);
        host_.spawn(handle(purchase));
      }
      more = rows->more;
    }
    seen = std::move(found);
  }
}

}  // namespace txlab
