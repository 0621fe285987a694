// Observers: the only way to know what happened in a run.
//
// The world and the machines in it report happenings; properties, metrics, digests, triggers of
// faults and traces are folds over them. Protocol code reports nothing. A happening is seen once,
// in order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/world/lock_wait.hpp"
#include "sim/world/message.hpp"
#include "sim/world/row.hpp"

namespace txlab {

struct Happening {
  enum class Kind : std::uint8_t {
    began,         // a customer wants something; value: fen
    sent,          // host -> peer; name: message type
    delivered,     // host -> peer
    lost,          // host -> peer, by the network or because the receiver is down
    duplicated,    // host -> peer
    forced_write,  // somebody waits until a record is durable; name: what
    flushed,       // one flush of a device ended; value: records covered
    durable,       // a record took effect durably; name: what; changes: rows
    lock_ended,    // a row lock was released; value: ns held, extra: ns waited for it
    lock_refused,  // name: "deadlock" or "lock-wait-timeout"
    told,          // a customer heard a statement; value: which, extra: for when (see models/fund)
    gave_up,       // a customer's client stopped waiting
    in_doubt,      // value: +1 a prepared transaction waits for its outcome, -1 it has it
    listed,        // value: +1/-1: the purchase entered/left a durable list that somebody watches
    checked,       // a check-back question was sent
    redelivered,   // a message was delivered again
    dead_letter,   // a message was given up and put aside
    repaired,      // reconciliation acted; value: 1 if it was not needed
    crashed,       // name: kind of crash
    restarted,
    fault_began,  // name: the fault's
    fault_ended,
    // People were at a case for `value` ns of working time; name: its list; extra: 1 if it is
    // settled.
    worked,
    // Somebody else's transaction ended at a database; name: its label; value: ns since it was
    // wanted; extra: 1 if it failed.
    served,
  };
  Kind kind;
  MessageClass message_class = MessageClass::work;
  Envelope::Flow flow = Envelope::Flow::one_way;
  HostId host{};
  HostId peer{};
  std::uint32_t code = 0;  // a stable number for `name`
  IntentId intent{};
  std::int64_t value = 0;
  std::int64_t extra = 0;
  std::string_view name{};
  std::span<const RowChange> changes{};
  std::uint64_t message = 0;  // which one was sent, delivered, lost: its number in this world
  // Of a lock: who waited for whom when this wait began, beginning with itself; the last waits for
  // somebody who does not wait or, in a deadlock, for the first. The digest knows it already, from
  // what is done about it.
  std::span<const LockWait> waits{};
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on(const Happening& happening, Instant at) = 0;
};

}  // namespace txlab
