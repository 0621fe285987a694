#include "scenarios/study/metric_meanings.hpp"

#include "scenarios/study/metric_catalogue.hpp"

namespace txlab {

namespace {

struct MetricMeaning {
  std::string_view name;
  std::string_view meaning;
};

// Counters that are counted by one rule have it in the catalogue (`convention`).
constexpr MetricMeaning meanings[] = {
    {"client_latency", "from the planned arrival to the first answer, or to the client giving up"},
    {"time_to_final_answer", "from the planned arrival to the first answer that is final"},
    {"settle_latency", "from the planned arrival until the purchase is whole or undone"},
    {"inconsistency_window", "from the first effect that counts until it is whole or undone"},
    {"time_to_refund", "until money is back that had moved for a branch that was refused"},
    {"money_at_risk", "the inconsistency window times the amount"},
    {"throughput", "purchases bought, by the time in which customers came"},
    {"max_backlog", "the most purchases that were open at once"},
    {"oracle_messages_per_purchase", "of those bought, as the protocol's source counts messages"},
    {"oracle_forced_writes_per_purchase", "the same of log records that are waited for"},
    {"oracle_records_per_purchase", "the same of log records, waited for or not"},
    {"oracle_messages_per_refusal", "of those refused, as the protocol's source counts messages"},
    {"oracle_forced_writes_per_refusal", "the same of log records that are waited for"},
    {"oracle_records_per_refusal", "the same of log records, waited for or not"},
    {"lock_hold", "how long a row was locked, of every row lock"},
    {"lock_wait", "how long somebody waited for a row lock"},
    {"deadlocks", "transactions that a database gave up for a deadlock"},
    {"in_doubt", "prepared and not decided, averaged over time"},
    {"needs_operator", "cases on lists for people, averaged over time"},
    {"duplicates", "branch requests that arrived a second time"},
    {"undone", "purchases whose main was reversed, or whose money is held in the wallet"},
    {"dead_letters", "messages that were given up"},
    {"manual_steps", "cases that came onto a list for people"},
    {"checks", "questions of the broker what became of a half message"},
    {"delivered_after_rollback", "half messages that were ended both ways"},
    {"false_repairs", "repairs of branches that were there, or on their way"},
    {"missed_cutoff", "orders before a cut-off that got a later date, or none; with a calendar"},
    {"open_yuan", "money in open orders, averaged over instants of the calendar"},
    {"availability_coupling",
     "of purchases that come while the fund side is out of reach, the share whose main succeeds"},
    {"latency_coupling", "what a slower branch adds to the mean client latency, by its delay"},
    {"storage_coupling", "rows in the wallet's tables per purchase, beyond those of `none`"},
    {"storage_coupling_writes", "forced writes of the wallet's database, beyond those of `none`"},
    {"change_coupling", "what one more branch adds to the mean client latency"},
    {"change_coupling_messages", "what one more branch adds to the messages of main's side"},
    {"protocol_rows_per_purchase", "rows in business databases for the protocol's sake, written"},
    {"protocol_rows_left", "the same rows, left at the end"},
    {"recovery_time", "from the end of a fault until the backlog is as before it"},
    {"companion_deliveries_per_purchase", "messages that arrived at departments"},
    {"companion_missed", "what a department wanted, and never acted on"},
    {"companion_extra", "what a department acted on, and nobody wanted"},
    {"companion_before_review", "shown to the customer before compliance had read it"},
    {"tickets", "cases that people took off their lists"},
    {"tickets_left", "cases that were on a list in the end"},
    {"staff_minutes", "what all people worked together"},
    {"ticket_age", "how long a case was on a list"},
    {"background_latency", "transactions of other users, those that failed included"},
    {"background_failed", "the share of the transactions of other users that failed"},
};

}  // namespace

std::string_view meaning_of_metric(std::string_view name) {
  for (const MetricMeaning& one : meanings) {
    if (one.name == name) return one.meaning;
  }
  const MetricDefinition* const metric = find_metric(name);
  return metric == nullptr ? std::string_view() : metric->convention;
}

}  // namespace txlab
