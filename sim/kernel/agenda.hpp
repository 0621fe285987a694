// Agenda: the pending events of one simulation, in the order (time, insertion).
//
// Ties are first in, first out. Events for a later time live in a 4-ary heap of 16-byte keys
// (time, insertion number, slot), compared as one 128-bit integer, so the tie-break costs nothing;
// the four children of a node share one cache line and the grandchildren are prefetched. Events for
// the present instant never enter the heap but a first-in-first-out ring: everything in the heap
// with the present time was inserted earlier, so "heap first, then ring" is insertion order.
//
// Cancelling leaves a dead key behind (a slot remembers the one insertion number that is valid for
// it); when more than half of the heap is dead it is rebuilt without them, so the heap never holds
// more than about twice the live events. Limits: 2^24 events pending at once, 2^40 insertions per
// run.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/ring.hpp"
#include "sim/base/time.hpp"
#include "sim/kernel/event.hpp"
#include "sim/kernel/key_heap.hpp"

namespace txlab {

class Agenda {
 public:
  Agenda() : slots_(1) {}  // slot 0 stays unused, so that 0 can end the list of free slots

  Instant now() const { return now_; }
  bool empty() const { return live_ == 0; }
  std::size_t pending() const { return live_; }
  // Keys held in the heap, dead ones included (for the bound that the tests assert).
  std::size_t heap_size() const { return heap_.size(); }
  Instant next_time() const;

  // `at` may not lie in the past; the event may not be armed.
  void add(Instant at, Event& event);
  void cancel(Event& event) {
    if (event.armed()) remove(event);
  }

  // Takes the next event off the agenda and moves the clock to it; null if none is due by
  // `deadline`.
  Event* take(Instant deadline = end_of_time);
  // How many events are due at the very next instant, and the one of that rank (0 = first in).
  std::size_t ties() const;
  Event& take_tie(std::size_t rank);
  // Which events these are, first in first.
  std::vector<const Event*> tied() const;
  // Moves the clock forward over a stretch in which nothing is pending.
  void advance_to(Instant at);

 private:
  using Key = KeyHeap::Key;  // time (64) | insertion (40) | slot (24)
  struct Slot {
    Event* event = nullptr;
    std::uint64_t order = 0;  // of the event; when free, the next free slot (no order is so small)
  };

  static constexpr unsigned slot_bits = 24;
  static constexpr std::uint64_t slot_mask = (std::uint64_t{1} << slot_bits) - 1;
  static constexpr std::uint64_t max_insertions = (std::uint64_t{1} << (64 - slot_bits)) - 1;

  static std::uint64_t order_of(Key key) { return static_cast<std::uint64_t>(key); }
  static Instant time_of(Key key) {
    return Instant{Duration{static_cast<std::int64_t>(key >> 64)}};
  }
  bool dead(std::uint64_t order) const { return slots_[order & slot_mask].order != order; }

  std::uint64_t new_slot();
  Event& release(std::uint64_t order);
  void remove(Event& event);
  void drop_dead_top();
  void count_dead_gone() { dead_in_heap_ -= dead_in_heap_ > 0 ? 1 : 0; }
  bool drop_dead_in_ring();
  std::vector<std::uint64_t> tied_orders() const;

  Instant now_ = start_of_run;
  KeyHeap heap_;
  Ring<std::uint64_t> ring_;
  std::vector<Slot> slots_;
  std::uint64_t free_slot_ = 0;  // the first of a list; 0: none
  std::uint64_t insertions_ = 0;
  std::size_t live_ = 0;
  std::size_t dead_in_heap_ = 0;
};

}  // namespace txlab
