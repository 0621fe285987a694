// RefundFold: how long customers wait for money that had moved for nothing.
//
// From when it is on record that the branch is refused (by the fund, or on T+1 by the transfer
// agent, in all or in part) until the money is the customer's own again: at his bank, or in his
// wallet where `on_branch_refused` leaves it there. A Try or a PREPARE has moved nothing, and what
// no database remembers of a refusal (`naive`) has no beginning.
#pragma once

#include <map>

#include "models/fund/purchase_record.hpp"
#include "sim/stats/histogram.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class RefundFold {
 public:
  // What was refused before `warm_until` is not counted.
  explicit RefundFold(Instant warm_until) : warm_until_(warm_until) {}

  void durable(const Happening& happening, Instant at);
  // Told about every purchase once: main may stand in the end although the branch was refused.
  void closed(const PurchaseRecord& record, Instant at);
  // After everything; ns.
  Histogram finish(Instant at);

 private:
  struct Wait {
    Instant since;
    bool redeeming = false;  // reversed, and the cash is on its way
  };
  using Waits = std::map<IntentId, Wait>;

  void refused(const RowChange& change, Instant at);
  void reversed(const RowChange& change, Instant at);
  void owed(const RowChange& change, Instant at);
  void has_it(Waits& waits, IntentId intent, Instant at);
  void never_had_it(const Wait& wait, Instant at);

  Instant warm_until_;
  Waits of_branch_;
  Waits of_agent_;
  Histogram times_;
};

}  // namespace txlab
