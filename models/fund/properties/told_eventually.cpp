// told-eventually: every customer hears a definitive statement within the bound. Silence counts
// against.
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

namespace {

class ToldEventually final : public Property {
 public:
  ToldEventually(const Book& book, Violations& violations)
      : Property(PropertyId::told_eventually, book, violations) {}

  void on_told(PurchaseRecord& record, Told, Instant at) override {
    if (record.final != Told::unknown || record.reopened) return;
    if (at - record.arrived <= book().settings().told_within) return;
    violated(record, at, "told too late");
  }

  void on_end(PurchaseRecord& record, Instant at) override {
    if (record.final != Told::unknown) return;
    if (record.in_doubt > 0 && book().somebody_is_down()) return blocked();
    violated(
        record, at,
        record.untouched() ? "never told; nothing had happened" : "never told how the order ended");
  }
};

}  // namespace

std::unique_ptr<Property> make_told_eventually(const Book& book, Violations& violations) {
  return std::make_unique<ToldEventually>(book, violations);
}

}  // namespace txlab
