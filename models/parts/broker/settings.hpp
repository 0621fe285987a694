// BrokerSettings: one message broker as the scenario describes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

// What the scanner does when its queue of questions is full
// (AbstractTransactionalMessageCheckListener, the executor's policy): end the round by an
// exception, which leaves the offsets where they were, or put the question itself.
enum class QueueFull : std::uint8_t { abort_round, ask_itself };

// After which crash of the master a replica takes its place. Without a controller (or DLedger) a
// master that comes back is the master again, with all that its disk has.
enum class Failover : std::uint8_t { machine_lost, any_crash };

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
  std::uint32_t copies = 1;         // machines of the broker, the master included
  Failover failover = Failover::machine_lost;
  std::uint32_t min_in_sync = 1;  // fewer copies at hand: puts that wait for them are refused
  Duration slave_timeout = 3s;    // then an acknowledgement goes without them (slaveTimeout)
  std::uint32_t sync_master_copies = 1;  // what SYNC_MASTER waits for (5.x: inSyncReplicas)
  Distribution replica_ack = Distribution::lognormal(600e3, 3e6);  // ns, for sync_replicas > 1
  Distribution fsync = Distribution::lognormal(450e3, 2e6);        // ns
  std::vector<Tag> tags;  // that producers write on messages, a customer always the same one
  ConsumerSettings consumers;
  bool alarm = true;  // somebody watches dead letters and parked half messages

  Duration check_interval = 30s;     // transactionCheckInterval
  Duration immunity = 6s;            // transactionTimeOut
  std::uint32_t max_checks = 15;     // transactionCheckMax
  std::uint32_t check_queue = 2000;  // questions that a round may put before anybody was asked
  QueueFull check_queue_full = QueueFull::ask_itself;
  Duration half_lifetime = 72h;   // fileReservedTime
  GiveUp give_up = GiveUp::park;  // after max_checks or half_lifetime
  bool park_writable = true;      // off: the write into the topic of parked halves fails
  OpRecords op_records = OpRecords::batched;
  Duration op_interval = 3s;        // transactionOpBatchInterval
  std::uint32_t op_bytes = 4096;    // transactionOpMsgMaxSize
  Duration op_read{0};              // what the scanner's reading of 32 op records takes
  Duration resume_after = forever;  // an operator has parked half messages asked about again
  Duration offsets_every = 5s;      // flushConsumerOffsetInterval
  // The file of offsets is not synced (common/.../MixAll.java, string2File): it is safe from a
  // power failure when the operating system has written it back (Linux: vm.dirty_expire_centisecs,
  // 3000). At 0s it is safe at once, and so is ahead of copies of half messages that nobody waits
  // for.
  Duration offsets_written_back = 30s;
};

}  // namespace txlab
