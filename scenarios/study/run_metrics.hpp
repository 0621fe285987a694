// RunMetrics: the numbers of one run. Mergeable by the study, never across strategies.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/fund/purchase.hpp"
#include "models/strategies/declared_effort.hpp"
#include "scenarios/study/answers/answers.hpp"
#include "scenarios/study/contention/waits_seen.hpp"
#include "sim/stats/histogram.hpp"

namespace txlab {

// A count per purchase: how many purchases, and the extremes, which are equal if it is exact.
struct CostExtremes {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  std::uint64_t min = 0;
  std::uint64_t max = 0;

  void add(std::uint64_t value) {
    min = count == 0 ? value : std::min(min, value);
    max = std::max(max, value);
    sum += value;
    ++count;
  }
};

// Money in open orders at an instant of the calendar.
struct OpenMoney {
  Moment moment;
  std::int64_t fen = 0;
};

// What was done for so many purchases, and on their behalf.
struct CostOfPurchases {
  std::uint64_t purchases = 0;
  std::uint64_t messages = 0;  // work and protocol
  std::uint64_t forced_writes = 0;
  std::uint64_t round_trips = 0;  // requests to databases
};

struct CalmAndFaulty {
  CostOfPurchases calm;
  CostOfPurchases under_faults;
};

// How the orders of one type ended; what was offered is their sum.
struct Endings {
  std::uint64_t bought = 0;
  std::uint64_t refused = 0;
  std::uint64_t undone = 0;
  std::uint64_t open = 0;
};

// What departments heard about purchases, where there are departments.
struct CompanionshipMetrics {
  CostExtremes deliveries;   // messages that arrived at departments, per purchase
  std::uint64_t missed = 0;  // wanted, and never acted on
  std::uint64_t extra = 0;   // acted on, and not wanted
  std::uint64_t before_review =
      0;  // acted on in front of the customer before compliance had read it
};

// What people had to see to, where there are people.
struct TicketMetrics {
  Duration worked{0};         // by all of them together
  std::uint64_t settled = 0;  // cases that they took off their lists
  std::uint64_t left = 0;     // that were still there in the end
  Histogram age;              // ns on the list, of both
};

// What main's side does for the sake of purchases; counted where the coupling is measured.
struct MainSide {
  std::uint64_t messages = 0;  // work and protocol, to or from the gateway, the wallet, the centre
  std::uint64_t rows = 0;      // changed in the wallet's own tables
  std::uint64_t writes = 0;    // forced in the wallet's database
};

// How much main hangs on the branch: what pairs of runs on the same customers differ in.
struct Coupling {
  double latency = 0;  // mean client latency, per unit of time that the branch takes longer
  double rows = 0;     // per purchase, beyond those of `none`
  double writes = 0;   // per purchase, beyond those of `none`
  // Of one more branch: ms of mean client latency, and messages of main's side per purchase. There
  // can be no more than fourteen branches.
  std::optional<double> branch_latency_ms;
  std::optional<double> branch_messages;
};

struct RunMetrics {
  Histogram client_latency;                 // ns
  Histogram time_to_final_answer;           // ns
  Histogram settle_latency;                 // ns
  Histogram inconsistency_window;           // ns
  Histogram money_at_risk;                  // CNY x s, per decided purchase
  Histogram time_to_refund;                 // ns, of money that had moved for a refused branch
  Histogram lock_hold;                      // ns, per row lock
  Histogram lock_wait;                      // ns
  Histogram recovery_time;                  // ns, per fault that ended
  std::array<std::uint64_t, 5> messages{};  // by MessageClass
  std::uint64_t forced_writes = 0;          // on behalf of purchases
  std::uint64_t fsyncs = 0;
  std::uint64_t db_round_trips = 0;
  CalmAndFaulty costs;  // cost_by_time.hpp
  std::uint64_t deadlocks = 0;
  std::optional<WaitsSeen> worst_waits;  // nothing if nobody waited for a row lock
  std::uint64_t duplicates = 0;          // branch requests that arrived a second time
  std::uint64_t dead_letters = 0;
  std::uint64_t manual_steps = 0;  // cases that came onto a list for people
  std::uint64_t checks = 0;
  std::uint64_t delivered_after_rollback = 0;  // half messages that were ended both ways
  std::uint64_t repairs = 0;
  std::uint64_t false_repairs = 0;  // of branches that were there, or on their way
  // Rows in the business databases for the protocol's sake: written, and left at the end.
  std::uint64_t protocol_rows = 0;
  std::int64_t protocol_rows_left = 0;
  std::uint64_t cut_off = 0;          // purchases that came while the fund side was out of reach...
  std::uint64_t cut_off_decided = 0;  // ...and whose main succeeded all the same
  // Orders that came before a cut-off and got a later date, or none; nothing without a calendar.
  std::optional<std::uint64_t> missed_cutoff;
  std::vector<OpenMoney> open_money;  // in order
  std::uint64_t max_backlog = 0;
  double in_doubt = 0;        // time average
  double needs_operator = 0;  // time average
  // What the cost oracle counts, per purchase: of those bought without a refusal on the way, and of
  // those refused.
  CostExtremes oracle_messages;
  CostExtremes oracle_forced;
  CostExtremes oracle_records;  // forced or not; empty where the source gives forced ones only
  CostExtremes oracle_abort_records;
  CostExtremes oracle_abort_messages;
  CostExtremes oracle_abort_forced;

  std::uint64_t offered = 0;
  std::uint64_t bought = 0;
  std::uint64_t refused = 0;
  std::uint64_t undone = 0;
  std::uint64_t open = 0;
  std::uint64_t unknown_to_client = 0;
  std::vector<Endings> by_type;  // by TransactionType; empty where there is only one
  std::array<std::uint64_t, kinds_of_told> first_answers{};  // by Told
  std::optional<CompanionshipMetrics> companionship;
  std::optional<TicketMetrics> tickets;
  Histogram background_latency;  // ns, of other users' transactions, those that failed included
  std::uint64_t background_failed = 0;
  std::optional<MainSide> main_side;
  std::optional<Coupling> coupling;
  std::vector<WhileAway> while_away;  // by service, where one was away
  DeclaredEffort declared;            // by the strategy: the same in every run
  std::int64_t lost_fen = 0;          // of purchases that end neither whole nor undone, or doubled
  std::uint64_t fault_firings = 0;
  double arrivals_s = 0;
  std::uint64_t events = 0;
};

}  // namespace txlab
