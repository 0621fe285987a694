// The business in depth.
#include "scenarios/language/keys/key.hpp"

namespace txlab::language {

namespace {

using enum KeyType;

constexpr Key business[] = {
    {"calendar", mapping, "none",
     "what instants mean: application dates, missed_cutoff, and thresholds such as "
     "`open_yuan(at T+1 08:30) == 0 CNY`",
     "", "{start: \"09:30\", cutoff: \"15:00\"}"},
    {"calendar.start", time_of_day, "\"09:30\"", "the time of day of time 0, on day T", "",
     "\"09:30\""},
    {"calendar.cutoff", time_of_day, "\"15:00\"",
     "orders that are accepted from here on get the next date"},
    {"calendar.file_export", time_of_day, "\"20:00\"",
     "when the applications of a date go to the transfer agent, on that date",
     "not before `cutoff`", "\"20:00\""},
    {"calendar.confirm", time_of_day, "\"08:30\"",
     "when the transfer agent's answer comes, on the day after", "", "\"08:30\""},
    {"calendar.late", name, "next-day",
     "what main accepted before the cut-off and the fund after it: the fund's clock decides "
     "alone, or main's date counts until its file has gone",
     "next-day | honour", "honour"},
    {"funds", mapping, "one that is always open",
     "the target funds, by name; every purchase wants one of them, the same under every strategy",
     "1 to 31", "{steady: {share: 50%}, pausing: {share: 50%, paused_from: 1m}}"},
    {"funds.NAME.share", share, "must be there", "of the purchases; together 100%", "", "50%"},
    {"funds.NAME.paused_from", duration, "never",
     "since time 0, by the clock of who asks: from then on the fund refuses everybody, and no "
     "retry cures it",
     "", "1m"},
    {"funds.NAME.quota", money, "none",
     "what may be applied for in all; one row in the fund's database that every branch updates", "",
     "500k CNY"},
    {"precheck", list, "[]",
     "what the gateway asks before main; what it does not ask is found by the branch",
     "suitability | identity | fund_status | quota | customer_limit", "[fund_status, quota]"},
    {"precheck_takes", time_distribution, "0s",
     "how long the prechecks take, all of them together, for every purchase"},
    {"payment", mapping, "none",
     "the debit at the customer's bank, before main; never part of a protocol", "or none",
     "{unknown: 5%, refusal: 2%}"},
    {"payment.latency", time_distribution, "{dist: lognormal, median: 1s, p99: 5s}",
     "how long the bank takes", "", "{dist: lognormal, median: 1s, p99: 5s}"},
    {"payment.unknown", probability, "0%",
     "how often it says `processing` at first, and has to be queried", "", "5%"},
    {"payment.refusal", probability, "0%", "how often it refuses", "", "2%"},
    {"payment.query_every", positive_duration, "2s", "how often it is queried then", "", "2s"},
    {"on_branch_refused", name, "wallet-held",
     "what becomes of the money when main is done and the branch is refused: it stays in the money "
     "fund, is paid back with the next end-of-day batch, or at once, up to 10,000 CNY per customer "
     "and day",
     "wallet-held | redeem-ordinary | redeem-fast", "redeem-fast"},
    {"earmark", toggle, "on",
     "off: main's position is not kept for its order, and a withdrawal or another order may spend "
     "it; no-negative-balance is then not claimed",
     "", "off"},
    {"withdrawals", mapping, "none", "customers who take their position out again", "",
     "{share: 2%, after: 1s}"},
    {"withdrawals.share", share, "must be there", "of the purchases"},
    {"withdrawals.after", positive_duration, "10s", "how long after main, at least"},
    {"operators", mapping, "none",
     "people who work off lists: dead letters, parked half messages, branches in doubt, amounts "
     "that differ",
     "", "{people: 2, per_case: 10m}"},
    {"operators.people", count, "1", "how many; each has one case at a time", "1 to 10,000"},
    {"operators.hours", text, "always",
     "from when to when they are there, every day; needs a calendar", "two times of day",
     "\"09:00-18:00\""},
    {"operators.per_case", positive_duration, "10m",
     "working time for a case; only then something is done about it", "", "10m"},
    {"operators.actions", list, "all four",
     "once more to its group; asked about again; ended at the database by what the coordinator's "
     "log says, if it answers; put right instead of after manual_service",
     "replay-dead-letter | resume-half | force-xa | repair-difference", "[replay-dead-letter]"},
    {"background", mapping, "none",
     "transactions of others at the wallet's database; background_latency is what they feel", "",
     "{rate: 20/s, rows: 2}"},
    {"background.rate", rate, "must be there",
     "how many are wanted, until the last customer has come"},
    {"background.rows", count, "1",
     "accounts of customers that each changes, chosen like customers", "1 to 10", "2"},
    {"background.connections", count, "64", "of their service to the database", "1 to 10,000",
     "64"},
};

}  // namespace

std::span<const Key> business_keys() { return business; }

}  // namespace txlab::language
