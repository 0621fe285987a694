// FaultInjector: makes the planned faults happen, and those that wait for a protocol event.
//
// It acts on the world only (hosts, clocks, network rules); no protocol knows that it exists.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/world/fault_plan.hpp"
#include "sim/world/observer.hpp"
#include "sim/world/world.hpp"

namespace txlab {

class FaultInjector : public Observer {
 public:
  // `zones` gives the names that `between` may use beside host entries.
  FaultInjector(World& world, std::vector<FaultSettings> faults, std::vector<std::string> zones);

  // Puts the firings on the agenda. Repeating and event-driven faults stop at `until`.
  void start(Instant until);
  void on(const Happening& happening, Instant at) override;

  // "main.durable", "decision.durable", "message.stored", ...: what happened, or "" if it has no
  // name.
  static bool matches(const std::string& event, const Happening& happening);

 private:
  static HostId actor_of(const Happening& happening);
  [[gnu::noinline]] void trigger(const Happening& happening, Instant at);
  // `actor`: the host of the happening that triggered the fault, if one did.
  void fire(const Firing& firing, HostId actor);
  void after(Duration delay, std::function<void()> action);
  void act(const FaultSettings& fault, HostId victim);
  void act_on_network(const FaultSettings& fault);
  std::vector<HostId> victims_of(const Firing& firing, HostId actor) const;
  std::vector<bool> members(const std::string& zone_or_host) const;
  void report(Happening::Kind kind, const FaultSettings& fault);

  World& world_;
  std::vector<FaultSettings> faults_;
  std::vector<std::string> zones_;
  std::vector<std::uint64_t> triggered_;  // firings so far, per fault with a `when` clock
  std::vector<std::size_t> watching_;     // the faults with a `when` clock
  Instant until_ = start_of_run;
};

}  // namespace txlab
