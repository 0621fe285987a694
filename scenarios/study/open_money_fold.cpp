#include "scenarios/study/open_money_fold.hpp"

#include <algorithm>

namespace txlab {

// The cut-off, the export of its file and its confirmation are always looked at.
OpenMoneyFold::OpenMoneyFold(const Book& book, const Scenario& scenario)
    : book_(book), calendar_(scenario.workload.calendar) {
  if (!calendar_) return;
  moments_ = {{0, calendar_->cutoff}, {0, calendar_->file_export}, {1, calendar_->confirm}};
  for (const auto* const limits : {&scenario.thresholds, &scenario.requirements}) {
    for (const Threshold& threshold : *limits) {
      if (threshold.at) moments_.push_back(*threshold.at);
    }
  }
  std::erase_if(moments_, [this](const Moment& one) { return calendar_->at(one) < Duration{0}; });
  std::ranges::sort(moments_, {}, [this](const Moment& one) { return calendar_->at(one); });
  const auto doubled = std::ranges::unique(moments_);
  moments_.erase(doubled.begin(), doubled.end());
}

void OpenMoneyFold::on(const Happening&, Instant at) { look_until(at); }

void OpenMoneyFold::look_until(Instant at) {
  while (seen_.size() < moments_.size()) {
    const Moment next = moments_[seen_.size()];
    if (start_of_run + calendar_->at(next) >= at) return;
    seen_.push_back({next, book_.fen_at_risk()});
  }
}

std::vector<OpenMoney> OpenMoneyFold::finish(Instant at, Book::Ending ending) {
  look_until(ending == Book::Ending::quiet ? end_of_time : at);
  return std::move(seen_);
}

}  // namespace txlab
