#include "sim/kernel/agenda.hpp"

#include <algorithm>

namespace txlab {

std::uint64_t Agenda::new_slot() {
  CHECK(slots_.size() < slot_mask);
  slots_.emplace_back();
  return slots_.size() - 1;
}

inline Event& Agenda::release(std::uint64_t order) {
  const std::uint64_t slot = order & slot_mask;
  Event& event = *slots_[slot].event;
  slots_[slot].order = free_slot_;
  free_slot_ = slot;
  event.slot_ = Event::unarmed;
  --live_;
  return event;
}

void Agenda::add(Instant at, Event& event) {
  CHECK(at >= now_);
  CHECK(!event.armed());
  CHECK(insertions_ < max_insertions);
  std::uint64_t slot = free_slot_;
  if (slot == 0) [[unlikely]] {
    slot = new_slot();
  } else {
    free_slot_ = slots_[slot].order;
  }
  const std::uint64_t order = (++insertions_ << slot_bits) | slot;
  slots_[slot] = {&event, order};
  event.slot_ = static_cast<std::uint32_t>(slot);
  ++live_;
  if (at == now_) {
    ring_.push_back(order);
  } else {
    const auto ns = static_cast<std::uint64_t>(at.time_since_epoch().count());
    heap_.push(static_cast<Key>(ns) << 64 | order);
  }
}

void Agenda::remove(Event& event) {
  release(slots_[event.slot_].order);
  // An entry of the ring dies as well, but is only counted when it is in the heap; counting both
  // errs towards rebuilding too early, which is harmless.
  if (++dead_in_heap_ > 64 && dead_in_heap_ * 2 > heap_.size()) {
    heap_.remove_if([this](Key key) { return dead(order_of(key)); });
    dead_in_heap_ = 0;
  }
}

void Agenda::drop_dead_top() {
  while (!heap_.empty() && dead(order_of(heap_.top()))) {
    heap_.take();
    count_dead_gone();
  }
}

// Drops dead entries in front; true if a live one is left.
bool Agenda::drop_dead_in_ring() {
  while (!ring_.empty() && dead(ring_.front())) ring_.pop_front();
  return !ring_.empty();
}

Event* Agenda::take(Instant deadline) {
  while (live_ > 0) {
    const bool in_heap = !heap_.empty();
    const Key top = in_heap ? heap_.top() : 0;
    if (!ring_.empty() && (!in_heap || time_of(top) > now_)) {
      if (now_ > deadline) return nullptr;
      const std::uint64_t order = ring_.front();
      ring_.pop_front();
      if (dead(order)) continue;
      return &release(order);
    }
    if (time_of(top) > deadline) return nullptr;
    heap_.take();
    if (dead(order_of(top))) {
      count_dead_gone();
      continue;
    }
    now_ = time_of(top);
    if (heap_.large()) __builtin_prefetch(slots_[order_of(heap_.next()) & slot_mask].event);
    return &release(order_of(top));
  }
  return nullptr;
}

void Agenda::advance_to(Instant at) {
  CHECK(at >= now_);
  CHECK(live_ == 0 || at < next_time());
  now_ = at;
}

Instant Agenda::next_time() const {
  auto* self = const_cast<Agenda*>(this);  // dropping dead keys does not change what is observable
  CHECK(live_ > 0);
  if (self->drop_dead_in_ring()) return now_;  // also when there are earlier ones in the heap
  self->drop_dead_top();
  return time_of(self->heap_.top());
}

// The insertion keys of all events that are due at the very next instant, first in first. Those in
// the heap are together at its top, so only they and their children are looked at.
std::vector<std::uint64_t> Agenda::tied_orders() const {
  const Instant next = next_time();
  const auto keys = const_cast<Agenda*>(this)->heap_.keys();
  std::vector<std::uint64_t> orders;
  std::vector<std::size_t> to_visit{0};
  while (!to_visit.empty()) {
    const std::size_t at = to_visit.back();
    to_visit.pop_back();
    if (at >= keys.size() || time_of(keys[at]) > next) continue;
    if (time_of(keys[at]) == next && !dead(order_of(keys[at])))
      orders.push_back(order_of(keys[at]));
    for (std::size_t child = 1; child <= 4; ++child) to_visit.push_back(4 * at + child);
  }
  std::sort(orders.begin(), orders.end());
  for (std::size_t i = 0; next == now_ && i < ring_.size(); ++i) {
    if (!dead(ring_[i])) orders.push_back(ring_[i]);
  }
  return orders;
}

// Mostly one event is due alone, which is seen without a list.
std::size_t Agenda::ties() const {
  if (live_ == 1) return 1;
  const Instant next = next_time();
  const auto keys = const_cast<Agenda*>(this)->heap_.keys();
  if (!ring_.empty() || keys.empty()) return tied_orders().size();
  const auto children = keys.subspan(1, std::min<std::size_t>(keys.size() - 1, 4));
  const bool alone = std::ranges::none_of(children, [&](Key key) { return time_of(key) == next; });
  return alone ? 1 : tied_orders().size();
}

std::vector<const Event*> Agenda::tied() const {
  std::vector<const Event*> events;
  for (const std::uint64_t order : tied_orders()) {
    events.push_back(slots_[order & slot_mask].event);
  }
  return events;
}

Event& Agenda::take_tie(std::size_t rank) {
  const auto orders = tied_orders();
  CHECK(rank < orders.size());
  now_ = next_time();
  ++dead_in_heap_;  // the key stays behind as a dead one, in the heap or in the ring
  return release(orders[rank]);
}

}  // namespace txlab
