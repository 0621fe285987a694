// A small world for tests: hosts whose programs are written in the test, and a record of what
// happened.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace txlab {

using Lines = std::vector<std::string>;

// Remembers every happening, in order.
class Record : public Observer {
 public:
  struct Entry {
    Happening happening;
    Instant at;
  };
  void on(const Happening& happening, Instant at) override { entries_.push_back({happening, at}); }

  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t count(Happening::Kind kind) const { return instants(kind).size(); }
  std::vector<Duration> instants(Happening::Kind kind) const {
    std::vector<Duration> instants;
    for (const Entry& entry : entries_) {
      if (entry.happening.kind == kind) instants.push_back(entry.at.time_since_epoch());
    }
    return instants;
  }
  void clear() { entries_.clear(); }

 private:
  std::vector<Entry> entries_;
};

// A program whose main and memory are given by the test.
class Lab {
 public:
  using Main = std::function<std::unique_ptr<Program>(Host&)>;

  explicit Lab(LinkSettings link = {}, std::uint64_t seed = 1) : Lab(Topology(1, link, {}), seed) {}
  Lab(Topology topology, std::uint64_t seed)
      : world_(seed, std::move(topology),
               [this](Host& host) { return boots_[host.id().value](host); }) {
    world_.add_observer(record_);
  }

  // The host runs a P(host, arguments...), again after every restart.
  template <typename P, typename... Arguments>
  Host& add(HostConfig config, Arguments&... arguments) {
    boots_.push_back([&arguments...](Host& host) -> std::unique_ptr<Program> {
      return std::make_unique<P>(host, arguments...);
    });
    if (config.name.empty()) config.name = "host-" + std::to_string(boots_.size());
    if (config.group.empty()) config.group = config.name;
    return world_.add_host(std::move(config));
  }

  World& world() { return world_; }
  Kernel& kernel() { return world_.kernel(); }
  Record& record() { return record_; }
  bool run(Duration until = std::chrono::hours(24)) {
    return kernel().run_until(start_of_run + until);
  }

 private:
  std::vector<Main> boots_;
  Record record_;
  World world_;
};

// Programs that serve and do nothing by themselves.
class Passive : public Program {
 public:
  explicit Passive(Host&) {}
  Task<> main() override { co_return; }
};

struct Ask {
  static constexpr MessageType type{"ask", MessageClass::work};
  struct Reply {
    int value;
  };
  IntentId intent;
  int value = 0;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(value); }
};

struct Note {
  static constexpr MessageType type{"note", MessageClass::background};
  IntentId intent;
  int value = 0;
};

inline LinkSettings constant_link(Duration latency) {
  return {.latency = Distribution::constant(latency.count()),
          .jitter = {},
          .loss = {},
          .duplicate = {},
          .reorder = {}};
}

inline std::string milliseconds(Instant at) { return std::to_string(at.time_since_epoch() / 1ms); }

}  // namespace txlab
