// Consumer: a member of a consumer group. It subscribes when its host boots, and hands each
// delivered message to a handler that says whether it was consumed.
//
// Delivery is at least once: the handler must recognise doubles by the business key.
#pragma once

#include <functional>

#include "models/parts/broker/messages.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// Tells the broker, until it answers, that this host consumes a topic.
inline Task<> subscribe(Host& host, HostId broker, TopicId topic) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const auto reply =
        co_await host.call(broker, Subscribe{{}, topic, host.incarnation()}, 3s, attempt);
    if (reply) co_return;
    co_await host.sleep(1s, "subscribe again");
  }
}

inline void acknowledge(Host& host, HostId broker, const Deliver& message, bool consumed) {
  host.send(broker, Acknowledge{message.intent, message.topic, message.position, consumed});
}

// Sends until the broker has stored it: three attempts of three seconds (RocketMQ's
// retryTimesWhenSendFailed and sendMsgTimeout, client/.../producer/DefaultMQProducer.java). False
// means that nobody knows: it may be stored all the same.
inline Task<bool> publish(Host& host, HostId broker, Publish message) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host.call(broker, message, 3s, attempt);
    if (reply && reply->stored) co_return true;
  }
  co_return false;
}

}  // namespace txlab
