// no-duplicate-purchase: per wish of a customer, applications minus withdrawn ones and mains minus
// reversed ones never exceed one. A later repair does not excuse it.
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class NoDuplicatePurchase final : public Property {
 public:
  NoDuplicatePurchase(const Book& book, Violations& violations)
      : Property(PropertyId::no_duplicate_purchase, book, violations) {}

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange&, Instant at) override {
    if (effect == Effect::main && record.live_mains() > 1) {
      violated(record, at, "main was executed " + std::to_string(record.mains) + " times");
    }
    if (effect == Effect::branch && record.live_branches() > 1) {
      violated(record, at, "the branch was executed " + std::to_string(record.branches) + " times");
    }
    if (effect == Effect::extra && record.extra_twice) {
      violated(record, at, "a further branch was executed twice");
    }
  }
};

}  // namespace

std::unique_ptr<Property> make_no_duplicate_purchase(const Book& book, Violations& violations) {
  return std::make_unique<NoDuplicatePurchase>(book, violations);
}

}  // namespace txlab
