// amounts-match: once both exist, the branch is for what main earmarked, and the fee is what the
// rule makes of the amount; what the transfer agent refuses costs no fee, and what it confirms
// whole costs all of it.
#include "models/fund/ledger.hpp"
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class AmountsMatch final : public Property {
 public:
  AmountsMatch(const Book& book, Violations& violations)
      : Property(PropertyId::amounts_match, book, violations) {}

  void on_row(PurchaseRecord& record, const RowChange& row, Instant at) override {
    if (row.table != ledger::applications) return;
    const std::int64_t fee = row.after.value[1];
    if (row.after.state == ledger::application_agent_refused && fee != 0) {
      violated(record, at, "the transfer agent refused the order, and its fee was kept");
    }
    const Money amount{row.after.value[0] + fee};
    const bool confirmed = row.after.state == ledger::application_confirmed;
    if (confirmed && fee != book().customers().fee(amount).fen) {
      violated(record, at, "the fee of a confirmed order does not follow its rule");
    }
  }

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange& row, Instant at) override {
    if (record.reopened) return;  // the amounts of a settled purchase are not kept
    if (effect == Effect::branch) {
      const Money fee = book().customers().fee(Money{row.after.value[0] + row.after.value[1]});
      if (row.after.value[1] != fee.fen) violated(record, at, "the fee does not follow its rule");
    }
    const bool both = record.mains > 0 && record.branches > 0;
    if (!both || record.earmarked == record.branch_fen) return;
    violated(record, at,
             "earmarked " + std::to_string(record.earmarked) + " fen, the branch is for " +
                 std::to_string(record.branch_fen));
  }
};

}  // namespace

std::unique_ptr<Property> make_amounts_match(const Book& book, Violations& violations) {
  return std::make_unique<AmountsMatch>(book, violations);
}

}  // namespace txlab
