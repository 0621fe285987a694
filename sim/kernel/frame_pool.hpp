// FramePool: coroutine frames come from free lists, so starting a process does not reach the heap.
//
// One pool per thread; a simulation lives on one thread, and no result depends on addresses. Under
// the sanitizers frames are taken from the heap, so that a use after destruction is seen.
#pragma once

#include <cstddef>

namespace txlab {

struct FramePool {
  static void* allocate(std::size_t bytes);
  static void release(void* frame, std::size_t bytes) noexcept;
};

}  // namespace txlab
