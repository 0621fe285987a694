#include "models/fund/customers.hpp"

#include <algorithm>
#include <functional>

#include "sim/base/check.hpp"
#include "sim/base/elementary.hpp"

namespace txlab {

namespace {

// Parts of the stream of refusals; the first, 0, has those that a fund or a bank is asked about.
constexpr std::uint64_t of_the_person = 1;
constexpr std::uint64_t of_main = 2;
constexpr std::uint64_t of_the_agent = 3;
constexpr std::uint64_t of_the_wallet = 4;

// The first of these shares under which a draw falls.
template <typename Choices, typename Share>
std::size_t drawn_among(const Choices& choices, const Share& share, std::uint32_t bits) {
  const double unit = static_cast<double>(bits) / 4294967296.0;
  double below = 0;
  for (std::size_t i = 0; i + 1 < choices.size(); ++i) {
    below += std::invoke(share, choices[i]);
    if (unit < below) return i;
  }
  return choices.size() - 1;
}

// Mean 2^40. Made once: compiling a law takes longer than a small run.
const Distribution& unit_exponential() {
  static const Distribution law = Distribution::exponential(1099511627776.0);
  return law;
}

std::uint32_t high_half(const Draw& draw) { return static_cast<std::uint32_t>(draw.bits >> 32); }

// At a low rate, a gap may be longer than instants can tell: then nobody comes any more.
Instant arrival_after(Instant from, double nanoseconds) {
  if (nanoseconds >= static_cast<double>(forever.count())) return end_of_time;
  return saturating_add(from, Duration{static_cast<std::int64_t>(nanoseconds)});
}

}  // namespace

Customers::Customers(const WorkloadSettings& workload, std::uint64_t seed)
    : customers_(workload.customers),
      types_(workload.types),
      funds_(workload.funds),
      amounts_(workload.amounts),
      refusals_(workload.refusals),
      two_step_(workload.two_step),
      precheck_takes_(workload.precheck_takes),
      fee_rate_(workload.fee_rate),
      checking_(seed, "precheck"),
      who_(seed, "customer"),
      how_much_(seed, "amount"),
      refused_(seed, "refusal"),
      which_type_(seed, "transaction type"),
      which_fund_(seed, "fund"),
      payment_(workload.payment),
      earmark_(workload.earmark),
      withdrawn_(workload.withdrawals ? workload.withdrawals->share : 0),
      from_wallet_(workload.from_wallet),
      paying_(seed, "payment"),
      leaving_(seed, "leave"),
      thinking_(seed, "think between steps") {
  CHECK(customers_ > 0);
  if (workload.zipf_s == 0) return;
  std::vector<double> weights;
  double total = 0;
  for (std::uint32_t rank = 1; rank <= customers_; ++rank) {
    total += fixed_pow(rank, -workload.zipf_s);
    weights.push_back(total);
  }
  for (const double weight : weights) {
    const double share = std::min(weight / total, 1 - 1e-16);
    cumulative_.push_back(static_cast<std::uint64_t>(share * 18446744073709551616.0));
  }
  cumulative_.back() = ~std::uint64_t{0};
}

std::uint32_t Customers::customer(std::uint64_t bits) const {
  if (cumulative_.empty()) {
    return static_cast<std::uint32_t>((static_cast<unsigned __int128>(bits) * customers_) >> 64);
  }
  const auto rank = std::lower_bound(cumulative_.begin(), cumulative_.end(), bits);
  return static_cast<std::uint32_t>(rank - cumulative_.begin());
}

bool Customers::insufficient_cash(IntentId intent) const {
  return refusals_.insufficient_cash.happens(refused_.at(intent.value).first);
}

bool Customers::leaves(IntentId intent) const {
  return two_step_.leave.happens(leaving_.at(intent.value).first);
}

Duration Customers::thinks(IntentId intent) const {
  return two_step_.think.duration(thinking_.at(intent.value).bits);
}

std::optional<Refusal> Customers::branch_refusal(IntentId intent) const {
  const Draw draw = refused_.at(intent.value);
  if (refusals_.fund_paused.happens(draw.second)) return Refusal::fund_paused;
  if (refusals_.quota.happens(high_half(draw))) return Refusal::quota;
  if (refusals_.compliance.happens(static_cast<std::uint32_t>(draw.bits))) {
    return Refusal::compliance;
  }
  const Draw person = refused_.at(intent.value, of_the_person);
  if (refusals_.suitability.happens(person.first)) return Refusal::suitability;
  if (refusals_.expired_identity.happens(person.second)) return Refusal::expired_identity;
  if (refusals_.customer_limit.happens(high_half(person))) return Refusal::customer_limit;
  return std::nullopt;
}

bool Customers::precheck_refuses(const Purchase& purchase, Prechecks checks) const {
  const Draw draw = refused_.at(purchase.intent.value);
  const Draw person = refused_.at(purchase.intent.value, of_the_person);
  const auto found = [&](Precheck check, Probability rate, std::uint32_t bits) {
    return checks.has(check) && rate.happens(bits);
  };
  return found(Precheck::fund_status, refusals_.fund_paused, draw.second) ||
         found(Precheck::quota, refusals_.quota, high_half(draw)) ||
         found(Precheck::suitability, refusals_.suitability, person.first) ||
         found(Precheck::identity, refusals_.expired_identity, person.second) ||
         found(Precheck::customer_limit, refusals_.customer_limit, high_half(person));
}

Duration Customers::precheck_takes(IntentId intent) const {
  return precheck_takes_.duration(checking_.at(intent.value).bits);
}

bool Customers::main_refuses(IntentId intent) const {
  const Draw at_main = refused_.at(intent.value, of_main);
  return insufficient_cash(intent) || refusals_.bank_limit.happens(at_main.first) ||
         refusals_.money_fund.happens(at_main.second);
}

bool Customers::withdraws(IntentId intent) const {
  return type(intent) == TransactionType::discount_purchase &&
         withdrawn_.happens(refused_.at(intent.value, of_the_wallet).first);
}

bool Customers::pays_from_wallet(IntentId intent) const {
  return type(intent) == TransactionType::discount_purchase &&
         from_wallet_.happens(refused_.at(intent.value, of_the_wallet).second);
}

AgentAnswer Customers::agent_answer(IntentId intent) const {
  const Draw draw = refused_.at(intent.value, of_the_agent);
  if (refusals_.agent.happens(draw.first)) return {AgentAnswer::Kind::refused, 0};
  if (!refusals_.pro_rata.happens(draw.second)) return {};
  const auto percent =
      static_cast<std::int64_t>((static_cast<unsigned __int128>(draw.bits) * 99) >> 64);
  return {AgentAnswer::Kind::in_part, 1 + percent};
}

PaymentDraw Customers::payment(IntentId intent) const {
  const Draw draw = paying_.at(intent.value);
  return {.latency = payment_->latency.duration(draw.bits),
          .unknown = payment_->unknown.happens(draw.first),
          .refused = payment_->refusal.happens(draw.second)};
}

std::size_t Customers::fund(IntentId intent) const {
  return drawn_among(funds_, &TargetFund::share, which_fund_.at(intent.value).first);
}

TransactionType Customers::type(IntentId intent) const {
  if (!several_types()) return TransactionType::discount_purchase;
  const std::uint32_t bits = which_type_.at(intent.value).first;
  return static_cast<TransactionType>(drawn_among(types_, std::identity{}, bits));
}

bool Customers::fund_paused(const Purchase& purchase, Duration now) const {
  if (purchase.fund == 0) return false;
  const auto& from = funds_[purchase.fund - 1u].paused_from;
  return from && now >= *from;
}

Purchase Customers::purchase(IntentId intent) const {
  Purchase purchase;
  purchase.intent = intent;
  purchase.customer = CustomerId{customer(who_.at(intent.value).bits)};
  purchase.type = type(intent);
  // Whom main refuses pays with a card on which there is nothing.
  purchase.card = purchase.customer.value + 1;
  if (main_refuses(intent)) purchase.card += customers_;
  purchase.amount = {std::max<std::int64_t>(1, amounts_.sample(how_much_.at(intent.value).bits))};
  purchase.fee = fee(purchase.amount);
  // Fund units cannot be spent by anybody else, whatever becomes of the order.
  purchase.loose = !earmark_ && purchase.type == TransactionType::discount_purchase;
  purchase.from_wallet = pays_from_wallet(intent);
  if (funds_.empty()) return purchase;
  const std::size_t wanted = fund(intent);
  purchase.fund = static_cast<std::uint8_t>(wanted + 1);
  purchase.quota = funds_[wanted].quota.has_value() && purchase.type != TransactionType::redemption;
  return purchase;
}

Money Customers::fee(Money amount) const {
  return {static_cast<std::int64_t>(static_cast<double>(amount.fen) * fee_rate_ + 0.5)};
}

Duration arrivals_last(const WorkloadSettings& workload) {
  Duration sum{0};
  for (const ArrivalPhase& phase : workload.arrivals) sum += phase.lasts;
  return sum;
}

Arrivals::Arrivals(const WorkloadSettings& workload, std::uint64_t seed, std::string_view whose)
    : phases_(workload.arrivals), gaps_(seed, whose) {}

std::optional<Instant> Arrivals::next() {
  while (phase_ < phases_.size()) {
    const ArrivalPhase& phase = phases_[phase_];
    const auto at = next_in(phase);
    if (at && *at < phase_begins_ + phase.lasts) {
      last_ = *at;
      ++in_phase_;
      return at;
    }
    phase_begins_ += phase.lasts;
    last_ = phase_begins_;
    in_phase_ = 0;
    ++phase_;
  }
  return std::nullopt;
}

double Arrivals::rate_at(const ArrivalPhase& phase, Duration into) const {
  const auto share = [](Duration a, Duration b) {
    return static_cast<double>(a.count()) / static_cast<double>(b.count());
  };
  if (phase.process == ArrivalPhase::Process::diurnal) {
    // A triangle wave between base (at 0 and at the full period) and peak (at half of it), smoothed
    // by 3x^2 - 2x^3: a day's shape without a cosine.
    const double x = share(into % phase.period, phase.period);
    const double up = x < 0.5 ? 2 * x : 2 - 2 * x;
    return phase.base_per_s + (phase.peak_per_s - phase.base_per_s) * up * up * (3 - 2 * up);
  }
  const Duration to_end = phase.lasts - into;
  const double up = phase.ramp > Duration{0} ? std::min(share(into, phase.ramp), 1.0) : 1.0;
  const double down = phase.ramp > Duration{0} ? std::min(share(to_end, phase.ramp), 1.0) : 1.0;
  return phase.base_per_s + (phase.peak_per_s - phase.base_per_s) * std::min(up, down);
}

std::optional<Instant> Arrivals::next_in(const ArrivalPhase& phase) {
  using Process = ArrivalPhase::Process;
  switch (phase.process) {
    case Process::closed:
      return std::nullopt;
    case Process::trace:
      if (in_phase_ >= phase.trace.size()) return std::nullopt;
      return phase_begins_ + phase.trace[in_phase_];
    case Process::constant: {
      const double gap = 1e9 / phase.rate_per_s * static_cast<double>(in_phase_ + 1);
      return arrival_after(phase_begins_, gap);
    }
    default:
      break;
  }
  // Poisson, with a changing rate by thinning (Lewis and Shedler, 1979).
  const bool steady = phase.process == Process::poisson;
  const double ceiling = steady ? phase.rate_per_s : std::max(phase.base_per_s, phase.peak_per_s);
  if (ceiling <= 0) return std::nullopt;
  Instant at = last_;
  for (;;) {
    const Draw draw = gaps_.at(++candidates_);
    const double unit = static_cast<double>(unit_exponential().sample(draw.bits)) / 1099511627776.0;
    at = arrival_after(at, std::max(1.0, unit * 1e9 / ceiling));
    if (at >= phase_begins_ + phase.lasts) return std::nullopt;
    if (steady) return at;
    if (Probability(rate_at(phase, at - phase_begins_) / ceiling).happens(draw.first)) return at;
  }
}

}  // namespace txlab
