// BrokerSettings: one message broker as the scenario describes it.
#pragma once

#include <cstdint>
#include <string>

#include "models/parts/broker/consumer_settings.hpp"
#include "sim/base/distribution.hpp"
#include "sim/base/time.hpp"

namespace txlab {

enum class Flush : std::uint8_t { sync, async };

// How it is written down that a half message was ended (TransactionalMessageServiceImpl,
// deletePrepareMessage).
enum class OpRecords : std::uint8_t {
  each,     // one record for each, at once
  stacked,  // in batches; a pass that finds the last write too young waits for another interval
  batched,  // in batches, after one interval
};

// What becomes of a half message that nobody can tell anything about.
enum class GiveUp : std::uint8_t { park, roll_back };

// Defaults after apache/rocketmq 5.x: common/.../BrokerConfig.java and
// store/.../MessageStoreConfig.java.
struct BrokerSettings {
  std::string profile = "rocketmq-5.4";
  Flush flush = Flush::sync;
  Duration flush_every = 500ms;     // asynchronous flush: if flush_pages pages are dirty...
  std::uint32_t flush_pages = 4;    // ...(flushCommitLogLeastPages), or else...
  Duration flush_at_latest = 10s;   // ...every flushCommitLogThoroughInterval
  std::uint32_t sync_replicas = 1;  // copies an acknowledgement waits for, the master included
  Distribution replica_ack = Distribution::lognormal(600e3, 3e6);  // ns, for sync_replicas > 1
  Distribution fsync = Distribution::lognormal(450e3, 2e6);        // ns
  ConsumerSettings consumers;
  bool alarm = true;  // somebody watches dead letters and parked half messages

  Duration check_interval = 30s;  // transactionCheckInterval
  Duration immunity = 6s;         // transactionTimeOut
  std::uint32_t max_checks = 15;  // transactionCheckMax
  Duration half_lifetime = 72h;   // fileReservedTime
  GiveUp give_up = GiveUp::park;  // after max_checks or half_lifetime
  bool park_writable = true;      // off: the write into the topic of parked halves fails
  OpRecords op_records = OpRecords::batched;
  Duration op_interval = 3s;      // transactionOpBatchInterval
  std::uint32_t op_bytes = 4096;  // transactionOpMsgMaxSize
  Duration offsets_every = 5s;    // flushConsumerOffsetInterval
};

}  // namespace txlab
