// The ledger: which tables there are, what their columns mean, and which of them are accounts.
//
// All money is in columns marked as accounts below; every local transaction of transactions.hpp
// leaves their sum unchanged, so the sum over all databases is the same at every cut. clearing is
// negative after the branch (the fund side has given shares against money still to come) and zero
// again when the end-of-day batch has brought it.
#pragma once

#include <span>

#include "models/fund/workload.hpp"
#include "sim/world/statement.hpp"

namespace txlab::ledger {

// In the wallet's database.
inline constexpr TableId bank = 1;       // by card: [0] money at the bank *
inline constexpr TableId available = 2;  // by customer: [0] money-fund position free to use *
inline constexpr TableId orders = 3;     // by order: [0] amount, [1] earmarked *, [2] reserved *
inline constexpr TableId remitted = 4;   // by shard: [0] paid over to the fund side *
inline constexpr TableId outbox = 5;     // by order: [0] amount, [1] fee, [2] when it was written
inline constexpr TableId wallet_notices = 6;  // by order: [0] what to tell
inline constexpr TableId leases = 7;          // by resource: [0] until when; owner
// Like the outbox, but rows stay for ever, and nobody watches them. By order or number, [2] order.
inline constexpr TableId events = 8;
// What people have to put right, by order: [0] amount of main, [1] of the branch.
inline constexpr TableId cases = 9;
inline constexpr TableId redemptions = 25;      // by order: [0] amount
inline constexpr TableId company_advance = 26;  // by shard: [0] what the company has advanced *
inline constexpr TableId fast_limits = 27;  // by customer and day: [0] left for fast redemptions
inline constexpr TableId withdrawals = 28;  // by order: [0] amount taken out
// Who is between two steps, by order: [0] amount, [1] when the wallet was recharged.
inline constexpr TableId recharges = 29;
// What has begun and not yet ended, by order: owner: the replica; [0] which of its processes.
inline constexpr TableId begun = 34;
inline constexpr TableId units = 32;  // by card: [0] fund units that can be sold, in fen *
// In the fund's database.
inline constexpr TableId applications =
    11;                                  // by application: [0] applied, [1] fee *, [2] clearing *
inline constexpr TableId holdings = 12;  // by customer: [0] target fund applied for *
inline constexpr TableId fees = 13;      // by shard: [0] fees earned *
inline constexpr TableId received = 14;  // by shard: [0] received from the wallet side *
inline constexpr TableId fund_notices = 15;  // by order: [0] what to tell
inline constexpr TableId consumed = 18;      // by message or order: it was seen
// By fund: [0] what may still be applied for. Not money of anybody.
inline constexpr TableId quotas = 19;
inline constexpr TableId confirmed = 20;           // by customer: [0] units, in fen *
inline constexpr TableId redemption_payable = 21;  // by customer: [0] owed *; in both databases
inline constexpr TableId paid_back = 22;           // by customer: [0] at his bank again *
inline constexpr TableId paybacks = 23;            // by order: [0] amount still owed
inline constexpr TableId agent_notices = 24;       // by order: [0] what to tell
inline constexpr TableId proceeds = 33;  // by customer: [0] bought for what was redeemed *
// By what was said, to whom and about which order: [0] the subject; owner: the department.
inline constexpr TableId companion_notes = 30;
// In the databases of further branches.
// By order: [0] amount (a document: no money moves), [1] further branches it stands for (0: one),
// [2] which one it is, where several share a database (0: its database tells).
inline constexpr TableId extras = 16;
// By day: [0] amount of all orders. No account: it counts money and holds none.
inline constexpr TableId statistics = 31;
// In any database whose service takes part in global transactions: what became of each there.
inline constexpr TableId fences = 17;  // by transaction and operation

enum Order : std::uint16_t {
  order_absent,
  order_tried,
  main_done,
  order_refused,
  order_cancelled,
  order_held,  // reversed: the customer keeps the money fund
  order_settled,
  order_redeeming,  // reversed: the money fund is being turned into cash
  order_refunded,   // reversed: the cash is at the customer's bank
  order_recharged,  // the first of two steps: the money is available, nothing is earmarked
  order_lapsed,     // and the second was not asked for in time
};
enum Application : std::uint16_t {
  application_absent,
  application_tried,
  applied,
  application_refused,
  application_cancelled,
  // Where there is a calendar: with the transfer agent, and what it said.
  application_exported,
  application_confirmed,
  application_part_confirmed,
  application_agent_refused,
};
inline constexpr Application answered_by_agent[] = {
    application_confirmed, application_part_confirmed, application_agent_refused};

inline constexpr Application standing[] = {applied, application_exported, application_confirmed,
                                           application_part_confirmed, application_agent_refused};

// Whether the application was accepted and not taken back, whatever became of it since.
constexpr bool stands(std::uint16_t application) {
  return application == applied || application >= application_exported;
}

// What is owed to a customer whose order the transfer agent did not take: a row's state.
// How the redemption of a reversed order's position stands: a row's state.
enum Redemption : std::uint16_t { no_redemption, ordered, advanced };
enum Payback : std::uint16_t { no_payback, of_a_part, of_all };

// A bit per column that is an account.
constexpr unsigned accounts_of(TableId table) {
  switch (table) {
    case bank:
    case available:
    case remitted:
    case holdings:
    case fees:
    case received:
    case confirmed:
    case redemption_payable:
    case paid_back:
    case company_advance:
    case units:
    case proceeds:
      return 0b001;
    case orders:
    case applications:
      return 0b110;
    default:
      return 0;
  }
}

// All tables; every database has them all and uses those it needs.
std::vector<TableShape> tables(const WorkloadSettings& workload);

}  // namespace txlab::ledger
