// Replica: the program of a broker's slave: it takes over the master's log, a stretch at a time.
//
// It holds no records, only how far it has them: the log is the same as the master's up to there.
// What it has received is in its page cache, which it writes to its disk every half second; so an
// acknowledgement by a replica is no promise against a power failure of both machines.
#pragma once

#include "models/parts/broker/messages.hpp"
#include "models/parts/broker/persisted_offset.hpp"
#include "models/parts/broker/settings.hpp"
#include "sim/world/world.hpp"

namespace txlab {

class ReplicaState final : public DurableState {
 public:
  explicit ReplicaState(Host& host) : host_(host), end_(500ms) {}

  LogPosition end() const { return end_.value(); }
  void received(LogPosition end) { end_.set(end, host_.kernel().now()); }
  void crashed(CrashKind kind, Unsynced, Draw) override {
    if (kind == CrashKind::host_lost) return end_.lost();
    if (kind == CrashKind::power) end_.crashed(host_.kernel().now(), OffsetsFile::as_written_back);
  }

 private:
  Host& host_;
  PersistedOffset end_;
};

class Replica final : public Program {
 public:
  Replica(Host& host, const BrokerSettings& settings)
      : host_(host), settings_(settings), state_(host.durable<ReplicaState>(host)) {}

  Task<> main() override {
    host_.on<&Replica::on_replicate>(*this);
    co_return;
  }

  // Also a shorter log is taken over: a new master cuts what only the old one had.
  Task<Replicate::Reply> on_replicate(Replicate request) {
    co_await Sleep(host_.kernel(), host_.drawn(settings_.replica_ack, "replica", {}), "replica");
    state_.received(request.end);
    co_return Replicate::Reply{request.end};
  }

 private:
  Host& host_;
  const BrokerSettings& settings_;
  ReplicaState& state_;
};

}  // namespace txlab
