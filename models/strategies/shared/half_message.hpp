// Half messages, as RocketMQ's producer sends them: the wallet's, or the transaction centre's.
#pragma once

#include "models/parts/broker/messages.hpp"
#include "models/strategies/deployment.hpp"

namespace txlab {

struct HalfSending {
  Duration own_immunity;     // CHECK_IMMUNITY_TIME_IN_SECONDS of each message; 0: it has none
  Duration attempt_timeout;  // of a single attempt; 0: what is left of the 3 s for all
};

SendHalf half_message(Host& host, const Deployment& site, const Purchase& purchase,
                      HalfSending sending);

// Three attempts within three seconds (sendMsgTimeout, retryTimesWhenSendFailed; the cap of a
// single attempt is sendMsgMaxTimeoutPerRequest:
// client/.../impl/producer/DefaultMQProducerImpl.java, sendDefaultImpl). Each may store a half
// message of its own; the last one that answers counts.
Task<std::optional<SendHalf::Reply>> send_half(Host& host, HostId broker, SendHalf half,
                                               HalfSending sending);

}  // namespace txlab
