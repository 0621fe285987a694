// Who wants what: the purchases of a run, drawn by their number and by nothing else.
//
// Purchase n is the same under every strategy, whenever and in whatever order it is asked for.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/fund/purchase.hpp"
#include "models/fund/workload.hpp"

namespace txlab {

enum class Refusal : std::uint8_t {
  insufficient_cash,
  fund_paused,
  quota,
  compliance,
  suitability,
  expired_identity,
  customer_limit,
};

// What the transfer agent says to an application.
struct AgentAnswer {
  enum class Kind : std::uint8_t { confirmed, in_part, refused } kind = Kind::confirmed;
  std::int64_t percent = 100;  // of the amount that is confirmed
};

// How the customer's bank deals with a debit.
struct PaymentDraw {
  Duration latency;
  bool unknown = false;
  bool refused = false;
};

class Customers {
 public:
  Customers(const WorkloadSettings& workload, std::uint64_t seed);

  // What is wanted: a discount purchase, unless the workload has other types of transaction too.
  TransactionType type(IntentId intent) const;
  bool several_types() const { return types_.front() < 1; }
  // The purchase without an order id.
  Purchase purchase(IntentId intent) const;
  // Why the fund side will refuse this purchase, however often it is asked; nothing if it will not.
  std::optional<Refusal> branch_refusal(IntentId intent) const;
  // Whether one of these checks refuses it, however often it is asked.
  bool precheck_refuses(const Purchase& purchase, Prechecks checks) const;
  // How long its prechecks take, all of them together.
  Duration precheck_takes(IntentId intent) const;
  bool insufficient_cash(IntentId intent) const;
  // Whether main will refuse it, for want of cash or another reason.
  bool main_refuses(IntentId intent) const;
  // Whether the customer wants to take the position out again.
  bool withdraws(IntentId intent) const;
  // Whether the order is paid with what is free in the wallet.
  bool pays_from_wallet(IntentId intent) const;
  AgentAnswer agent_answer(IntentId intent) const;
  PaymentDraw payment(IntentId intent) const;
  // Whether its fund is paused at this time, for this purchase as for everybody.
  bool fund_paused(const Purchase& purchase, Duration now) const;
  // Where a purchase takes two steps: whether its customer leaves after the first, and how long he
  // thinks if he does not.
  bool leaves(IntentId intent) const;
  Duration thinks(IntentId intent) const;
  // The fee for an amount: one rule, rounded half up to a fen.
  Money fee(Money amount) const;
  // Whom 64 random bits choose, with the skew of the purchases.
  std::uint32_t customer(std::uint64_t bits) const;

 private:
  std::size_t fund(IntentId intent) const;

  std::uint32_t customers_;
  std::array<double, transaction_types> types_;
  std::vector<TargetFund> funds_;
  Distribution amounts_;
  RefusalRates refusals_;
  TwoSteps two_step_;
  Distribution precheck_takes_;
  double fee_rate_;
  std::vector<std::uint64_t> cumulative_;  // of the Zipf law, scaled to 2^64
  Stream checking_;
  Stream who_;
  Stream how_much_;
  Stream refused_;
  Stream which_type_;
  Stream which_fund_;
  std::optional<Payment> payment_;
  bool earmark_;
  Probability withdrawn_;
  Probability from_wallet_;
  Stream paying_;
  Stream leaving_;
  Stream thinking_;
};

// Open-loop arrivals, one after the other, phase by phase. Purchase numbers start at 1.
class Arrivals {
 public:
  // `whose` names the stream of the gaps.
  Arrivals(const WorkloadSettings& workload, std::uint64_t seed,
           std::string_view whose = "arrival");
  // The next arrival, or nothing at the end (closed phases have none of their own).
  std::optional<Instant> next();

 private:
  std::optional<Instant> next_in(const ArrivalPhase& phase);
  double rate_at(const ArrivalPhase& phase, Duration into) const;

  std::vector<ArrivalPhase> phases_;
  std::size_t phase_ = 0;
  Instant phase_begins_ = start_of_run;
  Instant last_ = start_of_run;
  std::size_t in_phase_ = 0;  // arrivals of this phase so far
  std::uint64_t candidates_ = 0;
  Stream gaps_;
};

}  // namespace txlab
