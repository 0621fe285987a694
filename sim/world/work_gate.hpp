// WorkGate: lets a polling loop that would find nothing sleep without costing events.
//
// A real poller asks every P; most answers are "nothing". Here whoever owns the work counts it, and
// an idle poller waits until there is some, then for its next tick, and only then asks for real.
// What a poller learns, when, and what the asking costs are unchanged; only the turns without
// effect are gone.
#pragma once

#include "sim/kernel/wait.hpp"

namespace txlab {

class WorkGate {
 public:
  explicit WorkGate(Kernel& kernel) : arrived_(kernel) {}

  void add(std::int64_t items) {
    items_ += items;
    CHECK(items_ >= 0);
    if (items <= 0) return;
    added_ += static_cast<std::uint64_t>(items);
    arrived_.notify_all();
  }
  bool empty() const { return items_ == 0; }
  std::int64_t items() const { return items_; }
  // How many were ever added: a pass over everything need not be repeated until this has changed.
  std::uint64_t added() const { return added_; }
  Signal::Waiter wait(std::string_view what) { return arrived_.wait(what, true); }

 private:
  std::int64_t items_ = 0;
  std::uint64_t added_ = 0;
  Signal arrived_;
};

}  // namespace txlab
