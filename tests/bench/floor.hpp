// The floor: what an event costs when nothing but the event is there.
//
// A 4-ary heap of 16-byte keys (time, insertion number, slot) and bare coroutines, without handles,
// scopes, checks, choices or observers. The simulator's figures are ratios to it, measured in the
// same program with the same generator and the same table of exponential times.
#pragma once

#include <coroutine>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <new>
#include <vector>

#include "sim/base/distribution.hpp"

namespace txlab::floor {

// xoshiro256++ (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", 2021).
class Generator {
 public:
  explicit Generator(std::uint64_t seed) {
    for (auto& word : state_) word = mix(seed += 0x9e3779b97f4a7c15u);
  }
  std::uint64_t operator()() {
    const auto rotated = [](std::uint64_t x, int k) { return x << k | x >> (64 - k); };
    const std::uint64_t result = rotated(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = rotated(state_[3], 45);
    return result;
  }
  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>(((*this)() >> 32) * n >> 32);
  }

 private:
  static std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
  std::uint64_t state_[4];
};

class Queue {
 public:
  using Key = unsigned __int128;  // time (64) | insertion (40) | slot (24)

  explicit Queue(std::size_t capacity) {
    const std::size_t bytes = (capacity + root) * sizeof(Key);
    heap_ = static_cast<Key*>(::operator new (bytes, std::align_val_t{64}));
  }
  Queue(const Queue&) = delete;
  ~Queue() { ::operator delete (heap_, std::align_val_t{64}); }

  static std::int64_t time_of(Key key) { return static_cast<std::int64_t>(key >> 64); }
  static std::uint32_t slot_of(Key key) { return static_cast<std::uint32_t>(key) & 0xffffffu; }
  static std::uint64_t order_of(Key key) { return static_cast<std::uint64_t>(key); }

  std::size_t size() const { return end_ - root; }
  // Returns what tells this entry from all others.
  std::uint64_t push(std::int64_t time, std::uint32_t slot) {
    const std::uint64_t order = ++insertions_ << 24 | slot;
    const Key key = static_cast<Key>(static_cast<std::uint64_t>(time)) << 64 | order;
    std::size_t hole = end_++;
    while (hole > root && key < heap_[hole / 4 + 2]) {
      heap_[hole] = heap_[hole / 4 + 2];
      hole = hole / 4 + 2;
    }
    heap_[hole] = key;
    return order;
  }
  Key pop() {
    const Key top = heap_[root];
    const Key last = heap_[--end_];
    sift_down(root, last);
    return top;
  }
  template <typename Dead>
  void compact(Dead dead) {
    std::size_t kept = root;
    for (std::size_t i = root; i < end_; ++i) {
      if (!dead(heap_[i])) heap_[kept++] = heap_[i];
    }
    end_ = kept;
    for (std::size_t hole = end_ / 4 + 2; hole >= root; --hole) {
      if (hole < end_) sift_down(hole, heap_[hole]);
    }
  }

 private:
  static constexpr std::size_t root = 3;

  static std::size_t least_of_four(const Key* four, Key& least) {
    std::size_t index = 0;
    least = four[0];
    for (std::size_t i = 1; i < 4; ++i) {
      if (four[i] < least) {
        least = four[i];
        index = i;
      }
    }
    return index;
  }

  void sift_down(std::size_t hole, Key key) {
    Key* const heap = heap_;
    std::size_t first = 4 * (hole - 2);
    for (; first + 4 <= end_; first = 4 * (hole - 2)) {
      Key least;
      const std::size_t child = first + least_of_four(heap + first, least);
      if (key <= least) break;
      heap[hole] = least;
      hole = child;
    }
    if (first + 4 > end_ && first < end_) {
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end_; ++child) {
        if (heap[child] < heap[least]) least = child;
      }
      if (heap[least] < key) {
        heap[hole] = heap[least];
        hole = least;
      }
    }
    heap[hole] = key;
  }

  Key* heap_;
  std::size_t end_ = root;
  std::uint64_t insertions_ = 0;
};

// A coroutine that runs until its world ends.
struct Process {
  struct promise_type {
    Process get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> frame;
};

}  // namespace txlab::floor
