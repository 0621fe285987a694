// Holes in what is said about main and branches.
#include "scenarios/selftest/checkers/holes.hpp"

namespace txlab::selftest {

namespace {

// Counts what was executed, and forgets to take off what was reversed or withdrawn.
class AgreementWithoutReversals final : public Property {
 public:
  AgreementWithoutReversals(const Book& book, Violations& violations)
      : Property(PropertyId::main_branch_agreement, book, violations) {}

  void on_end(PurchaseRecord& record, Instant at) override {
    if (record.in_doubt > 0 && book().somebody_is_down()) return blocked();
    if (record.in_doubt > 0) return violated(record, at, "in doubt");
    if ((record.mains > 0) != (record.branches > 0)) violated(record, at, "one side is missing");
  }
};

// Takes every participant in doubt for blocked by design, also when nothing is down.
class AgreementThatWaitsForDoubts final : public Property {
 public:
  AgreementThatWaitsForDoubts(const Book& book, Violations& violations)
      : Property(PropertyId::main_branch_agreement, book, violations) {}

  void on_end(PurchaseRecord& record, Instant at) override {
    if (record.in_doubt > 0) return blocked();
    const bool main = record.live_mains() > 0;
    const bool branch = record.live_branches() > 0;
    if (main != branch) violated(record, at, "one side is missing");
  }
};

class BranchWithAReversedMain final : public Property {
 public:
  BranchWithAReversedMain(const Book& book, Violations& violations)
      : Property(PropertyId::no_branch_without_main, book, violations) {}

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange&, Instant at) override {
    if (effect != Effect::branch) return;
    if (record.mains > 0 || record.commit_decided) return;  // reversed or not
    violated(record, at, "the branch committed while main was not there");
  }
};

class DuplicatesOfMainOnly final : public Property {
 public:
  DuplicatesOfMainOnly(const Book& book, Violations& violations)
      : Property(PropertyId::no_duplicate_purchase, book, violations) {}

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange&, Instant at) override {
    if (effect != Effect::main || record.live_mains() <= 1) return;
    violated(record, at, "main was executed more than once");
  }
};

}  // namespace

std::unique_ptr<Property> agreement_without_reversals(const Book& book, Violations& violations) {
  return std::make_unique<AgreementWithoutReversals>(book, violations);
}
std::unique_ptr<Property> agreement_that_waits_for_doubts(const Book& book,
                                                          Violations& violations) {
  return std::make_unique<AgreementThatWaitsForDoubts>(book, violations);
}
std::unique_ptr<Property> branch_with_a_reversed_main(const Book& book, Violations& violations) {
  return std::make_unique<BranchWithAReversedMain>(book, violations);
}
std::unique_ptr<Property> duplicates_of_main_only(const Book& book, Violations& violations) {
  return std::make_unique<DuplicatesOfMainOnly>(book, violations);
}

}  // namespace txlab::selftest
