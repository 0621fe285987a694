#include "models/strategies/shared/decision_log.hpp"

#include <algorithm>
#include <utility>

namespace txlab {

namespace {

std::string_view name_of(Phase phase) {
  if (phase == Phase::trying) return "trying";
  return phase == Phase::collecting ? "collecting" : "decision";
}

}  // namespace

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
  const auto before = static_cast<Phase>(
      std::exchange(phases_[order.value], static_cast<std::uint8_t>(decision.phase)));
  const bool over = decision.phase == Phase::committed || decision.phase == Phase::refused;
  if (over) {
    if (open_.erase(order) > 0) listed(decision, -1);
  } else if (open_.insert_or_assign(order, decision).second) {
    listed(decision, +1);
  }
  // Presumed commit has nothing to wait for after the decision, so it is also the last record.
  const bool commits = decision.phase == Phase::committing ||
                       (decision.phase == Phase::committed && before == Phase::collecting);
  host_.world().happened({.kind = Happening::Kind::durable,
                          .host = host_.id(),
                          .intent = decision.purchase.intent,
                          .value = commits ? 1 : 0,
                          .extra = decision.unforced ? 1 : 0,
                          .name = name_of(decision.phase)});
  log_.trim(log_.durable_end());
}

const Decision* DecisionLog::find(std::uint64_t transaction) const {
  const auto found = std::ranges::find_if(
      open_, [&](const auto& open) { return open.second.transaction == transaction; });
  return found == open_.end() ? nullptr : &found->second;
}

void DecisionLog::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  log_.crashed(kind, unsynced, draw);
  if (kind != CrashKind::host_lost) return;
  open_.clear();
  phases_.clear();
}

}  // namespace txlab
