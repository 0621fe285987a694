// BrokerSettings: one message broker as the scenario describes it.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/distribution.hpp"
#include "sim/base/time.hpp"

namespace txlab {

enum class Flush : std::uint8_t { sync, async };

// Defaults after apache/rocketmq 5.x: common/.../BrokerConfig.java and
// store/.../MessageStoreConfig.java.
struct BrokerSettings {
  std::string profile = "rocketmq-5.4";
  Flush flush = Flush::sync;
  Duration flush_every = 500ms;     // for asynchronous flush
  std::uint32_t sync_replicas = 1;  // copies an acknowledgement waits for, the master included
  Distribution replica_ack = Distribution::lognormal(600e3, 3e6);  // ns, for sync_replicas > 1
  Distribution fsync = Distribution::lognormal(450e3, 2e6);        // ns
  Duration invisible = 60s;  // a delivered message that nobody acknowledged comes back after this
  std::uint32_t max_reconsume = 16;  // then the dead-letter queue: 17 attempts in all
  bool alarm = true;                 // somebody watches dead letters and parked half messages
};

}  // namespace txlab
