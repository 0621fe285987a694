// told-truth: no definitive statement is contradicted by what is durable then or later, nor by a
// later statement. ACCEPTED and UNKNOWN promise no outcome; but the date that ACCEPTED names is the
// application's.
#include "models/fund/properties/property_fold.hpp"
#include "models/fund/stamp.hpp"

namespace txlab {

namespace {

class ToldTruth final : public Property {
 public:
  ToldTruth(const Book& book, Violations& violations)
      : Property(PropertyId::told_truth, book, violations) {}

  void on_told(PurchaseRecord& record, Told told, Instant at) override {
    if (record.final != Told::unknown && record.final != told && !follows(record, told)) {
      return violated(
          record, at,
          "told " + std::string(name_of(told)) + " after " + std::string(name_of(record.final)));
    }
    if (told == Told::refused && (record.live_mains() > 0 || record.live_branches() > 0)) {
      violated(record, at, "told REFUSED while money had moved");
    }
    if (told == Told::confirmed && (record.live_branches() == 0 || record.agent_refused)) {
      violated(record, at, "told CONFIRMED what the transfer agent has not confirmed");
    }
    if (told == Told::refunded && record.live_branches() > 0 && !record.agent_refused) {
      violated(record, at, "told REFUNDED while the branch was done");
    }
    if (told == Told::held_in_wallet && record.live_branches() > 0) {
      violated(record, at, "told HELD_IN_WALLET while the branch was done");
    }
  }

  void on_promised(PurchaseRecord& record, ApplicationDate date, Instant at) override {
    if (record.promised != 0 && record.promised != date) {
      violated(
          record, at,
          "told ACCEPTED for " + name_of_date(date) + " after " + name_of_date(record.promised));
    }
    if (record.date != 0 && record.date != date) broken_promise(record, date, record.date, at);
  }

  void on_effect(PurchaseRecord& record, Effect effect, const RowChange& row, Instant at) override {
    const ApplicationDate given = Stamp::read(row.after.stamp).date;
    if (effect == Effect::branch && record.promised != 0 && given != record.promised) {
      broken_promise(record, record.promised, given, at);
    }
    const bool adds = effect == Effect::main || effect == Effect::branch;
    if (record.final == Told::refused && adds) {
      violated(record, at, "told REFUSED, executed later");
    }
    if (record.final == Told::held_in_wallet && effect == Effect::branch) {
      violated(record, at, "told HELD_IN_WALLET, the branch was done later");
    }
    if (record.final == Told::refunded && adds) {
      violated(record, at, "told REFUNDED, executed later");
    }
    if (record.final == Told::placed && !adds && effect != Effect::extra) {
      violated(record, at, "told PLACED, undone later");
    }
  }

  void on_end(PurchaseRecord& record, Instant at) override {
    if (record.final != Told::placed || record.in_doubt > 0) return;
    const bool all = record.has_all_extras(book().settings().branches);
    if (record.live_mains() >= 1 && record.live_branches() >= 1 && all) return;
    violated(record, at, "told PLACED, but it never was");
  }

 private:
  // What the transfer agent said to an order that was placed, and a position that was redeemed.
  static bool follows(const PurchaseRecord& record, Told told) {
    if (record.final == Told::held_in_wallet) return told == Told::refunded && record.undone();
    if (record.final != Told::placed) return false;
    return told == Told::confirmed || (told == Told::refunded && record.agent_refused);
  }
  void broken_promise(PurchaseRecord& record, ApplicationDate promised, ApplicationDate given,
                      Instant at) {
    violated(record, at,
             "told ACCEPTED for " + name_of_date(promised) + ", the application is for " +
                 name_of_date(given));
  }
};

}  // namespace

std::unique_ptr<Property> make_told_truth(const Book& book, Violations& violations) {
  return std::make_unique<ToldTruth>(book, violations);
}

}  // namespace txlab
