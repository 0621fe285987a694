// Kernel: virtual time, the agenda and the loop that fires events in order.
//
// A kernel is a value of one thread; nothing in it is global. It stops when the agenda is empty
// (the world is quiet), at a deadline, or when asked.
#pragma once

#include <cstdint>

#include "sim/kernel/agenda.hpp"
#include "sim/kernel/chooser.hpp"
#include "sim/kernel/scope.hpp"

namespace txlab {

class Kernel {
 public:
  Kernel() = default;
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  Instant now() const { return agenda_.now(); }
  Agenda& agenda() { return agenda_; }
  std::uint64_t fired() const { return fired_; }

  // Fires events until none is left that is due at or before `deadline`, or until stop(). True if
  // the agenda ran empty.
  bool run_until(Instant deadline);
  void stop() { stopped_ = true; }

  // With a chooser, ties are choices and waits are reported to their scopes.
  void set_chooser(Chooser* chooser) { chooser_ = chooser; }
  Chooser* chooser() const { return chooser_; }
  void note_wait(Scope* scope, std::string_view what, bool idle = false) {
    if (chooser_ != nullptr && scope != nullptr) [[unlikely]]
      scope->suspended(what, idle);
  }

 private:
  Event* choose_next(Instant deadline);

  Agenda agenda_;
  std::uint64_t fired_ = 0;
  Chooser* chooser_ = nullptr;
  std::vector<Actor> actors_;  // of the tie that is chosen from
  bool stopped_ = false;
};

}  // namespace txlab
