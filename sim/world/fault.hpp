// Faults as data: what happens to which hosts or links, when, and for how long.
//
// A FaultSettings is what a scenario says; the plan (fault_plan.hpp) turns it into firings before
// the run, so that every strategy meets the same faults at the same instants.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"
#include "sim/base/time.hpp"

namespace txlab {

enum class FaultKind : std::uint8_t {
  crash,         // target goes down; restart_after brings it back (absent: never)
  pause,         // target stops for a while and goes on (a long garbage collection)
  slow,          // everything that the target computes takes `factor` times as long
  slow_disk,     // every flush of the target takes `factor` times as long
  error,         // a share of the requests of the target is answered with an error, unexecuted
  clock_offset,  // the target's clock is off by `offset` for a while
  clock_drift,   // the target's clock runs fast by `drift_ppm` for a while
  clock_step,    // the target's clock jumps by `offset`, for good
  partition,     // messages between the zones or hosts are lost
  hold,          // messages between the zones or hosts wait until the hold ends
  degrade,       // extra latency and loss between the zones or hosts
};

// What a crash does to writes that were not flushed: a process crash keeps them (the operating
// system has them); power loss drops them (or keeps a prefix, the last record torn); a lost host
// also loses its disk.
enum class CrashKind : std::uint8_t { process, power, host_lost };
enum class Unsynced : std::uint8_t { gone, torn, kept };

struct FaultTarget {
  enum class Kind : std::uint8_t { none, host, database, actor } kind = Kind::none;
  std::string name;  // of the host entry or of the database, as the scenario has it
  // How many of its replicas: all, a number, or a share (rounded up, at least one).
  struct Pick {
    enum class Kind : std::uint8_t { all, count, share } kind = Kind::all;
    std::uint32_t count = 1;
    double share = 1;
  } pick;
};

// Exactly one of these clocks.
struct FaultClock {
  enum class Kind : std::uint8_t {
    at,     // once, at an instant
    every,  // again and again, the gaps drawn from a distribution (or constant)
    rate,   // a Poisson process, per second
    when,   // at a protocol event, with a probability
  } kind = Kind::at;
  Instant at = start_of_run;
  Distribution every;  // ns
  double rate_per_s = 0;
  std::string event;  // for `when`, e.g. "main.durable"
  Probability probability{1.0};
  std::optional<std::uint32_t> times;  // at most so many firings (when, every, rate)
};

struct FaultSettings {
  std::string name;
  FaultKind kind = FaultKind::crash;
  FaultClock clock;
  FaultTarget target;
  std::vector<std::string> between;  // two zones or hosts, for partition, hold and degrade
  enum class Direction : std::uint8_t { both, forward, backward } direction = Direction::both;
  CrashKind crash = CrashKind::process;
  Unsynced unsynced = Unsynced::gone;     // for crash kind power
  std::optional<Duration> restart_after;  // for crash
  Duration lasts{0};                      // `for:` of everything that ends by itself
  double factor = 1;                      // for slow, slow_disk
  Probability share{1.0};                 // of the requests, for error
  Duration offset{0};                     // for clock_offset, clock_step
  double drift_ppm = 0;                   // for clock_drift
  Distribution extra_latency;             // for degrade, ns
  Probability extra_loss;                 // for degrade
};

}  // namespace txlab
