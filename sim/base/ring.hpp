// Ring: a queue in one piece of memory that grows by doubling and never shrinks.
//
// Where std::deque takes a block from the heap and gives one back every few elements, for ever, a
// ring that has found its size allocates nothing. Elements are default-constructed once and
// assigned to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"

namespace txlab {

template <typename T>
class Ring {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  // In order of age: 0 is the oldest.
  T& operator[](std::size_t index) { return slots_[place(index)]; }
  const T& operator[](std::size_t index) const { return slots_[place(index)]; }
  T& front() { return (*this)[0]; }

  void push_back(T element) {
    if (size_ == slots_.size()) [[unlikely]]
      grow();
    slots_[place(size_++)] = std::move(element);
  }
  void pop_front() {
    CHECK(size_ > 0);
    first_ = place(1);
    --size_;
  }
  void pop_back() {
    CHECK(size_ > 0);
    --size_;
  }
  void clear() { size_ = 0; }

 private:
  std::size_t place(std::size_t index) const { return (first_ + index) & (slots_.size() - 1); }
  void grow() {
    std::rotate(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(first_), slots_.end());
    first_ = 0;
    slots_.resize(std::max<std::size_t>(16, 2 * slots_.size()));
  }

  std::vector<T> slots_;  // a power of two of them
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace txlab
