#include "models/strategies/shared/half_message.hpp"

#include <algorithm>

#include "models/strategies/shared/branch_consumer.hpp"

namespace txlab {

SendHalf half_message(Host& host, const Deployment& site, const Purchase& purchase,
                      HalfSending sending) {
  return {
      purchase.intent,   branch_topic,         static_cast<std::uint8_t>(site.workload.branches),
      host.local_time(), sending.own_immunity, message_about(site, purchase, host.unique_id())};
}

Task<std::optional<SendHalf::Reply>> send_half(Host& host, HostId broker, SendHalf half,
                                               HalfSending sending) {
  const Duration attempt_timeout = sending.attempt_timeout;
  const LocalInstant until = host.local_time() + 3s;
  std::optional<SendHalf::Reply> reply;
  for (std::uint32_t attempt = 0; attempt < 3 && host.local_time() < until; ++attempt) {
    Duration timeout = until - host.local_time();
    if (attempt_timeout > Duration{0}) timeout = std::min(timeout, attempt_timeout);
    reply = co_await host.call(broker, half, timeout, attempt);
    if (reply && reply->status != PutStatus::refused) break;
  }
  co_return reply;
}

}  // namespace txlab
