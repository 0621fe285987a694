#include "scenarios/study/contention/worst_waits.hpp"

#include <algorithm>
#include <tuple>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

Duration longest_of(std::span<const LockWait> waits) {
  return waits.empty() ? Duration{0} : std::ranges::max(waits, {}, &LockWait::waited).waited;
}

double longest_ms(const std::vector<WaitSeen>& waits) {
  return waits.empty() ? 0 : std::ranges::max(waits, {}, &WaitSeen::waited_ms).waited_ms;
}

std::string ledger_name(const std::vector<TableShape>& shapes, TableId table) {
  const auto shape = std::ranges::find(shapes, table, &TableShape::id);
  CHECK(shape != shapes.end());
  return std::string(shape->name);
}

}  // namespace

bool worse(const WaitsSeen& one, const WaitsSeen& other) {
  return std::tuple(one.cycle, one.waits.size(), longest_ms(one.waits)) >
         std::tuple(other.cycle, other.waits.size(), longest_ms(other.waits));
}

void WorstWaits::on(const Happening& happening, Instant at) {
  if (happening.waits.empty()) return;
  const bool cycle =
      happening.kind == Happening::Kind::lock_refused && happening.name == "deadlock";
  // Of a wait that was granted people hear when the lock is let go, and that it was held until
  // then.
  const bool granted = happening.kind == Happening::Kind::lock_ended;
  const Instant over = granted ? at - Duration{happening.value} : at;
  if (!cycle && (over < warm_until_ || !happening.intent)) return;
  const bool is_worse = std::tuple(cycle, happening.waits.size(), longest_of(happening.waits)) >
                        std::tuple(cycle_, waits_.size(), longest_of(waits_));
  if (!is_worse) return;
  cycle_ = cycle;
  at_ = over;
  host_ = happening.host;
  waits_.assign(happening.waits.begin(), happening.waits.end());
}

std::optional<WaitsSeen> WorstWaits::finish(World& world, const WorkloadSettings& workload) const {
  if (waits_.empty()) return std::nullopt;
  const std::vector<TableShape> shapes = ledger::tables(workload);
  WaitsSeen seen{.cycle = cycle_,
                 .database = world.host(host_).name(),
                 .at_s = in_seconds(at_ - start_of_run)};
  for (const LockWait& one : waits_) {
    seen.waits.push_back({.waiter = one.waiter.value,
                          .holder = one.holder.value,
                          .waiter_does = std::string(one.waiter_label),
                          .holder_does = std::string(one.holder_label),
                          .table = ledger_name(shapes, one.table),
                          .key = one.key,
                          .gap = one.gap,
                          .waited_ms = static_cast<double>(one.waited.count()) / 1e6});
  }
  return seen;
}

}  // namespace txlab
