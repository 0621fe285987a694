// publish: how a producer sends a plain message.
#pragma once

#include "models/parts/broker/messages.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// Sends until the broker has stored it: three attempts of three seconds (RocketMQ's
// retryTimesWhenSendFailed and sendMsgTimeout, client/.../producer/DefaultMQProducer.java). False
// means that nobody knows: it may be stored all the same.
inline Task<bool> publish(Host& host, HostId broker, Publish message) {
  message.message.id = host.unique_id();
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host.call(broker, message, 3s, attempt);
    if (reply && reply->stored) co_return true;
  }
  co_return false;
}

}  // namespace txlab
