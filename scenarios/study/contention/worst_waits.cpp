#include "scenarios/study/contention/worst_waits.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

// What makes waits the worst, greatest first: see `worse`.
template <typename Waits, typename Waited>
auto rank(bool cycle, const Waits& waits, Waited waited) {
  using Length = std::decay_t<decltype(std::invoke(waited, *waits.begin()))>;
  Length longest{};
  for (const auto& wait : waits) longest = std::max<Length>(longest, std::invoke(waited, wait));
  return std::tuple(cycle, waits.size(), longest);
}

std::string ledger_name(const std::vector<TableShape>& shapes, TableId table) {
  const auto shape = std::ranges::find(shapes, table, &TableShape::id);
  CHECK(shape != shapes.end());
  return std::string(shape->name);
}

}  // namespace

bool worse(const WaitsSeen& one, const WaitsSeen& other) {
  return rank(one.cycle, one.waits, &WaitSeen::waited_ms) >
         rank(other.cycle, other.waits, &WaitSeen::waited_ms);
}

void WorstWaits::on(const Happening& happening, Instant at) {
  if (happening.waits.empty()) return;
  const bool cycle =
      happening.kind == Happening::Kind::lock_refused && happening.name == "deadlock";
  // Of a wait that was granted it is told when the lock is let go, and for how long it was held.
  const bool granted = happening.kind == Happening::Kind::lock_ended;
  const Instant over = granted ? at - Duration{happening.value} : at;
  if (!cycle && (over < warm_until_ || !happening.intent)) return;
  if (rank(cycle, happening.waits, &LockWait::waited) <= rank(cycle_, waits_, &LockWait::waited)) {
    return;
  }
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
