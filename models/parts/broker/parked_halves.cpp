#include "models/parts/broker/parked_halves.hpp"

namespace txlab {

ParkedHalves::ParkedHalves(Host& host, BrokerState& state, const BrokerSettings& settings,
                           std::function<void()> put_back)
    : host_(host),
      state_(state),
      settings_(settings),
      put_back_(std::move(put_back)),
      next_(state.parked().begin()),
      work_(host.kernel()) {}

void ParkedHalves::park(LogPosition half) {
  state_.park(half, true);
  listed(state_.log().at(half).intent, +1);
  work_.add(1);
}

void ParkedHalves::listed(IntentId intent, int change) {
  if (!settings_.alarm) return;
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = intent,
                          .value = change,
                          .name = parked_half_list});
}

Task<> ParkedHalves::resume() {
  if (settings_.resume_after == forever) co_return;
  for (;;) {
    while (next_ > state_.parked().end()) co_await work_.wait("no parked half message");
    const Instant due = state_.parked().at(next_).at + settings_.resume_after;
    if (due > host_.kernel().now()) {
      co_await Sleep(host_.kernel(), due - host_.kernel().now(), "operator");
      continue;
    }
    const LogPosition position = next_++;
    const ParkedMessage parked = state_.parked().at(position);
    if (!parked.half || parked.resumed) continue;
    state_.taken_up(position);
    put_back(parked);
    listed(parked.message.intent, -1);
  }
}

LogPosition ParkedHalves::put_back(const ParkedMessage& parked) {
  StoredMessage half = parked.message;
  half.checks = 0;
  half.done = half.ended = half.parked = false;
  half.op = half.successor = 0;
  half.bytes = 0;
  const LogPosition copy = state_.append(half);
  put_back_();
  return copy;
}

}  // namespace txlab
