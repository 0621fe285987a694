#include "scenarios/validation/machines.hpp"

#include <algorithm>

#include "sim/stats/time_average.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

class Quiet final : public Program {
 public:
  Task<> main() override { co_return; }
};

struct Laws {
  explicit Laws(const Machines& machines)
      : lifetime(Distribution::exponential(machines.mttf_s * 1e9)),
        repair(machines.repair == Repair::constant
                   ? Distribution::constant(static_cast<std::int64_t>(machines.mttr_s * 1e9))
                   : Distribution::exponential(machines.mttr_s * 1e9)) {}
  Distribution lifetime;
  Distribution repair;
};

// Lets the hosts of a world fail and be repaired.
class Wear final : public Observer {
 public:
  Wear(World& world, const Machines& machines, const Laws& laws)
      : world_(world),
        machines_(machines),
        laws_(laws),
        failures_(world.seed(), "validation.failure"),
        repairs_(world.seed(), "validation.repair") {}

  void start() {
    for (std::uint32_t n = 0; n < 3; ++n) time_down_[n].set(start_of_run, n == 0 ? 1 : 0);
    for (std::uint32_t i = 0; i < machines_.machines; ++i) wear_out(host(i));
  }
  void on(const Happening& happening, Instant at) override {
    if (happening.kind == Happening::Kind::crashed) change(at, +1);
    if (happening.kind != Happening::Kind::restarted) return;
    change(at, -1);
    wear_out(happening.host);
  }
  // Somebody comes to the first host, and waits if it is down.
  void visited(Instant at) {
    if (world_.host(HostId{0}).up()) return;
    ++lives_.visitors;
    lives_.rests_s += in_seconds(back_ - at);
  }
  std::uint64_t crashes() const { return crashes_; }
  std::uint32_t down() const { return down_; }
  Lives result(Instant now) {
    for (std::size_t n = 0; n < 3; ++n) lives_.share_down[n] = time_down_[n].average(now);
    return lives_;
  }

 private:
  HostId host(std::uint32_t index) const { return HostId{static_cast<std::uint16_t>(index)}; }

  void wear_out(HostId id) {
    const Duration life = laws_.lifetime.duration(failures_.at(++lives_begun_).bits);
    world_.at(saturating_add(world_.now(), life), [this, id] {
      const Duration repair = laws_.repair.duration(repairs_.at(++crashes_).bits);
      const Instant begins =
          machines_.crew == Crew::one ? std::max(world_.now(), crew_free_) : world_.now();
      crew_free_ = saturating_add(begins, repair);
      if (id == HostId{0}) back_ = crew_free_;
      world_.crash(id, CrashKind::process, Unsynced::kept, crew_free_ - world_.now());
    });
  }

  void change(Instant at, int by) {
    down_ += static_cast<std::uint32_t>(by);
    for (std::uint32_t n = 0; n < 3; ++n) time_down_[n].set(at, down_ == n ? 1 : 0);
    if (down_ == 0 && !waiting_) {
      all_up_ = at;
      waiting_ = true;
    }
    if (down_ != machines_.machines || !waiting_) return;
    ++lives_.all_down;
    lives_.until_all_down_s += in_seconds(at - all_up_);
    waiting_ = false;
  }

  World& world_;
  const Machines& machines_;
  const Laws& laws_;
  Stream failures_;
  Stream repairs_;
  Instant crew_free_ = start_of_run;
  Instant back_ = start_of_run;  // when the first host is up again
  std::uint64_t lives_begun_ = 0;
  std::uint64_t crashes_ = 0;
  std::uint32_t down_ = 0;
  std::array<TimeAverage, 3> time_down_;
  Instant all_up_ = start_of_run;  // since the last time that all were up
  bool waiting_ = true;            // for the last to go down
  Lives lives_;
};

void add_hosts(World& world, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) world.add_host({.name = "machine", .group = "machine"});
  world.boot_all();
}

std::unique_ptr<Program> nothing_to_do(Host&) { return std::make_unique<Quiet>(); }

}  // namespace

Lives live(const Machines& machines, std::uint64_t seed) {
  World world(seed, Topology(1, {}, {}), nothing_to_do);
  const Laws laws(machines);
  Wear wear(world, machines, laws);
  world.add_observer(wear);
  add_hosts(world, machines.machines);
  wear.start();
  // Visitors come at random, about one to an outage.
  const Distribution gap = Distribution::exponential(machines.mttr_s * 1e9);
  const Stream gaps(seed, "validation.gap");
  std::uint64_t visitors = 0;
  Instant next = start_of_run;
  while (wear.crashes() < machines.cycles) {
    next += gap.duration(gaps.at(++visitors).bits);
    world.kernel().run_until(next);
    wear.visited(next);
  }
  return wear.result(world.now());
}

std::vector<std::array<double, 3>> down_at(const Machines& machines, std::uint32_t runs,
                                           const std::vector<Duration>& instants,
                                           std::uint64_t seed) {
  std::vector<std::array<double, 3>> shares(instants.size());
  const Laws laws(machines);
  for (std::uint32_t run = 0; run < runs; ++run) {
    World world((seed << 24) + run, Topology(1, {}, {}), nothing_to_do);
    Wear wear(world, machines, laws);
    world.add_observer(wear);
    add_hosts(world, machines.machines);
    wear.start();
    for (std::size_t i = 0; i < instants.size(); ++i) {
      world.kernel().run_until(start_of_run + instants[i]);
      shares[i][wear.down()] += 1.0 / runs;
    }
  }
  return shares;
}

}  // namespace txlab::validation
