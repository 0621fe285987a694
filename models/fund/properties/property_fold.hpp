// Property: one of the nine, as a fold over what the book tells. Each looks at steps, never at
// protocols.
#pragma once

#include <memory>
#include <string>

#include "models/fund/book.hpp"

namespace txlab {

class Property {
 public:
  Property(PropertyId id, const Book& book, Violations& violations)
      : id_(id), book_(book), violations_(violations) {}
  virtual ~Property() = default;

  // A local transaction took effect; `record` has been brought up to date for each of its rows.
  virtual void on_transaction(const Happening&, Instant) {}
  virtual void on_row(PurchaseRecord&, const RowChange&, Instant) {}
  virtual void on_effect(PurchaseRecord&, Effect, const RowChange&, Instant) {}
  // A definitive statement; record.final is still the first one, if there was one.
  virtual void on_told(PurchaseRecord&, Told, Instant) {}
  // ACCEPTED, for this date; record.promised is still what was promised before.
  virtual void on_promised(PurchaseRecord&, ApplicationDate, Instant) {}
  virtual void on_end(PurchaseRecord&, Instant) {}

 protected:
  void violated(PurchaseRecord& record, Instant at, std::string what) {
    violations_.add(id_, record, at, std::move(what));
  }
  void blocked() { violations_.add_blocked(id_); }
  const Book& book() const { return book_; }

 private:
  PropertyId id_;
  const Book& book_;
  Violations& violations_;
};

std::unique_ptr<Property> make_conservation(const Book& book, Violations& violations);
std::unique_ptr<Property> make_no_duplicate_purchase(const Book& book, Violations& violations);
std::unique_ptr<Property> make_no_branch_without_main(const Book& book, Violations& violations);
std::unique_ptr<Property> make_main_branch_agreement(const Book& book, Violations& violations);
std::unique_ptr<Property> make_told_truth(const Book& book, Violations& violations);
std::unique_ptr<Property> make_told_eventually(const Book& book, Violations& violations);
std::unique_ptr<Property> make_no_negative_balance(const Book& book, Violations& violations);
std::unique_ptr<Property> make_amounts_match(const Book& book, Violations& violations);
// nothing-stuck-unseen needs a clock, which only the book has: see Book::look_for_stuck.

}  // namespace txlab
