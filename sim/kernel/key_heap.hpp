// KeyHeap: a 4-ary heap of 16-byte keys, the least on top.
//
// The four children of a node share one cache line. Taking the top leaves a hole, which the next
// key fills from above: an event that fires mostly adds one that comes later, and so one walk down
// the heap does for both (as in the "hold" operation of D. W. Jones, "An empirical comparison of
// priority-queue and event-set implementations", CACM 29(4), 1986).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <vector>

namespace txlab {

class KeyHeap {
 public:
  using Key = unsigned __int128;

  KeyHeap() : keys_(root) { keys_.reserve(1024 + root); }

  bool empty() const { return size() == 0; }
  std::size_t size() const { return keys_.size() - root - (hole_ ? 1 : 0); }
  // A heap that is so large that its keys, and what they stand for, are better prefetched.
  bool large() const { return keys_.size() > cached; }

  Key top() {
    if (hole_) close_hole();
    return keys_[root];
  }
  // Removes the top. Only after top(), which has closed the hole of the one before.
  void take() { hole_ = true; }
  void push(Key key) {
    if (hole_) {
      hole_ = false;
      sift_down(root, key);
    } else {
      sift_up(key);
    }
  }
  // The key that will be on top if nothing earlier is pushed. Only if large.
  Key next() const {
    Key least = keys_[root];
    if (hole_) least_of_four(&keys_[root + 1], least);
    return least;
  }
  // All keys, in no order that matters.
  std::span<const Key> keys() {
    if (hole_) close_hole();
    return std::span(keys_).subspan(root);
  }
  template <typename Predicate>
  void remove_if(Predicate predicate) {
    if (hole_) close_hole();
    keys_.erase(std::remove_if(keys_.begin() + root, keys_.end(), predicate), keys_.end());
    restore();
  }

 private:
  template <typename T>
  struct CacheLineAllocator {
    using value_type = T;
    CacheLineAllocator() = default;
    template <typename U>
    explicit CacheLineAllocator(const CacheLineAllocator<U>&) {}
    T* allocate(std::size_t n) {
      return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64}));
    }
    void deallocate(T* p, std::size_t) { ::operator delete (p, std::align_val_t{64}); }
    bool operator==(const CacheLineAllocator&) const = default;
  };

  static constexpr std::size_t root = 3;  // children of p are 4(p-2) .. 4(p-2)+3
  static constexpr std::size_t cached = 512;

  // Written so that compilers make it without branches, which nobody could predict.
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
  void sift_up(Key key);
  void sift_down(std::size_t hole, Key key);
  void prefetch(std::size_t first) const;
  void close_hole();
  void restore();

  std::vector<Key, CacheLineAllocator<Key>> keys_;
  bool hole_ = false;  // the root is free
};

}  // namespace txlab
