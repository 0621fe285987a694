// HalfScanner: asks producers about half messages that nobody ended (check-back).
//
// Reads beside apache/rocketmq
// broker/.../transaction/queue/TransactionalMessageServiceImpl.java, check. Every check interval it
// goes through the half queue from where it stopped, with the op records beside it. What an op
// record names is resolved. Of anything else that is old enough it appends a COPY to the half
// queue, goes past the original, and asks about the copy. So whatever ends the original later
// delivers, but does not resolve the copy, which will be asked about again. After max_checks copies
// the half message is parked for an operator.
#pragma once

#include <functional>

#include "models/parts/broker/parked_halves.hpp"
#include "models/parts/broker/state.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class HalfScanner {
 public:
  using Ask = std::function<void(const StoredMessage& copy)>;

  HalfScanner(Host& host, BrokerState& state, const BrokerSettings& settings, ParkedHalves& parked,
              Ask ask);

  // Runs for ever. Rounds that would find nothing cost no events.
  Task<> scan_regularly();
  // The half queue has grown.
  void stored() { count_work(); }

 private:
  // What a round knows.
  struct Round {
    Instant began;
    QueueOffset from;                   // where the half queue is read from
    QueueOffset at;                     // and where it is read now
    QueueOffset next_op;                // where the op queue is read next
    QueueOffset first_op;               // where it was read first
    std::uint32_t asked = 0;            // questions put so far
    bool ops_found = false;             // by the last read
    Instant last_op;                    // when the last record that was read had been stored
    std::vector<QueueOffset> removed;   // for each half from `from` on: its op record + 1, or 0
    std::vector<std::uint32_t> unused;  // for each op record: halves that were not met yet
  };
  // What to do with a half message that no op record names.
  enum class Verdict : std::uint8_t { go_past, stop, read_ops, abort };

  Task<> scan();
  void read_ops(Round& round);
  bool in_queue(QueueOffset offset);
  bool resolved(Round& round);
  Verdict look_at(Round& round);
  void give_up(QueueOffset at);
  const StoredMessage& put_back(QueueOffset at, StoredMessage half);
  bool removed_original(Round& round, QueueOffset prepared);
  void commit_offsets(const Round& round);
  void count_work();
  Duration until_next_round() const;

  Host& host_;
  BrokerState& state_;
  HalfTopic& halves_;
  const BrokerSettings& settings_;
  ParkedHalves& parked_;
  Ask ask_;
  LocalInstant last_round_;
  WorkGate work_;
};

}  // namespace txlab
