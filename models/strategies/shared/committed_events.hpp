// CommittedEvents: domain events that are rows of the same local transaction as what they are
// about, until everything that follows from them is done.
//
// Whoever commits an event handles it at once. What a crash leaves behind is found by a look every
// 30 s (this or another replica's), so handlers must recognise what they have done before.
#pragma once

#include <set>

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class EventHandler {
 public:
  virtual ~EventHandler() = default;
  // True when everything that follows from the purchase is done.
  virtual Task<bool> handle(Purchase purchase) = 0;
};

// Adds the event to a statement, in one row.
Statement with_event(Statement statement, const Purchase& purchase);

class CommittedEvents {
 public:
  CommittedEvents(Host& host, const Deployment& site, DatabaseClient& database,
                  EventHandler& handler);

  // The event has just been committed.
  void committed(const Purchase& purchase) { host_.spawn(handle(purchase)); }
  // Handles what was left over; never ends.
  Task<> handle_leftovers();

 private:
  Task<> handle(Purchase purchase);

  Host& host_;
  const Deployment& site_;
  DatabaseClient& database_;
  EventHandler& handler_;
  WorkGate& events_;
  std::set<OrderId> handling_;
};

}  // namespace txlab
