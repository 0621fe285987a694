// Holes in what is said about statements to customers.
#include "scenarios/selftest/checkers/holes.hpp"

namespace txlab::selftest {

namespace {

// Compares a statement with what is durable when it is made, and never again.
class TruthAtTheMoment final : public Property {
 public:
  TruthAtTheMoment(const Book& book, Violations& violations)
      : Property(PropertyId::told_truth, book, violations) {}

  void on_told(PurchaseRecord& record, Told told, Instant at) override {
    if (told == Told::refused && (record.live_mains() > 0 || record.live_branches() > 0)) {
      violated(record, at, "told REFUSED while money had moved");
    }
  }
};

// Believes whoever says that an order was placed.
class TruthOfRefusalsOnly final : public Property {
 public:
  TruthOfRefusalsOnly(const Book& book, Violations& violations)
      : Property(PropertyId::told_truth, book, violations) {}

  void on_told(PurchaseRecord& record, Told told, Instant at) override {
    if (told == Told::refused && (record.live_mains() > 0 || record.live_branches() > 0)) {
      violated(record, at, "told REFUSED while money had moved");
    }
  }
  void on_effect(PurchaseRecord& record, Effect effect, const RowChange&, Instant at) override {
    const bool adds = effect == Effect::main || effect == Effect::branch;
    if (record.final == Told::refused && adds) violated(record, at, "told REFUSED, executed later");
  }
};

// A customer who never hears anything is in no list of late answers.
class LateButNeverSilent final : public Property {
 public:
  LateButNeverSilent(const Book& book, Violations& violations)
      : Property(PropertyId::told_eventually, book, violations) {}

  void on_told(PurchaseRecord& record, Told, Instant at) override {
    if (record.final != Told::unknown || record.reopened) return;
    if (at - record.arrived > book().settings().told_within) violated(record, at, "told too late");
  }
};

class SilentButNeverLate final : public Property {
 public:
  SilentButNeverLate(const Book& book, Violations& violations)
      : Property(PropertyId::told_eventually, book, violations) {}

  void on_end(PurchaseRecord& record, Instant at) override {
    if (record.final != Told::unknown) return;
    if (record.in_doubt > 0 && book().somebody_is_down()) return blocked();
    violated(record, at, "never told");
  }
};

}  // namespace

std::unique_ptr<Property> truth_at_the_moment(const Book& book, Violations& violations) {
  return std::make_unique<TruthAtTheMoment>(book, violations);
}
std::unique_ptr<Property> truth_of_refusals_only(const Book& book, Violations& violations) {
  return std::make_unique<TruthOfRefusalsOnly>(book, violations);
}
std::unique_ptr<Property> late_but_never_silent(const Book& book, Violations& violations) {
  return std::make_unique<LateButNeverSilent>(book, violations);
}
std::unique_ptr<Property> silent_but_never_late(const Book& book, Violations& violations) {
  return std::make_unique<SilentButNeverLate>(book, violations);
}

}  // namespace txlab::selftest
