#include "sim/kernel/key_heap.hpp"

namespace txlab {

void KeyHeap::sift_up(Key key) {
  keys_.push_back(key);
  Key* const keys = keys_.data();
  std::size_t hole = keys_.size() - 1;
  while (hole > root) {
    const std::size_t parent = hole / 4 + 2;
    if (keys[parent] <= key) break;
    keys[hole] = keys[parent];
    hole = parent;
  }
  keys[hole] = key;
}

void KeyHeap::sift_down(std::size_t hole, Key key) {
  Key* const keys = keys_.data();
  const std::size_t size = keys_.size();
  std::size_t first = 4 * (hole - 2);
  for (; first + 4 <= size; first = 4 * (hole - 2)) {
    if (size > cached) [[unlikely]]
      prefetch(4 * (first - 2));
    Key least;
    const std::size_t child = first + least_of_four(&keys[first], least);
    if (key <= least) break;
    keys[hole] = least;
    hole = child;
  }
  if (first < size && first + 4 > size) {  // the last four, which are fewer
    const auto least = static_cast<std::size_t>(std::min_element(keys + first, keys + size) - keys);
    if (keys[least] < key) {
      keys[hole] = keys[least];
      hole = least;
    }
  }
  keys[hole] = key;
}

// The sixteen grandchildren, four cache lines.
void KeyHeap::prefetch(std::size_t first) const {
  if (first + 16 > keys_.size()) return;
  for (std::size_t line = 0; line < 16; line += 4) __builtin_prefetch(&keys_[first + line]);
}

void KeyHeap::close_hole() {
  hole_ = false;
  const Key last = keys_.back();
  keys_.pop_back();
  if (keys_.size() > root) sift_down(root, last);
}

void KeyHeap::restore() {
  for (std::size_t hole = keys_.size() / 4 + 2; hole >= root; --hole) {
    if (hole < keys_.size()) sift_down(hole, keys_[hole]);
  }
}

}  // namespace txlab
