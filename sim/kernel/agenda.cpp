#include "sim/kernel/agenda.hpp"

#include <algorithm>

namespace txlab {

Agenda::Agenda() : heap_(root), ring_(64), slots_(1) {
  // Slot 0 stays unused, so that no valid insertion key is ever 0.
  heap_.reserve(1024 + root);
  slots_.reserve(1024);
  free_slots_.reserve(1024);
}

std::uint32_t Agenda::new_slot() {
  if (!free_slots_.empty()) {
    const auto slot = free_slots_.back();
    free_slots_.pop_back();
    return slot;
  }
  CHECK(slots_.size() < slot_mask);
  slots_.emplace_back();
  free_slots_.reserve(slots_.capacity());  // so that releasing never allocates
  return static_cast<std::uint32_t>(slots_.size() - 1);
}

void Agenda::add(Instant at, Event& event) {
  CHECK(at >= now_);
  CHECK(!event.armed());
  const std::uint32_t slot = new_slot();
  const std::uint64_t order = (++insertions_ << slot_bits) | slot;
  slots_[slot] = {&event, order};
  event.slot_ = slot;
  ++live_;
  if (at == now_) {
    if (ring_size_ == ring_.size()) grow_ring();
    ring_[(ring_head_ + ring_size_++) & (ring_.size() - 1)] = order;
  } else {
    const auto ns = static_cast<std::uint64_t>(at.time_since_epoch().count());
    push(static_cast<Key>(ns) << 64 | order);
  }
}

Event& Agenda::release(std::uint64_t order) {
  const auto slot = static_cast<std::uint32_t>(order & slot_mask);
  Event& event = *slots_[slot].event;
  slots_[slot] = {};
  free_slots_.push_back(slot);
  event.slot_ = Event::unarmed;
  --live_;
  return event;
}

void Agenda::cancel(Event& event) {
  if (!event.armed()) return;
  release(slots_[event.slot_].order);
  // An entry of the ring dies as well, but is only counted when it is in the heap; counting both
  // errs towards compacting too early, which is harmless.
  if (++dead_in_heap_ > 64 && dead_in_heap_ * 2 > heap_size()) compact();
}

void Agenda::push(Key key) {
  heap_.push_back(key);
  Key* const heap = heap_.data();
  std::size_t hole = heap_.size() - 1;
  while (hole > root) {
    const std::size_t parent = hole / 4 + 2;
    if (heap[parent] <= key) break;
    heap[hole] = heap[parent];
    hole = parent;
  }
  heap[hole] = key;
}

void Agenda::sift_down(std::size_t hole, Key key) {
  Key* const heap = heap_.data();
  const std::size_t size = heap_.size();
  for (;;) {
    const std::size_t first = 4 * (hole - 2);
    if (first >= size) break;
    if (const std::size_t grandchild = 4 * (first - 2); grandchild + 16 < size) {
      for (std::size_t line = 0; line < 16; line += 4) __builtin_prefetch(&heap[grandchild + line]);
    }
    std::size_t least = first;
    const std::size_t end = std::min(first + 4, size);
    for (std::size_t child = first + 1; child < end; ++child) {
      if (heap[child] < heap[least]) least = child;
    }
    if (key <= heap[least]) break;
    heap[hole] = heap[least];
    hole = least;
  }
  heap[hole] = key;
}

void Agenda::pop_top() {
  const Key last = heap_.back();
  heap_.pop_back();
  if (heap_.size() > root) sift_down(root, last);
}

void Agenda::drop_dead_top() {
  while (heap_.size() > root && dead(order_of(heap_[root]))) {
    pop_top();
    if (dead_in_heap_ > 0) --dead_in_heap_;
  }
}

void Agenda::compact() {
  const auto is_dead = [this](Key key) { return dead(order_of(key)); };
  heap_.erase(std::remove_if(heap_.begin() + root, heap_.end(), is_dead), heap_.end());
  dead_in_heap_ = 0;
  for (std::size_t hole = heap_.size() / 4 + 2; hole >= root; --hole) {
    if (hole < heap_.size()) sift_down(hole, heap_[hole]);
  }
}

void Agenda::grow_ring() {
  std::vector<std::uint64_t> larger(ring_.size() * 2);
  for (std::size_t i = 0; i < ring_size_; ++i) {
    larger[i] = ring_[(ring_head_ + i) & (ring_.size() - 1)];
  }
  ring_.swap(larger);
  ring_head_ = 0;
}

// The first live entry of the ring, or null. Dead entries in front of it are dropped.
std::uint64_t* Agenda::next_in_ring() {
  while (ring_size_ > 0) {
    std::uint64_t& order = ring_[ring_head_];
    if (!dead(order)) return &order;
    ring_head_ = (ring_head_ + 1) & (ring_.size() - 1);
    --ring_size_;
  }
  return nullptr;
}

Event* Agenda::take(Instant deadline) {
  if (live_ == 0) return nullptr;
  drop_dead_top();
  const bool due = heap_.size() > root && time_of(heap_[root]) == now_.time_since_epoch().count();
  if (!due && ring_size_ > 0) {
    if (const std::uint64_t* next = next_in_ring()) {
      const std::uint64_t order = *next;
      ring_head_ = (ring_head_ + 1) & (ring_.size() - 1);
      --ring_size_;
      return &release(order);
    }
  }
  const Key top = heap_[root];
  const Instant at{Duration{time_of(top)}};
  if (at > deadline) return nullptr;
  pop_top();
  now_ = at;
  return &release(order_of(top));
}

void Agenda::advance_to(Instant at) {
  CHECK(at >= now_);
  CHECK(live_ == 0 || at < next_time());
  now_ = at;
}

Instant Agenda::next_time() const {
  auto* self = const_cast<Agenda*>(this);  // dropping dead keys does not change what is observable
  self->drop_dead_top();
  if (self->next_in_ring() != nullptr) return now_;
  CHECK(heap_.size() > root);
  return Instant{Duration{time_of(heap_[root])}};
}

std::size_t Agenda::ties() const {
  const Instant next = next_time();
  std::size_t count = 0;
  for (std::size_t i = 0; i < ring_size_; ++i) {
    if (next == now_ && !dead(ring_[(ring_head_ + i) & (ring_.size() - 1)])) ++count;
  }
  for (std::size_t i = root; i < heap_.size(); ++i) {
    if (time_of(heap_[i]) == next.time_since_epoch().count() && !dead(order_of(heap_[i]))) ++count;
  }
  return count;
}

Event& Agenda::take_tie(std::size_t rank) {
  const Instant next = next_time();
  std::vector<std::uint64_t> orders;
  for (std::size_t i = 0; i < ring_size_; ++i) {
    const auto order = ring_[(ring_head_ + i) & (ring_.size() - 1)];
    if (next == now_ && !dead(order)) orders.push_back(order);
  }
  for (std::size_t i = root; i < heap_.size(); ++i) {
    if (time_of(heap_[i]) == next.time_since_epoch().count() && !dead(order_of(heap_[i]))) {
      orders.push_back(order_of(heap_[i]));
    }
  }
  CHECK(rank < orders.size());
  std::sort(orders.begin(), orders.end());
  now_ = next;
  // The key stays behind as a dead one, in the heap or in the ring.
  ++dead_in_heap_;
  return release(orders[rank]);
}

}  // namespace txlab
