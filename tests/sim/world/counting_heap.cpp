#include "counting_heap.hpp"

#include <cstdlib>
#include <new>

namespace txlab {

namespace {
std::uint64_t allocations = 0;

[[maybe_unused]] void* counted(std::size_t bytes, std::size_t alignment) {
  ++allocations;
  const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, rounded);
  if (memory == nullptr) std::abort();
  return memory;
}
}  // namespace

std::uint64_t heap_allocations() { return allocations; }

}  // namespace txlab

// The sanitizers have their own.
#ifndef TXLAB_SANITIZED
void* operator new(std::size_t bytes) { return txlab::counted(bytes, 16); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return txlab::counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
#endif
