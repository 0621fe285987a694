// AwayFold: who says yes while a service is away. Of the purchases that come while every machine of
// a service is down: how many are told yes before one of them is up again.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "scenarios/study/answers/answers.hpp"
#include "sim/world/observer.hpp"
#include "sim/world/world.hpp"

namespace txlab {

class AwayFold final : public Observer {
 public:
  // The world outlives it.
  explicit AwayFold(World& world);

  void on(const Happening& happening, Instant at) override;
  // Services that were away when somebody came, in the order of their hosts.
  std::vector<WhileAway> finish() const;

 private:
  struct Service {
    WhileAway counted;
    int machines = 0;
    int down = 0;
    std::uint32_t outage = 0;  // numbered from 1; 0: it is there

    bool away() const { return machines > 0 && down == machines; }
  };
  // Who waits for an answer since a service went away.
  struct Waiting {
    std::size_t service;
    std::uint32_t outage;
  };

  void changed(HostId host, int more);

  std::vector<Service> services_;
  std::vector<std::size_t> service_of_;                              // by host
  std::unordered_map<std::uint64_t, std::vector<Waiting>> waiting_;  // by intent
  std::uint32_t outages_ = 0;
};

}  // namespace txlab
