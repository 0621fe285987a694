// What the broker and the members of consumer groups say to each other.
//
// Consumers pull: a long poll is answered with the next message as soon as there is one. A
// delivered message counts as one message; the polls behind it are amortised and do not travel. A
// Pull is seen on the wire when a member begins to read a queue, and every few seconds while there
// is something to tell: how far it has read, and up to where everything is consumed.
#pragma once

#include "models/parts/broker/messages.hpp"

namespace txlab {

// Of a topic: 0 .. queues - 1; one more is the group's retry topic, which has a single queue.
using QueueIndex = std::uint8_t;

struct Deliver {
  static constexpr MessageType type{"deliver", MessageClass::protocol};
  IntentId intent;
  TopicId topic;
  QueueIndex queue;
  std::uint16_t reconsumed;  // earlier attempts that asked for another one
  std::uint16_t delivered;   // earlier deliveries of this attempt
  LogPosition position;
  LogPosition previous;  // the message before it in the queue; 0: nothing that is still open
  BrokerMessage message;
  std::uint32_t distinct() const { return topic + 16u * reconsumed + 1024u * delivered; }
};

struct Pull {
  static constexpr MessageType type{"pull", MessageClass::background};
  struct Reply {
    bool accepted;    // false: somebody else holds the lock of this queue
    LogPosition end;  // of the log: a member that has read further has read what is lost now
  };
  IntentId intent;
  TopicId topic;
  QueueIndex queue;
  bool fresh;             // from where the group's offset stands
  std::uint64_t version;  // of the members, by which the queue is the sender's
  LogPosition from;       // the first position that was not received
  LogPosition committed;  // everything before it is consumed
};

// One-way, when a queue is given up: the last offset, and the lock if the queue has one.
struct Release {
  static constexpr MessageType type{"release", MessageClass::background};
  IntentId intent;
  TopicId topic;
  QueueIndex queue;
  std::uint64_t version;  // of the members, by which the queue is somebody else's
  LogPosition committed;
};

// Stands for the notification that the members changed, the query who they are, and the member's
// own look every 20 s if the notification was lost.
struct Rebalance {
  static constexpr MessageType type{"rebalance", MessageClass::background};
  struct Reply {
    bool noted;
  };
  IntentId intent;
  TopicId topic;
  std::uint16_t members;
  std::uint16_t index;    // of the receiver among them
  std::uint64_t version;  // grows with every change
};

// The message is to come again later, or becomes a dead letter.
struct SendBack {
  static constexpr MessageType type{"send-back", MessageClass::background};
  struct Reply {
    bool stored;
  };
  IntentId intent;
  TopicId topic;
  std::uint16_t reconsumed;
  std::uint16_t level;  // of delay; 0: grows with the attempts
  LogPosition position;
  BrokerMessage message;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(position); }
};

// The broker is back after a restart. Stands for what a client library does on its own: it notices
// that the connection is gone and opens another.
struct BrokerIsBack {
  static constexpr MessageType type{"broker-is-back", MessageClass::background};
  IntentId intent;
  TopicId topic;
};

// A member says that it is there (and that a former life of it is not).
struct Subscribe {
  static constexpr MessageType type{"subscribe", MessageClass::background};
  struct Reply {
    bool welcome;
  };
  IntentId intent;
  TopicId topic;
  std::uint32_t incarnation;
  TagSubscription subscription;
};

}  // namespace txlab
