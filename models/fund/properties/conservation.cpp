// conservation: every local transaction balances by itself, so the sum over all accounts of all
// databases is the same at every cut; and what the fund side has given on credit is nothing or the
// order's amount.
#include "models/fund/ledger.hpp"
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class Conservation final : public Property {
 public:
  Conservation(const Book& book, Violations& violations)
      : Property(PropertyId::conservation, book, violations) {}

  void on_transaction(const Happening& transaction, Instant at) override {
    std::int64_t change = 0;
    for (const RowChange& row : transaction.changes) {
      const unsigned accounts = ledger::accounts_of(row.table);
      for (std::size_t column = 0; column < Row::columns; ++column) {
        if ((accounts >> column & 1u) == 0) continue;
        change += row.after.value[column] - row.before.value[column];
      }
    }
    if (change == 0) return;
    PurchaseRecord whose;
    whose.intent = transaction.intent;
    violated(whose, at,
             "a local transaction (" + std::string(transaction.name) + ") created " +
                 std::to_string(change) + " fen");
  }

  void on_row(PurchaseRecord& record, const RowChange& row, Instant at) override {
    if (row.table != ledger::applications) return;
    if (record.clearing == 0 || record.clearing == -record.fen) return;
    violated(record, at,
             "the fund side gave credit of " + std::to_string(-record.clearing) +
                 " fen for an order of " + std::to_string(record.fen) + " fen");
  }
};

}  // namespace

std::unique_ptr<Property> make_conservation(const Book& book, Violations& violations) {
  return std::make_unique<Conservation>(book, violations);
}

}  // namespace txlab
