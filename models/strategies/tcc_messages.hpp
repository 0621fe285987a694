// Try, Confirm and Cancel as messages, and the local transactions behind them.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/strategies/strategy.hpp"
#include "sim/world/message.hpp"

namespace txlab::tcc {

enum class Step : std::uint8_t { reserve, confirm, cancel };

constexpr std::string_view name_of(Step step) {
  return step == Step::reserve ? "try" : step == Step::confirm ? "confirm" : "cancel";
}

// One message type per step, so that each is a message of its own in traces and faults.
template <Step step>
struct Phased {
  static constexpr MessageType type{name_of(step), MessageClass::protocol};
  struct Reply {
    bool done;  // Try: held. Confirm, Cancel: it need not be sent again
  };
  IntentId intent;
  std::uint8_t part;  // 0 at the wallet; at the fund 0 is the branch, 1.. are further ones
  Purchase purchase;
  std::uint64_t transaction = 0;  // where the coordinator names global transactions
  std::uint32_t distinct() const { return part; }
};
using Try = Phased<Step::reserve>;
using Confirm = Phased<Step::confirm>;
using Cancel = Phased<Step::cancel>;

// The local transactions of one participant.
struct Reservation {
  TableId table;
  Statement (*reserve)(const Purchase&);
  Statement (*confirm)(const Purchase&);
  Statement (*cancel)(const Purchase&);
  Statement (*cancel_unstarted)(const Purchase&);
};

inline Statement cancel_extra_unstarted(const Purchase& p) {
  Statement s = fund::cancel_branch_unstarted(p);
  s.ops[0].table = ledger::extras;
  return s;
}

inline const Reservation main_reservation{ledger::orders, fund::reserve_main, fund::confirm_main,
                                          fund::cancel_main, fund::cancel_unstarted};
inline const Reservation branch_reservation{ledger::applications, fund::reserve_branch,
                                            fund::confirm_branch, fund::cancel_branch,
                                            fund::cancel_branch_unstarted};
inline const Reservation extra_reservation{ledger::extras, fund::reserve_extra, fund::confirm_extra,
                                           fund::cancel_extra, cancel_extra_unstarted};

// What the statement does beside its record: money moves, and nobody looks whether it was reserved.
inline Statement without_record(const Statement& statement, TableId record) {
  Statement rest{.label = statement.label, .intent = statement.intent};
  for (std::size_t i = 0; i < statement.count; ++i) {
    if (statement.ops[i].table != record) rest.with(statement.ops[i]);
  }
  return rest;
}

// Of the wallet, or of the fund service's part: 0 the branch, 1.. the further ones.
inline const Reservation& reservation_of(Role role, std::size_t part) {
  if (role == Role::wallet) return main_reservation;
  return part == 0 ? branch_reservation : extra_reservation;
}

}  // namespace txlab::tcc
