// Host: a machine that runs one program, crashes and restarts, with workers, a disk and a clock.
//
// The program and its processes are RAM: a crash destroys the processes, newest first, then the
// program. What survives is in DurableStates, which decide themselves what a crash does to writes
// that were not flushed. There is no "recovered" flag: a restart boots the program, whose main()
// does with what it finds.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"
#include "sim/kernel/wait.hpp"
#include "sim/world/clock.hpp"
#include "sim/world/endpoint.hpp"
#include "sim/world/fault.hpp"
#include "sim/world/program.hpp"
#include "sim/world/topology.hpp"

namespace txlab {

class World;

// What outlives a crash of its host.
class DurableState {
 public:
  virtual ~DurableState() = default;
  // `draw` decides how much of a torn write stream reached the disk.
  virtual void crashed(CrashKind kind, Unsynced unsynced, Draw draw) = 0;
};

struct HostConfig {
  std::string name;   // "wallet-1"
  std::string group;  // "wallet": the scenario's entry that this is a replica of
  ZoneIndex zone = 0;
  std::uint32_t workers = 0;  // requests handled at once; 0: as many as come
  Distribution service;       // handling one request, ns
  Distribution fsync;         // one flush of the disk, ns
  bool outside = false;       // not a machine of ours (the customers): it never crashes
};

class Host final : public Scope {
 public:
  Host(World& world, HostId id, HostConfig config);
  ~Host() override;

  HostId id() const { return id_; }
  const std::string& name() const { return config_.name; }
  const std::string& group() const { return config_.group; }
  ZoneIndex zone() const { return config_.zone; }
  World& world() const { return world_; }
  // The process is dead, the machine is not: it answers connections with a reset.
  bool refuses() const { return !up() && machine_up_; }
  bool outside() const { return config_.outside; }
  bool up() const { return program_ != nullptr; }
  std::uint32_t incarnation() const { return incarnation_; }
  Endpoint& endpoint() { return endpoint_; }
  LocalClock& clock() { return clock_; }
  const LocalClock& clock() const { return clock_; }
  LocalInstant local_time() const;

  // --- What protocols use -----------------------------------------------------------------------
  Sleep sleep(Duration local, std::string_view what = "sleep") {
    return Sleep(kernel(), clock_.real(local), what);
  }
  // Until this host's clock shows the next whole multiple of `period` (replicas whose clocks are
  // right tick together; phases do not matter here).
  Sleep next_tick(Duration period, std::string_view what = "tick");
  template <Request M>
  Call<M> call(HostId to, const M& message, Duration timeout, std::uint32_t attempt = 0) {
    return Call<M>(endpoint_, to, message, timeout, attempt);
  }
  template <Message M>
  void send(HostId to, const M& message, std::uint32_t attempt = 0) {
    endpoint_.send(to, message, Envelope::Flow::one_way, 0, Duration{0}, attempt);
  }
  template <auto Method, typename P>
  void on(P& program);
  // Which of n replicas of `service` is asked, counted on from the one whose turn it is: 0 without
  // a Chooser.
  std::uint32_t turn_of(std::string_view service, std::size_t replicas) const;
  // An integer that nobody else in this world gets (a UUID, without its length).
  std::uint64_t unique_id();
  // A duration in [0, longest), the same for the same (intent, attempt): for backoff, and the only
  // randomness that a protocol may have.
  Duration jitter(Duration longest, IntentId intent, std::uint32_t attempt) const;
  // The durable state of this type on this host's disk; made on first use.
  template <typename T, typename... Args>
  T& durable(Args&&... args);
  template <typename T>
  T* find_durable();

  // --- What the world and the machines use ------------------------------------------------------
  Permits* workers() { return workers_ ? &*workers_ : nullptr; }
  Duration service_time(const Distribution& law, const Envelope& request);
  Duration service_time(const Envelope& request) { return service_time(config_.service, request); }
  // A duration from `law` for one purpose and purchase, scaled by the host's slowness.
  Duration drawn(const Distribution& law, std::string_view purpose, IntentId intent);
  Duration flush_time(std::uint64_t index) const;
  // Factors of overlapping faults multiply. Each ends with the factor that it began with.
  void slow_down(double factor) { slow_by_.push_back(factor); }
  void speed_up(double factor) { forget(slow_by_, factor); }
  void slow_disk_down(double factor) { slow_disk_by_.push_back(factor); }
  void speed_disk_up(double factor) { forget(slow_disk_by_, factor); }
  // A bad release: this share of the requests is rejected instead of being carried out. `which`
  // tells them apart by what they are, so that every strategy meets the same ones.
  void begin_errors(Probability share, Stream which) { errors_.push_back({share, which}); }
  void end_errors(Stream which);
  bool rejects(const Envelope& request) const;
  void boot();
  void crash(CrashKind kind, Unsynced unsynced, Draw draw);
  void hang_up(HostId peer);
  void suspended(std::string_view what, bool idle) override;

 private:
  struct Errors {
    Probability share;
    Stream which;
  };

  Draw service_draw(IntentId intent, std::uint64_t part);
  static Duration scaled(Duration plain, const std::vector<double>& factors);
  static void forget(std::vector<double>& factors, double factor);

  World& world_;
  HostId id_;
  HostConfig config_;
  Endpoint endpoint_;
  LocalClock clock_;
  std::optional<Permits> workers_;
  std::unique_ptr<Program> program_;
  std::uint32_t incarnation_ = 0;
  bool machine_up_ = true;
  std::vector<double> slow_by_;
  std::vector<double> slow_disk_by_;
  std::vector<Errors> errors_;
  std::uint64_t background_ = 0;  // services on behalf of nobody so far
  Stream service_stream_;
  Stream fsync_stream_;
  Stream jitter_stream_;
  std::vector<std::pair<const void*, std::unique_ptr<DurableState>>> durables_;
};

}  // namespace txlab

#include "sim/world/serve.hpp"  // the templates above that need the whole class
