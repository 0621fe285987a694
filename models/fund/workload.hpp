// The workload as data: who wants to buy what, when, and how patient they are.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/fund/calendar.hpp"
#include "models/fund/purchase.hpp"
#include "sim/base/distribution.hpp"
#include "sim/base/money.hpp"
#include "sim/base/random.hpp"
#include "sim/base/time.hpp"

namespace txlab {

// One stretch of the arrivals; phases run back to back. Open loop except `closed`.
struct ArrivalPhase {
  enum class Process : std::uint8_t {
    poisson,   // rate
    constant,  // rate, evenly spaced
    burst,     // base, then up to peak within `ramp`, then down again within `ramp`, all inside
               // `lasts`
    diurnal,   // base at night, peak at noon, one cosine per `period`
    trace,     // the instants in `trace` (relative to the start of the phase)
    closed,    // `clients` customers, each with `think` between an answer and the next purchase
  } process = Process::poisson;
  double rate_per_s = 0;
  double base_per_s = 0;
  double peak_per_s = 0;
  Duration ramp{0};
  Duration period = 24h;
  std::vector<Duration> trace;
  std::uint32_t clients = 1;
  Distribution think;
  Duration lasts{0};
};

struct RefusalRates {
  Probability insufficient_cash;  // found by main: the wallet's bank card is empty
  Probability bank_limit;         // found by main: more than the bank lets pass
  Probability money_fund;         // found by main: the money fund is paused or capped
  Probability fund_paused;        // found by the branch, and no retry cures it
  Probability quota;              // found by the branch
  Probability compliance;         // found by the branch: an anti-money-laundering hold
  Probability agent;              // found by the transfer agent on T+1: all of the order
  Probability pro_rata;           // the same: a part of it
  Probability suitability;        // found by the branch: the fund is too risky for the customer
  Probability expired_identity;   // found by the branch
  Probability customer_limit;     // found by the branch
};

// What may be asked before main, where it costs nothing to refuse. What is not asked there is found
// by the branch, when money has moved. An anti-money-laundering hold is never known before.
enum class Precheck : std::uint8_t { suitability, identity, fund_status, quota, customer_limit };

class Prechecks {
 public:
  bool has(Precheck one) const { return (bits_ >> static_cast<unsigned>(one) & 1u) != 0; }
  bool none() const { return bits_ == 0; }
  void add(Precheck one) { bits_ |= 1u << static_cast<unsigned>(one); }

 private:
  unsigned bits_ = 0;
};

// What becomes of the money when the branch is refused: it stays in the money fund, or the position
// is redeemed, with the next batch or at once.
enum class OnBranchRefused : std::uint8_t { wallet_held, redeem_ordinary, redeem_fast };
// Of fast redemptions, per customer and day.
inline constexpr Money fast_redemption_limit = yuan(10'000);

// Customers who take their money-fund position out again.
struct WithdrawalSettings {
  double share = 0.01;   // of the purchases
  Duration after = 10s;  // or somewhat later
};

// The debit at the customer's bank, before main.
struct Payment {
  Distribution latency = Distribution::lognormal(1e9, 5e9);  // ns; 0.5 to 5 s
  Probability unknown;                                       // the bank says "processing"
  Probability refusal;
  Duration query_every = 2s;  // how often it is asked then
};

struct ClientSettings {
  Duration timeout = 3s;
  std::uint32_t retries = 2;
  Duration backoff_base = 200ms;
  double backoff_factor = 2;
  Duration backoff_max = 5s;
  enum class Jitter : std::uint8_t { none, full } jitter = Jitter::full;
  // A customer who was told nothing asks for the state of the order after this, then after twice as
  // long and so on up to every hour, if the order has an id that the customer knows (order_id:
  // client).
  Duration ask_every = 30s;
};

// A target fund.
struct TargetFund {
  std::string name;
  double share = 1;                     // of the purchases
  std::optional<Duration> paused_from;  // since time 0: from then on nobody buys it
  std::optional<Money> quota;           // what may be applied for in all; one row for everybody
};

// What customers do who are told that the first of two steps is done (Told::recharged).
struct TwoSteps {
  Probability leave;                               // and never come back for the second one
  Distribution think = Distribution::constant(0);  // ns, before the second step of who stays
};

// What others do with the wallet's database meanwhile, which is no part of any purchase.
struct BackgroundSettings {
  double rate_per_s = 0;
  std::uint32_t rows = 1;          // accounts of customers that a transaction changes
  std::uint32_t connections = 64;  // of their service to the database
};

enum class OrderIds : std::uint8_t { client, transaction, none };
enum class Settling : std::uint8_t { batch, each };

struct WorkloadSettings {
  std::uint32_t customers = 1000;
  double zipf_s = 0;  // skew of purchases over customers; 0 is uniform
  Distribution amounts = Distribution::constant(100000);  // fen
  std::vector<ArrivalPhase> arrivals;
  std::array<double, transaction_types> types{1, 0, 0};  // shares of the orders
  RefusalRates refusals;
  std::vector<TargetFund> funds;  // none: one that is always open
  Prechecks precheck;
  Distribution precheck_takes = Distribution::constant(0);  // ns, for all of them together
  bool earmark = true;  // off: main's position can be spent by others before the order is settled
  std::optional<WithdrawalSettings> withdrawals;
  double from_wallet = 0;  // share of the purchases that pay with money that is free in the wallet
  OnBranchRefused on_branch_refused = OnBranchRefused::wallet_held;
  std::optional<Payment> payment;  // nothing: the bank answers at once, inside main
  ClientSettings client;
  TwoSteps two_step;
  OrderIds order_id = OrderIds::client;
  std::uint32_t branches =
      1;  // further branches (fee, points, ...) run like the first, in one database
  Settling settle = Settling::batch;
  Duration settle_every = 24h;
  Money bank_balance = yuan(1'000'000'000);  // what each customer can spend at the start
  double fee_rate = 0.0015;                  // of the amount, rounded half up to a fen
  Duration stuck_after = 26h;                // bound V of nothing-stuck-unseen
  Duration told_within = 30h;                // bound of told-eventually
  std::optional<BackgroundSettings> background;
  std::optional<Calendar> calendar;  // without one there are no application dates
};

// The end of the last phase.
Duration arrivals_last(const WorkloadSettings& workload);

}  // namespace txlab
