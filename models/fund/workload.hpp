// The workload as data: who wants to buy what, when, and how patient they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/fund/calendar.hpp"
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
  Probability fund_paused;        // found by the branch, and no retry cures it
  Probability quota;              // found by the branch
  Probability compliance;         // found by the branch
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

enum class OrderIds : std::uint8_t { client, transaction, none };
enum class Settling : std::uint8_t { batch, each };

struct WorkloadSettings {
  std::uint32_t customers = 1000;
  double zipf_s = 0;  // skew of purchases over customers; 0 is uniform
  Distribution amounts = Distribution::constant(100000);  // fen
  std::vector<ArrivalPhase> arrivals;
  RefusalRates refusals;
  ClientSettings client;
  OrderIds order_id = OrderIds::client;
  std::uint32_t branches =
      1;  // further branches (fee, points, ...) run like the first, in one database
  Settling settle = Settling::batch;
  Duration settle_every = 24h;
  Money bank_balance = yuan(1'000'000'000);  // what each customer can spend at the start
  double fee_rate = 0.0015;                  // of the amount, rounded half up to a fen
  Duration stuck_after = 26h;                // bound V of nothing-stuck-unseen
  Duration told_within = 30h;                // bound of told-eventually
  std::optional<Calendar> calendar;          // without one there are no application dates
};

// The end of the last phase.
Duration arrivals_last(const WorkloadSettings& workload);

}  // namespace txlab
