// main-branch-agreement: at the end of the drain main and all branches are there, or neither, or
// main is undone and no branch is there. A dead letter is not agreement. Where a participant is in
// doubt while a machine is down, nothing can be said: two-phase commit blocks by design.
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class MainBranchAgreement final : public Property {
 public:
  MainBranchAgreement(const Book& book, Violations& violations)
      : Property(PropertyId::main_branch_agreement, book, violations) {}

  void on_end(PurchaseRecord& record, Instant at) override {
    if (record.in_doubt > 0 && book().somebody_is_down()) return blocked();
    if (record.in_doubt > 0) {
      return violated(record, at, "a participant is in doubt and nobody resolves it");
    }
    const int mains = record.live_mains();
    const int branches = record.live_branches();
    if (mains == 0 && branches == 0 && record.extras == 0) return;
    if (record.whole(book().settings().branches)) return;
    // Doubles are for no-duplicate-purchase; here it matters whether both sides are there at all.
    const bool all = record.has_all_extras(book().settings().branches);
    if (mains > 0 && branches > 0 && all) return;
    violated(
        record, at,
        mains > 0 ? "main is done and paid, a branch is missing" : "a branch stands without main");
  }
};

}  // namespace

std::unique_ptr<Property> make_main_branch_agreement(const Book& book, Violations& violations) {
  return std::make_unique<MainBranchAgreement>(book, violations);
}

}  // namespace txlab
