#include "scenarios/study/metric_catalogue.hpp"

#include <array>
#include <cmath>

#include "sim/world/message.hpp"

namespace txlab {

namespace {

using Number = std::optional<double>;

Number per_purchase(std::uint64_t count, const RunMetrics& run) {
  if (run.offered == 0) return std::nullopt;
  return static_cast<double>(count) / static_cast<double>(run.offered);
}
Number count(std::uint64_t value) { return static_cast<double>(value); }

Number mean(const CostExtremes& cost) {
  if (cost.count == 0) return std::nullopt;
  return static_cast<double>(cost.sum) / static_cast<double>(cost.count);
}

Number mean(const std::vector<OpenMoney>& instants) {
  if (instants.empty()) return std::nullopt;
  double sum = 0;
  for (const OpenMoney& one : instants) sum += static_cast<double>(one.fen) / 100;
  return sum / static_cast<double>(instants.size());
}

std::uint64_t work_and_protocol(const RunMetrics& run) {
  return run.messages[static_cast<std::size_t>(MessageClass::work)] +
         run.messages[static_cast<std::size_t>(MessageClass::protocol)];
}

std::uint64_t all_but_the_customers(const RunMetrics& run) {
  std::uint64_t sum = 0;
  for (const std::uint64_t messages : run.messages) sum += messages;
  return sum - run.messages[static_cast<std::size_t>(MessageClass::client)];
}

// Nothing where there are no departments that could hear anything.
Number of_companionship(const RunMetrics& run, std::uint64_t CompanionshipMetrics::*what) {
  if (!run.companionship) return std::nullopt;
  return count((*run.companionship).*what);
}

Number of_coupling(const RunMetrics& run, double Coupling::*what) {
  if (!run.coupling) return std::nullopt;
  return (*run.coupling).*what;
}

const CostExtremes& deliveries(const RunMetrics& run) {
  static const CostExtremes none;
  return run.companionship ? run.companionship->deliveries : none;
}

// Nothing where nobody works off any list.
const Histogram& ticket_age(const RunMetrics& run) {
  static const Histogram none;
  return run.tickets ? run.tickets->age : none;
}

Number of_tickets(const RunMetrics& run, std::uint64_t TicketMetrics::*what) {
  if (!run.tickets) return std::nullopt;
  return count((*run.tickets).*what);
}

using R = const RunMetrics&;
constexpr double ms = 1e-6;

// Counted by one rule for every strategy, and divided by all purchases that were offered.
MetricDefinition counted(std::string_view name, std::string_view convention, Number (*number)(R),
                         std::string_view unit = "1") {
  return {.name = name, .unit = unit, .number = number, .convention = convention};
}

// Nothing where no purchase came at such a time.
Number per_purchase_of(const CostOfPurchases& costs, std::uint64_t CostOfPurchases::*what) {
  if (costs.purchases == 0) return std::nullopt;
  return static_cast<double>(costs.*what) / static_cast<double>(costs.purchases);
}

constexpr std::string_view in_calm =
    "on behalf of purchases that came ten seconds or more from any fault";
constexpr std::string_view under_faults =
    "on behalf of purchases that came in a second in which a fault was on";

constexpr std::string_view as_declared = "declared by the strategy, and not measured";

const auto catalogue = std::to_array<MetricDefinition>({
    {"client_latency", "ms", [](R r) -> const Histogram& { return r.client_latency; }, ms},
    {"time_to_final_answer", "ms", [](R r) -> const Histogram& { return r.time_to_final_answer; },
     ms},
    {"settle_latency", "ms", [](R r) -> const Histogram& { return r.settle_latency; }, ms},
    {"inconsistency_window", "ms", [](R r) -> const Histogram& { return r.inconsistency_window; },
     ms},
    {"time_to_refund", "ms", [](R r) -> const Histogram& { return r.time_to_refund; }, ms},
    {"money_at_risk", "CNY x s", [](R r) -> const Histogram& { return r.money_at_risk; }, 1},
    {"throughput", "1/s", nullptr, 1,
     [](R r) -> Number {
       if (r.arrivals_s <= 0) return std::nullopt;
       return static_cast<double>(r.bought) / r.arrivals_s;
     },
     false, true},
    {"max_backlog", "1", nullptr, 1, [](R r) { return count(r.max_backlog); }},
    counted("messages_per_purchase", "work and protocol, each way: no database, no background",
            [](R r) { return per_purchase(work_and_protocol(r), r); }),
    counted("wire_messages_per_purchase",
            "work, protocol, database and background, each way: all but the customers' own; a poll "
            "of nothing is not sent",
            [](R r) { return per_purchase(all_but_the_customers(r), r); }),
    counted("forced_writes_per_purchase",
            "log records that somebody waits for on behalf of a purchase, before group commit",
            [](R r) { return per_purchase(r.forced_writes, r); }),
    counted("fsyncs_per_purchase", "flushes of all disks, after group commit",
            [](R r) { return per_purchase(r.fsyncs, r); }),
    {"oracle_messages_per_purchase", "1", nullptr, 1, [](R r) { return mean(r.oracle_messages); },
     false, false, [](R r) -> const CostExtremes& { return r.oracle_messages; }},
    {"oracle_forced_writes_per_purchase", "1", nullptr, 1,
     [](R r) { return mean(r.oracle_forced); }, false, false,
     [](R r) -> const CostExtremes& { return r.oracle_forced; }},
    {"oracle_records_per_purchase", "1", nullptr, 1, [](R r) { return mean(r.oracle_records); },
     false, false, [](R r) -> const CostExtremes& { return r.oracle_records; }},
    {"oracle_messages_per_refusal", "1", nullptr, 1,
     [](R r) { return mean(r.oracle_abort_messages); }, false, false,
     [](R r) -> const CostExtremes& { return r.oracle_abort_messages; }},
    {"oracle_forced_writes_per_refusal", "1", nullptr, 1,
     [](R r) { return mean(r.oracle_abort_forced); }, false, false,
     [](R r) -> const CostExtremes& { return r.oracle_abort_forced; }},
    {"oracle_records_per_refusal", "1", nullptr, 1,
     [](R r) { return mean(r.oracle_abort_records); }, false, false,
     [](R r) -> const CostExtremes& { return r.oracle_abort_records; }},
    counted("db_round_trips_per_purchase", "requests to databases",
            [](R r) { return per_purchase(r.db_round_trips, r); }),
    counted("calm_messages_per_purchase", in_calm,
            [](R r) { return per_purchase_of(r.costs.calm, &CostOfPurchases::messages); }),
    counted("calm_forced_writes_per_purchase", in_calm,
            [](R r) { return per_purchase_of(r.costs.calm, &CostOfPurchases::forced_writes); }),
    counted("calm_db_round_trips_per_purchase", in_calm,
            [](R r) { return per_purchase_of(r.costs.calm, &CostOfPurchases::round_trips); }),
    counted("faulty_messages_per_purchase", under_faults,
            [](R r) { return per_purchase_of(r.costs.under_faults, &CostOfPurchases::messages); }),
    counted(
        "faulty_forced_writes_per_purchase", under_faults,
        [](R r) { return per_purchase_of(r.costs.under_faults, &CostOfPurchases::forced_writes); }),
    counted(
        "faulty_db_round_trips_per_purchase", under_faults,
        [](R r) { return per_purchase_of(r.costs.under_faults, &CostOfPurchases::round_trips); }),
    {"lock_hold", "ms", [](R r) -> const Histogram& { return r.lock_hold; }, ms},
    {"lock_wait", "ms", [](R r) -> const Histogram& { return r.lock_wait; }, ms},
    {"deadlocks", "1", nullptr, 1, [](R r) { return count(r.deadlocks); }, true},
    {"in_doubt", "1", nullptr, 1, [](R r) -> Number { return r.in_doubt; }},
    {"needs_operator", "1", nullptr, 1, [](R r) -> Number { return r.needs_operator; }},
    {"duplicates", "1", nullptr, 1, [](R r) { return count(r.duplicates); }, true},
    {"undone", "1", nullptr, 1, [](R r) { return count(r.undone); }, true},
    {"dead_letters", "1", nullptr, 1, [](R r) { return count(r.dead_letters); }, true},
    {"manual_steps", "1", nullptr, 1, [](R r) { return count(r.manual_steps); }, true},
    {"checks", "1", nullptr, 1, [](R r) { return count(r.checks); }, true},
    {"delivered_after_rollback", "1", nullptr, 1,
     [](R r) { return count(r.delivered_after_rollback); }, true},
    {"false_repairs", "1", nullptr, 1, [](R r) { return count(r.false_repairs); }, true},
    {"missed_cutoff", "1", nullptr, 1,
     [](R r) -> Number {
       if (!r.missed_cutoff) return std::nullopt;
       return static_cast<double>(*r.missed_cutoff);
     },
     true},
    {"open_yuan", "CNY", nullptr, 1, [](R r) { return mean(r.open_money); }, false, false, nullptr,
     [](R r) -> const std::vector<OpenMoney>& { return r.open_money; }},
    {"availability_coupling", "1", nullptr, 1,
     [](R r) -> Number {
       if (r.cut_off == 0) return std::nullopt;
       return static_cast<double>(r.cut_off_decided) / static_cast<double>(r.cut_off);
     },
     false, true},
    // With `experiment.coupling` only.
    {"latency_coupling", "1", nullptr, 1, [](R r) { return of_coupling(r, &Coupling::latency); }},
    {"storage_coupling", "1", nullptr, 1, [](R r) { return of_coupling(r, &Coupling::rows); }},
    {"storage_coupling_writes", "1", nullptr, 1,
     [](R r) { return of_coupling(r, &Coupling::writes); }},
    {"change_coupling", "ms", nullptr, 1,
     [](R r) -> Number { return r.coupling ? r.coupling->branch_latency_ms : std::nullopt; }},
    {"change_coupling_messages", "1", nullptr, 1,
     [](R r) -> Number { return r.coupling ? r.coupling->branch_messages : std::nullopt; }},
    {"protocol_rows_per_purchase", "1", nullptr, 1,
     [](R r) { return per_purchase(r.protocol_rows, r); }},
    {"protocol_rows_left", "1", nullptr, 1,
     [](R r) -> Number { return static_cast<double>(r.protocol_rows_left); }},
    {"recovery_time", "ms", [](R r) -> const Histogram& { return r.recovery_time; }, ms},
    {"companion_deliveries_per_purchase", "1", nullptr, 1,
     [](R r) -> Number {
       return r.companionship ? mean(r.companionship->deliveries) : std::nullopt;
     },
     false, false, [](R r) -> const CostExtremes& { return deliveries(r); }},
    {"companion_missed", "1", nullptr, 1,
     [](R r) { return of_companionship(r, &CompanionshipMetrics::missed); }, true},
    {"companion_extra", "1", nullptr, 1,
     [](R r) { return of_companionship(r, &CompanionshipMetrics::extra); }, true},
    {"companion_before_review", "1", nullptr, 1,
     [](R r) { return of_companionship(r, &CompanionshipMetrics::before_review); }, true},
    {"tickets", "1", nullptr, 1, [](R r) { return of_tickets(r, &TicketMetrics::settled); }, true},
    {"tickets_left", "1", nullptr, 1, [](R r) { return of_tickets(r, &TicketMetrics::left); }},
    {"staff_minutes", "1", nullptr, 1,
     [](R r) -> Number {
       if (!r.tickets) return std::nullopt;
       return std::chrono::duration<double, std::ratio<60>>(r.tickets->worked).count();
     }},
    {"ticket_age", "ms", [](R r) -> const Histogram& { return ticket_age(r); }, ms},
    counted("declared_interfaces", as_declared, [](R r) { return count(r.declared.interfaces); }),
    counted("declared_tables", as_declared, [](R r) { return count(r.declared.tables); }),
    counted("declared_components", as_declared, [](R r) { return count(r.declared.components); }),
    {"background_latency", "ms", [](R r) -> const Histogram& { return r.background_latency; }, ms},
    {"background_failed", "1", nullptr, 1,
     [](R r) -> Number {
       const auto all = static_cast<double>(r.background_latency.count());
       if (all == 0) return std::nullopt;
       return static_cast<double>(r.background_failed) / all;
     }},
    counted(
        "background_messages_per_second",
        "polls, consumers' acknowledgements, heartbeats and scans, per second of arrivals",
        [](R r) -> Number {
          if (r.arrivals_s <= 0) return std::nullopt;
          const auto background = static_cast<std::size_t>(MessageClass::background);
          return static_cast<double>(r.messages[background]) / r.arrivals_s;
        },
        "1/s"),
});

std::optional<double> quantile_named(std::string_view statistic) {
  if (statistic == "p50") return 0.50;
  if (statistic == "p90") return 0.90;
  if (statistic == "p95") return 0.95;
  if (statistic == "p99") return 0.99;
  if (statistic == "p99.9") return 0.999;
  return std::nullopt;
}

std::optional<double> at_instant(const std::vector<OpenMoney>& instants, std::string_view name) {
  for (const OpenMoney& one : instants) {
    if (name_of(one.moment) == name) return static_cast<double>(one.fen) / 100;
  }
  return std::nullopt;
}

}  // namespace

std::span<const MetricDefinition> metric_catalogue() { return catalogue; }

const MetricDefinition* find_metric(std::string_view name) {
  for (const MetricDefinition& metric : catalogue) {
    if (metric.name == name) return &metric;
  }
  return nullptr;
}

std::optional<double> statistic_of(const MetricDefinition& metric, std::string_view statistic,
                                   const RunMetrics& run) {
  if (metric.instants != nullptr && statistic.starts_with("at ")) {
    return at_instant(metric.instants(run), statistic.substr(3));
  }
  if (metric.distribution == nullptr) {
    const auto value = metric.number(run);
    if (value && statistic == "rate") return per_purchase(static_cast<std::uint64_t>(*value), run);
    return value;
  }
  const Histogram& histogram = metric.distribution(run);
  if (statistic == "count") return static_cast<double>(histogram.count());
  if (histogram.count() == 0) return std::nullopt;
  if (statistic == "min") return static_cast<double>(histogram.minimum()) * metric.scale;
  if (statistic == "max") return static_cast<double>(histogram.maximum()) * metric.scale;
  if (const auto q = quantile_named(statistic)) return histogram.quantile(*q) * metric.scale;
  return histogram.mean() * metric.scale;
}

}  // namespace txlab
