// no-negative-balance: what is available, earmarked or reserved is never below zero, in any
// account. Collective accounts between the two sides (clearing, received) and what the company has
// advanced are negative by nature.
#include "models/fund/ledger.hpp"
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class NoNegativeBalance final : public Property {
 public:
  NoNegativeBalance(const Book& book, Violations& violations)
      : Property(PropertyId::no_negative_balance, book, violations) {}

  void on_transaction(const Happening& transaction, Instant at) override {
    for (const RowChange& row : transaction.changes) {
      if (row.table == ledger::applications || row.table == ledger::received) continue;
      if (row.table == ledger::company_advance) continue;
      const unsigned accounts = ledger::accounts_of(row.table);
      for (std::size_t column = 0; column < Row::columns; ++column) {
        const bool account = (accounts >> column & 1u) != 0;
        if (!account || row.after.value[column] >= 0) continue;
        PurchaseRecord whose;
        whose.intent = transaction.intent;
        violated(whose, at, "an account is at " + std::to_string(row.after.value[column]) + " fen");
      }
    }
  }
};

}  // namespace

std::unique_ptr<Property> make_no_negative_balance(const Book& book, Violations& violations) {
  return std::make_unique<NoNegativeBalance>(book, violations);
}

}  // namespace txlab
