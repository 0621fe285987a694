#include "sim/kernel/wait.hpp"

namespace txlab {

void Signal::append(Waiter& waiter) {
  waiter.listed_ = true;
  waiter.previous_ = last_;
  waiter.next_ = nullptr;
  (last_ != nullptr ? last_->next_ : first_) = &waiter;
  last_ = &waiter;
}

void Signal::remove(Waiter& waiter) {
  if (!waiter.listed_) return;
  waiter.listed_ = false;
  (waiter.previous_ != nullptr ? waiter.previous_->next_ : first_) = waiter.next_;
  (waiter.next_ != nullptr ? waiter.next_->previous_ : last_) = waiter.previous_;
}

void Signal::notify_one() {
  if (first_ == nullptr) return;
  Waiter& waiter = *first_;
  remove(waiter);
  kernel_.agenda().add(kernel_.now(), waiter);
}

void Signal::notify_all() {
  while (first_ != nullptr) notify_one();
}

}  // namespace txlab
