#include "sim/kernel/kernel.hpp"

namespace txlab {

// The next event if ties are choices.
Event* Kernel::choose_next(Instant deadline) {
  if (agenda_.empty() || agenda_.next_time() > deadline) return nullptr;
  const auto ties = static_cast<std::uint32_t>(agenda_.ties());
  if (ties == 1) return agenda_.take(deadline);
  actors_.clear();
  for (const Event* event : agenda_.tied()) {
    actors_.push_back(event->scope_ == nullptr ? event->actor_ : event->scope_->actor());
  }
  const std::uint32_t rank =
      chooser_->choose({.kind = Site::Kind::tie, .what = "tie", .tied = actors_}, ties);
  return rank == 0 ? agenda_.take(deadline) : &agenda_.take_tie(rank);
}

bool Kernel::run_until(Instant deadline) {
  stopped_ = false;
  while (!stopped_) {
    Event* const event = chooser_ == nullptr ? agenda_.take(deadline) : choose_next(deadline);
    if (event == nullptr) break;
    if (event->scope_ != nullptr && event->scope_->resumes_at() > now()) [[unlikely]] {
      // Its host is paused: later, in the same order.
      agenda_.add(event->scope_->resumes_at(), *event);
      continue;
    }
    ++fired_;
    event->fire_(*event);
  }
  return agenda_.empty();
}

}  // namespace txlab
