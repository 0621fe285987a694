// Replication: the master's side: brings its log to the replicas, and waits for them if it has to.
//
// A put that waits (half messages and messages; not op records, copies of half messages or retries,
// see TransactionalMessageBridge.java, setWaitStoreMsgOK) is acknowledged when sync_replicas copies
// have it or the slave timeout is over (apache/rocketmq store/.../CommitLog.java, handleHA), and is
// refused before it is written while fewer than min_in_sync copies are in sync (asyncPutMessage).
#pragma once

#include <vector>

#include "models/parts/broker/state.hpp"

namespace txlab {

class Replication {
 public:
  Replication(Host& host, BrokerState& state, const BrokerSettings& settings,
              const std::vector<HostId>& replicas);

  void start();
  bool refuses() const { return in_sync() < settings_.min_in_sync; }
  // Whether enough copies have the record.
  bool has(LogPosition last) const { return copies_of(last) >= settings_.sync_replicas; }
  // Returns when they have it, or too late.
  Task<> copied(LogPosition last);

 private:
  struct Slave {
    HostId host;
    LogPosition end = 0;
    Instant caught_up;  // when it last had everything
  };

  Task<> bring_log_to(std::size_t slave);
  std::uint32_t in_sync() const;
  std::uint32_t copies_of(LogPosition position) const;
  void note_safe();

  Host& host_;
  BrokerState& state_;
  const BrokerSettings& settings_;
  std::vector<Slave> slaves_;
  Signal appended_;
  Signal heard_;  // from a replica, or that it does not answer
};

}  // namespace txlab
