// ParkedHalves: half messages that were checked too often, and the operator who resumes them.
//
// They lie in TRANS_CHECK_MAX_TIME_TOPIC until somebody sends RESUME_CHECK_HALF_MESSAGE for them,
// which puts them back into the half queue with no checks counted (apache/rocketmq
// broker/.../processor/AdminBrokerProcessor.java, resumeCheckHalfMessage). Whoever asks for that is
// a person (broker_console.cpp), or `resume_after` has gone by; nobody does by default.
#pragma once

#include <functional>

#include "models/parts/broker/state.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class ParkedHalves {
 public:
  ParkedHalves(Host& host, BrokerState& state, const BrokerSettings& settings,
               std::function<void()> put_back);

  void park(LogPosition half);
  // Into the half queue, with no checks counted. Returns the copy; nobody has waited for it.
  LogPosition put_back(const ParkedMessage& parked);
  // Runs for ever.
  Task<> resume();

 private:
  void listed(IntentId intent, int change);

  Host& host_;
  BrokerState& state_;
  const BrokerSettings& settings_;
  std::function<void()> put_back_;  // tells that the half queue has grown
  LogPosition next_;                // the oldest that may not have been resumed
  WorkGate work_;
};

}  // namespace txlab
