// DecisionLog: a coordinator's durable memory of what it decided about each order.
//
// Everything a coordinator may not forget is here; everything else it holds is RAM. Two-phase
// commit with presumed abort writes only `committing` (and `refused`, when the customer is told
// so); presumed commit writes `collecting` before the first vote is asked for, TCC `trying` before
// the first Try. The last record is not forced: a coordinator that forgets it repeats the second
// phase, which is idempotent.
#pragma once

#include <map>
#include <vector>

#include "models/fund/purchase.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab {

enum class Phase : std::uint8_t {
  none,
  trying,
  collecting,  // presumed commit: votes are being asked for
  committing,
  aborting,
  committed,
  refused,
};

struct Decision {
  Purchase purchase;
  std::uint64_t transaction = 0;  // of the coordinator, so that attempts can be told apart
  Phase phase = Phase::none;
  bool unforced = false;  // nobody waits for the record
};

class DecisionLog final : public DurableState {
 public:
  explicit DecisionLog(Host& host)
      : host_(host), log_(host, [this](Decision& decision) { became_durable(decision); }) {}

  // co_await log.force(decision): returns when it is durable.
  auto force(const Decision& decision, std::string_view what = "decision") {
    return log_.force(decision, what, decision.purchase.intent);
  }
  // Not waited for; durable with the next flush. A crash may forget it.
  void note(Decision decision) {
    decision.unforced = true;
    log_.append(decision);
    log_.flush_within(200ms);
  }

  Phase phase(OrderId order) const {
    return order.value < phases_.size() ? static_cast<Phase>(phases_[order.value]) : Phase::none;
  }
  // Orders whose second phase is not known to be done, by order.
  const std::map<OrderId, Decision>& open() const { return open_; }
  // Whether there is an open record of this transaction; if there is none, an outcome is presumed.
  bool knows(std::uint64_t transaction) const { return find(transaction) != nullptr; }
  // The open record, or null.
  const Decision* find(std::uint64_t transaction) const;
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override;

 private:
  void became_durable(const Decision& decision);
  void listed(const Decision& decision, int change);

  Host& host_;
  std::map<OrderId, Decision> open_;
  std::vector<std::uint8_t> phases_;  // by order
  DurableLog<Decision> log_;
};

}  // namespace txlab
