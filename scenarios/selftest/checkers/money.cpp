// Holes in what is said about money.
#include <algorithm>
#include <cstdlib>

#include "models/fund/ledger.hpp"
#include "scenarios/selftest/checkers/holes.hpp"

namespace txlab::selftest {

namespace {

std::int64_t change_of(const Happening& transaction) {
  std::int64_t change = 0;
  for (const RowChange& row : transaction.changes) {
    const unsigned accounts = ledger::accounts_of(row.table);
    for (std::size_t column = 0; column < Row::columns; ++column) {
      if ((accounts >> column & 1u) == 0) continue;
      change += row.after.value[column] - row.before.value[column];
    }
  }
  return change;
}

class MoneyThatIsLostOnly final : public Property {
 public:
  MoneyThatIsLostOnly(const Book& book, Violations& violations)
      : Property(PropertyId::conservation, book, violations) {}

  void on_transaction(const Happening& transaction, Instant at) override {
    if (change_of(transaction) >= 0) return;
    PurchaseRecord whose;
    whose.intent = transaction.intent;
    violated(whose, at, "money is missing");
  }
  void on_row(PurchaseRecord& record, const RowChange& row, Instant at) override {
    if (row.table != ledger::applications) return;
    if (record.clearing == 0 || record.clearing == -record.fen) return;
    violated(record, at, "the fund side gave credit of another amount");
  }
};

// Every transaction balances by itself, so the sum of all accounts is always right; that the fund
// side has given credit twice is in no sum.
class MoneyWithoutCredit final : public Property {
 public:
  MoneyWithoutCredit(const Book& book, Violations& violations)
      : Property(PropertyId::conservation, book, violations) {}

  void on_transaction(const Happening& transaction, Instant at) override {
    if (change_of(transaction) == 0) return;
    PurchaseRecord whose;
    whose.intent = transaction.intent;
    violated(whose, at, "a local transaction does not balance");
  }
};

// Looks at what customers hold, and not at what pays for it.
class NegativeOnlyAtTheFund final : public Property {
 public:
  NegativeOnlyAtTheFund(const Book& book, Violations& violations)
      : Property(PropertyId::no_negative_balance, book, violations) {}

  void on_transaction(const Happening& transaction, Instant at) override {
    for (const RowChange& row : transaction.changes) {
      if (row.table != ledger::holdings || row.after.value[0] >= 0) continue;
      PurchaseRecord whose;
      whose.intent = transaction.intent;
      violated(whose, at, "a position is negative");
    }
  }
};

// What is off by five percent is taken for rounding.
class AmountsWithinFivePercent final : public Property {
 public:
  AmountsWithinFivePercent(const Book& book, Violations& violations)
      : Property(PropertyId::amounts_match, book, violations) {}

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange& row, Instant at) override {
    if (effect == Effect::branch) {
      const Money fee = book().customers().fee(Money{row.after.value[0] + row.after.value[1]});
      if (!close(row.after.value[1], fee.fen)) violated(record, at, "the fee is far off");
    }
    const bool both = record.mains > 0 && record.branches > 0;
    if (both && !close(record.earmarked, record.branch_fen)) {
      violated(record, at, "the amounts are far from each other");
    }
  }

 private:
  static bool close(std::int64_t a, std::int64_t b) {
    return 20 * std::abs(a - b) <= std::max(a, b);
  }
};

}  // namespace

std::unique_ptr<Property> money_that_is_lost_only(const Book& book, Violations& violations) {
  return std::make_unique<MoneyThatIsLostOnly>(book, violations);
}
std::unique_ptr<Property> money_without_credit(const Book& book, Violations& violations) {
  return std::make_unique<MoneyWithoutCredit>(book, violations);
}
std::unique_ptr<Property> negative_only_at_the_fund(const Book& book, Violations& violations) {
  return std::make_unique<NegativeOnlyAtTheFund>(book, violations);
}
std::unique_ptr<Property> amounts_within_five_percent(const Book& book, Violations& violations) {
  return std::make_unique<AmountsWithinFivePercent>(book, violations);
}

}  // namespace txlab::selftest
