#include "cli/business_keys.hpp"

namespace txlab {

namespace {

constexpr KeyName keys[] = {
    {"calendar", "none",
     "what instants mean: application dates, missed_cutoff, and thresholds such as "
     "`open_yuan(at T+1 08:30) == 0 CNY`"},
    {"calendar.start", "\"09:30\"", "the time of day of time 0, on day T"},
    {"calendar.cutoff", "\"15:00\"", "orders that are accepted from here on get the next date"},
    {"calendar.file_export", "\"20:00\"",
     "when the applications of a date go to the transfer agent, on that date"},
    {"calendar.confirm", "\"08:30\"", "when the transfer agent's answer comes, on the day after"},
    {"calendar.late", "next-day | honour",
     "what main accepted before the cut-off and the fund after it: the fund's clock decides "
     "alone, or main's date counts until its file has gone"},
    {"funds", "one that is always open",
     "the target funds, by name; every purchase wants one of them, the same under every strategy"},
    {"funds.NAME.share", "must be there", "of the purchases; together 100%"},
    {"funds.NAME.paused_from", "never",
     "since time 0, by the clock of who asks: from then on the fund refuses everybody, and no "
     "retry cures it"},
    {"funds.NAME.quota", "none",
     "what may be applied for in all; one row in the fund's database that every branch updates"},
    {"precheck", "[]",
     "what the gateway asks before main, of suitability, identity, fund_status, quota and "
     "customer_limit; what it does not ask is found by the branch"},
    {"workload.types", "{discount-purchase: 100%}",
     "what is ordered: discount-purchase, redemption (fund units become money in the wallet) and "
     "conversion (fund units become another fund's); the same under every strategy"},
    {"precheck_takes", "0ms",
     "how long the prechecks take, all of them together, for every purchase: a number of "
     "milliseconds, or a distribution"},
    {"workload.refusals", "0% each",
     "by main: insufficient_cash, bank_limit, money_fund; by the branch: fund_paused, quota, "
     "compliance, suitability, expired_identity, customer_limit; on T+1: agent, pro_rata; the same "
     "purchases under every "
     "strategy"},
    {"payment", "none", "the debit at the customer's bank, before main; never part of a protocol"},
    {"payment.latency", "{dist: lognormal, median: 1s, p99: 5s}", "how long the bank takes"},
    {"payment.unknown", "0%", "how often it says `processing` at first, and has to be queried"},
    {"payment.refusal", "0%", "how often it refuses"},
    {"payment.query_every", "2s", "how often it is queried then"},
    {"on_branch_refused", "wallet-held | redeem-ordinary | redeem-fast",
     "what becomes of the money when main is done and the branch is refused: it stays in the money "
     "fund, is paid back with the next end-of-day batch, or at once, up to 10,000 CNY per customer "
     "and day"},
    {"earmark", "on | off",
     "off: main's position is not kept for its order, and a withdrawal may spend it; "
     "no-negative-balance is then not claimed"},
    {"withdrawals", "none", "customers who take their position out again"},
    {"withdrawals.share", "must be there", "of the purchases"},
    {"withdrawals.after", "10s", "how long after main, at least"},
    {"operators", "none",
     "people who work off lists: dead letters, parked half messages, branches in doubt, amounts "
     "that differ"},
    {"operators.people", "1", "how many; each has one case at a time"},
    {"operators.hours", "always",
     "from when to when they are there, every day: \"09:00-18:00\"; needs a calendar"},
    {"operators.per_case", "10m", "working time for a case; only then something is done about it"},
    {"operators.actions", "all four",
     "of replay-dead-letter (once more to its group), resume-half (asked about again), force-xa "
     "(ended at the database by what the coordinator's log says, if it answers) and "
     "repair-difference (instead of manual_service)"},
    {"background", "none",
     "transactions of others at the wallet's database; background_latency is what they feel"},
    {"background.rate", "must be there", "how many are wanted, until the last customer has come"},
    {"background.rows", "1", "accounts of customers that each changes, chosen like customers"},
    {"background.connections", "64", "of their service to the database"},
};

}  // namespace

std::span<const KeyName> business_keys() { return keys; }

}  // namespace txlab
