// no-branch-without-main: when a branch commits, main is committed and unreversed, or the order's
// commit decision is durable (so the order of the second phases of XA and TCC is no false alarm).
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class NoBranchWithoutMain final : public Property {
 public:
  NoBranchWithoutMain(const Book& book, Violations& violations)
      : Property(PropertyId::no_branch_without_main, book, violations) {}

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange&, Instant at) override {
    if (effect != Effect::branch) return;
    if (record.live_mains() > 0 || record.commit_decided) return;
    violated(record, at, "the branch committed while main was not there");
  }
};

}  // namespace

std::unique_ptr<Property> make_no_branch_without_main(const Book& book, Violations& violations) {
  return std::make_unique<NoBranchWithoutMain>(book, violations);
}

}  // namespace txlab
