// World: hosts, the network between them, and everybody who watches.
//
// One world is one run. It owns nothing global; two worlds on two threads do not know of each
// other.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/kernel/kernel.hpp"
#include "sim/world/host.hpp"
#include "sim/world/network.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

using Boot = std::function<std::unique_ptr<Program>(Host&)>;

// The answers of a Chooser for one suspension. Trails keep their numbers: add at the end.
enum class CrashChoice : std::uint32_t {
  go_on,
  process,
  power_before,
  power_after,
  power_torn,   // a prefix of what was not flushed reached the disk, its last record in part
  clock_ahead,  // no crash: the host's clock steps, as when it is set
  clock_back,
};
inline constexpr std::uint32_t crash_choices = 7;
inline constexpr bool is_crash(CrashChoice choice) {
  return choice >= CrashChoice::process && choice <= CrashChoice::power_torn;
}

class World {
 public:
  World(std::uint64_t seed, Topology topology, Boot boot);
  ~World();
  World(const World&) = delete;

  std::uint64_t seed() const { return seed_; }
  Kernel& kernel() { return kernel_; }
  Network& network() { return network_; }
  Instant now() const { return kernel_.now(); }

  Host& add_host(HostConfig config);
  Host& host(HostId id) {
    CHECK(id.value < hosts_.size());
    return *hosts_[id.value];
  }
  ZoneIndex zone_of(HostId id) const {
    CHECK(id.value < zones_.size());
    return zones_[id.value];
  }
  std::size_t hosts() const { return hosts_.size(); }
  // The replicas of one entry of the scenario, in order; empty if there is none.
  std::vector<HostId> group(std::string_view name) const;
  void boot_all();
  std::unique_ptr<Program> boot_program(Host& host) { return boot_(host); }

  // Crashes the host and restarts it later, if it is to come back; a host that is down already
  // stays as it is. `crash` is for events of the world itself, never for processes; `crash_soon`
  // makes such an event, at this instant, and is for everybody.
  void crash(HostId host, CrashKind kind, Unsynced unsynced, std::optional<Duration> restart_after);
  void crash_soon(HostId host, CrashKind kind, Unsynced unsynced,
                  std::optional<Duration> restart_after);
  void offer_crash(Host& host, std::string_view what, bool idle);
  // How long a host stays down after a crash that a Chooser asked for.
  void set_chosen_outage(Duration outage) { chosen_outage_ = outage; }
  // How far a Chooser steps a clock: longer than the timeouts that are measured in seconds.
  static constexpr Duration chosen_step = 60s;

  // Runs `action` at an instant, as an event of the world itself.
  void at(Instant when, std::function<void()> action);

  // Observers are told in the order in which they were added; they must outlive the world.
  void add_observer(Observer& observer) { observers_.push_back(&observer); }
  void happened(const Happening& happening) {
    for (Observer* observer : observers_) observer->on(happening, kernel_.now());
  }
  void report(Happening::Kind kind, const Envelope& envelope) {
    if (!observers_.empty()) report_to_observers(kind, envelope);
  }

  // A customer's wish enters the world; its age indexes the weather of its messages.
  void began(IntentId intent, std::int64_t fen);
  std::uint64_t age_in_seconds(IntentId intent) const {
    const Instant began = began_at(intent);
    if (began > kernel_.now()) return 0;
    return static_cast<std::uint64_t>((kernel_.now() - began) / std::chrono::seconds(1));
  }
  // The end of time if it did not.
  Instant began_at(IntentId intent) const {
    return intent.value < began_.size() ? began_[intent.value] : end_of_time;
  }

  std::uint64_t unique_id() { return ++unique_ids_; }

 private:
  struct Deferred;
  // Whoever waits for an answer of this host and can hear it learns that there will be none.
  void reset_connections(HostId host);
  void report_to_observers(Happening::Kind kind, const Envelope& envelope);

  std::uint64_t seed_;
  Boot boot_;
  Kernel kernel_;
  Network network_;
  std::vector<std::unique_ptr<Host>> hosts_;
  std::vector<ZoneIndex> zones_;  // of the hosts
  std::vector<Observer*> observers_;
  std::vector<Instant> began_;  // by intent
  std::vector<std::unique_ptr<Deferred>> deferred_;
  std::vector<Deferred*> free_deferred_;
  Stream crash_stream_;
  std::uint64_t crashes_ = 0;
  std::uint64_t unique_ids_ = std::uint64_t{1} << 20;  // above the numbers that customers use
  Duration chosen_outage_ = 1s;
};

}  // namespace txlab
