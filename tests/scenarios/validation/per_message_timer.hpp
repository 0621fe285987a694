// A broker with a mistake: it asks about each half message one interval after it became old enough,
// with a timer of its own, instead of scanning all of them every interval.
#pragma once

#include "scenarios/validation/half_messages.hpp"
#include "sim/world/host.hpp"

namespace txlab::validation {

class PerMessageTimer final : public Program {
 public:
  PerMessageTimer(Host& host, const BrokerUse& use) : host_(host), use_(use) {}
  Task<> main() override {
    host_.on<&PerMessageTimer::on_half>(*this);
    co_return;
  }
  SendHalf::Reply on_half(SendHalf half, HostId producer) {
    host_.spawn(ask_later(half, producer));
    return {.status = PutStatus::stored};
  }

 private:
  Task<> ask_later(SendHalf half, HostId producer) {
    co_await host_.sleep(*use_.immunity, "immunity");
    for (std::uint16_t number = 1; number <= 15; ++number) {
      co_await host_.sleep(*use_.check_interval, "check interval");
      host_.send(producer, CheckHalf{.intent = half.intent, .number = number});
    }
  }

  Host& host_;
  const BrokerUse& use_;
};

inline std::unique_ptr<Program> per_message_timer(Host& host, const BrokerSettings&,
                                                  const BrokerUse& use) {
  return std::make_unique<PerMessageTimer>(host, use);
}

}  // namespace txlab::validation
