// OpenMoneyFold: how much money is in orders that are decided and neither whole nor undone, at the
// instants of the calendar that people look at.
//
// What is open at an instant is what was open after everything that happened until then, so this
// must observe before the book does.
#pragma once

#include "models/fund/book.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab {

class OpenMoneyFold final : public Observer {
 public:
  OpenMoneyFold(const Book& book, const Scenario& scenario);
  void on(const Happening& happening, Instant at) override;
  // Nothing more will happen in a quiet world; of one that was cut off, later instants are unknown.
  std::vector<OpenMoney> finish(Instant at, Book::Ending ending);

 private:
  void look_until(Instant at);

  const Book& book_;
  std::optional<Calendar> calendar_;
  std::vector<Moment> moments_;  // in order
  std::vector<OpenMoney> seen_;
};

}  // namespace txlab
