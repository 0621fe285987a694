#include "scenarios/study/cost_by_time.hpp"

#include <algorithm>

namespace txlab {

namespace {

using Kind = Happening::Kind;

constexpr std::int64_t most_seconds = 65'000;

void add_up(CostOfPurchases& sum, const CostOfPurchases& one) {
  sum.purchases += one.purchases;
  sum.messages += one.messages;
  sum.forced_writes += one.forced_writes;
  sum.round_trips += one.round_trips;
}

}  // namespace

CostByTime::CostByTime(Duration arrivals)
    : second_(std::max<Duration>(1s, arrivals / most_seconds)),
      by_second_(static_cast<std::size_t>(std::max<std::int64_t>(arrivals / second_, 0)) + 1) {}

void CostByTime::on(const Happening& happening, Instant at) {
  switch (happening.kind) {
    case Kind::began:
      return began(happening.intent, at);
    case Kind::sent:
      if (happening.message_class == MessageClass::work ||
          happening.message_class == MessageClass::protocol) {
        add(happening.intent, &CostOfPurchases::messages);
      } else if (happening.message_class == MessageClass::database &&
                 happening.flow == Envelope::Flow::request) {
        add(happening.intent, &CostOfPurchases::round_trips);
      }
      return;
    case Kind::forced_write:
      return add(happening.intent, &CostOfPurchases::forced_writes);
    case Kind::fault_began:
      lasting_[happening.code].push(faults_.size());
      faults_.push_back({at});
      return;
    case Kind::fault_ended:
      return fault_ended(happening.code, at);
    default:
      return;
  }
}

void CostByTime::began(IntentId intent, Instant at) {
  const auto second = std::min<std::size_t>(static_cast<std::size_t>((at - start_of_run) / second_),
                                            by_second_.size() - 1);
  if (seconds_.size() <= intent.value) seconds_.resize(intent.value + 1);
  seconds_[intent.value] = static_cast<std::uint16_t>(second);
  ++by_second_[second].purchases;
}

// Nothing for what is done on behalf of nobody.
void CostByTime::add(IntentId intent, std::uint64_t CostOfPurchases::*what) {
  if (!intent || intent.value >= seconds_.size()) return;
  ++(by_second_[seconds_[intent.value]].*what);
}

void CostByTime::fault_ended(std::uint32_t code, Instant at) {
  std::queue<std::size_t>& lasting = lasting_[code];
  if (lasting.empty()) return;
  faults_[lasting.front()].ended = at;
  lasting.pop();
}

CalmAndFaulty CostByTime::finish() const {
  CalmAndFaulty costs;
  for (std::size_t i = 0; i < by_second_.size(); ++i) {
    const Instant begin = start_of_run + static_cast<std::int64_t>(i) * second_;
    const auto within = [&](Duration of) {
      return std::ranges::any_of(faults_, [&](const Fault& fault) {
        const bool over = begin >= saturating_add(fault.ended, of) && begin > fault.began;
        return !over && fault.began < begin + second_ + of;
      });
    };
    if (within(Duration{0})) {
      add_up(costs.under_faults, by_second_[i]);
    } else if (!within(away)) {
      add_up(costs.calm, by_second_[i]);
    }
  }
  return costs;
}

}  // namespace txlab
