#include "models/strategies/shared/decision_log.hpp"

namespace txlab {

void DecisionLog::listed(const Decision& decision, int change) {
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = decision.purchase.intent,
                          .value = change,
                          .name = "open decisions"});
}

void DecisionLog::became_durable(const Decision& decision) {
  const OrderId order = decision.purchase.order;
  if (phases_.size() <= order.value) phases_.resize(order.value + 1);
  phases_[order.value] = static_cast<std::uint8_t>(decision.phase);
  const bool over = decision.phase == Phase::committed || decision.phase == Phase::refused;
  if (over) {
    if (open_.erase(order) > 0) listed(decision, -1);
  } else if (open_.insert_or_assign(order, decision).second) {
    listed(decision, +1);
  }
  const bool commits = decision.phase == Phase::committing;
  host_.world().happened({.kind = Happening::Kind::durable,
                          .host = host_.id(),
                          .intent = decision.purchase.intent,
                          .value = commits ? 1 : 0,
                          .name = decision.phase == Phase::trying ? "trying" : "decision"});
  log_.trim(log_.durable_end());
}

bool DecisionLog::committed(std::uint64_t transaction) const {
  for (const auto& [order, decision] : open_) {
    if (decision.transaction == transaction) return decision.phase == Phase::committing;
  }
  return false;
}

void DecisionLog::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  log_.crashed(kind, unsynced, draw);
  if (kind != CrashKind::host_lost) return;
  open_.clear();
  phases_.clear();
}

}  // namespace txlab
