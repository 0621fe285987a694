// The local transactions of the business, as statements.
//
// Each is atomic in one database and balances by itself. Keys are order ids, so that a second
// execution fails on the unique key or on the state it expects; a strategy that wants no such
// protection passes a fresh key. `tell` adds the row from which the customer will be notified.
//
// The statements are those of a discount purchase, and of the other types with other accounts: main
// earmarks what it takes from `paid_from`, the branch gives shares or money on `paid_into`.
//
//   discount purchase   the bank     target fund applied for (or from what is free in the wallet)
//   redemption          fund units   money fund bought with the proceeds
//   conversion          fund units   target fund applied for
#pragma once

#include "models/fund/ledger.hpp"
#include "models/fund/purchase.hpp"

namespace txlab::fund {

TableId paid_from(const Purchase& purchase);  // in the wallet's database, by card
TableId paid_into(const Purchase& purchase);  // in the fund's database, by customer

// In the wallet's database.
Statement main(const Purchase& purchase);
Statement refuse(const Purchase& purchase);  // the order will never run; the customer is told
Statement cancel_unstarted(const Purchase& purchase);  // the same, silently (an empty Cancel)
Statement reserve_main(const Purchase& purchase);      // TCC Try
Statement confirm_main(const Purchase& purchase);
Statement cancel_main(const Purchase& purchase);
// Branch refused: the money is released and held in the wallet, fund units are the customer's
// again.
Statement reverse(const Purchase& purchase);
// The same, and the position, if it is money, is redeemed: with the next batch, or now (`day`
// counts the limit).
Statement reverse_and_redeem(const Purchase& purchase);
Statement reverse_and_refund(const Purchase& purchase, std::int64_t day);
Statement refund(const Purchase& purchase);          // the batch has the cash
Statement settle_advance(const Purchase& purchase);  // the company has its money back
// The customer takes the position out, if it is free.
Statement withdraw(const Purchase& purchase);
// In two steps. The money fund position is bought and free to use; then it pays for the purchase,
// which is main, or the order lapses, and the customer is told that the money stays in the wallet.
Statement recharge(const Purchase& purchase, std::int64_t now);
Statement main_from_wallet(const Purchase& purchase);
Statement lapse(const Purchase& purchase);
// Settling, many orders in one transaction: start with an empty batch, add orders while there is
// room.
bool settle_too(Statement& batch, const Purchase& purchase);

// In the fund's database. `application` is the key of the application.
Statement branch(const Purchase& purchase, RowKey application);
Statement refuse_branch(const Purchase& purchase);
Statement reserve_branch(const Purchase& purchase);
Statement confirm_branch(const Purchase& purchase);
Statement cancel_branch(const Purchase& purchase);
Statement cancel_branch_unstarted(const Purchase& purchase);
Statement withdraw_branch(const Purchase& purchase);  // an application without main is taken back
// An application for another amount than main's is put right.
Statement correct_branch(const Purchase& right, const Purchase& wrong);
// The money for a settled order has come; the application is in this state.
bool net_too(Statement& batch, const Purchase& purchase, ledger::Application from);

// The transfer agent's file, and its answer on T+1.
Statement send_to_agent(const Purchase& purchase);
Statement confirm(const Purchase& purchase);
Statement confirm_in_part(const Purchase& purchase, const Purchase& part);  // amount and fee
Statement refuse_by_agent(const Purchase& purchase);
Statement pay_back(const Purchase& owed, ledger::Payback kind);

// Further branches, each in its own database.
Statement extra(const Purchase& purchase);
// The same where further branches are aggregates of one database, 1 for the second branch.
Statement extra_beside(const Purchase& purchase, std::uint32_t number);
// Adds the order to the total of the day, a row that all orders share.
Statement& count_in_statistics(Statement& statement, const Purchase& purchase);
Statement reserve_extra(const Purchase& purchase);
Statement confirm_extra(const Purchase& purchase);
Statement cancel_extra(const Purchase& purchase);

// Everything at once, in one database: what a single service does that needs no protocol.
Statement everything(const Purchase& purchase, std::uint32_t branches);
Statement everything_untold(const Purchase& purchase, std::uint32_t branches);  // without a notice

// Adds "tell the customer" to a statement, in the database that it is for.
Statement& tell(Statement& statement, TableId notices, const Purchase& purchase, Told told);
// The notice was read.
Statement told(TableId notices, RowKey order);

// The purchase as the wallet's order row (or the fund's application row) remembers it.
Purchase from_order(RowKey order, const Row& row);
Purchase from_application(RowKey order, const Row& row);

}  // namespace txlab::fund
