#include "sim/kernel/frame_pool.hpp"

#include <array>
#include <memory>
#include <new>
#include <vector>

namespace txlab {

#ifdef TXLAB_SANITIZED

void* FramePool::allocate(std::size_t bytes) { return ::operator new(bytes); }
void FramePool::release(void* frame, std::size_t) noexcept { ::operator delete(frame); }

#else

namespace {

constexpr std::size_t grain = 64;    // a cache line
constexpr std::size_t classes = 64;  // frames up to 4 KiB; larger ones are rare and go to the heap

struct alignas(grain) Slab {
  std::byte bytes[64 * 1024];
};

struct FreeFrame {
  FreeFrame* next;
};

// Two variables, because the second has a destructor, for which every use would first have to look
// whether it has been made.
constinit thread_local std::array<FreeFrame*, classes + 1> free_frames{};

struct Slabs {
  std::vector<std::unique_ptr<Slab>> all;
  std::byte* bump = nullptr;
  std::size_t left = 0;

  void* carve(std::size_t bytes) {
    if (left < bytes) {
      all.push_back(std::make_unique_for_overwrite<Slab>());
      bump = all.back()->bytes;
      left = sizeof(Slab);
    }
    std::byte* const frame = bump;
    bump += bytes;
    left -= bytes;
    return frame;
  }
};
thread_local Slabs slabs;

}  // namespace

void* FramePool::allocate(std::size_t bytes) {
  const std::size_t size_class = (bytes + grain - 1) / grain;
  if (size_class > classes) return ::operator new(bytes);
  if (FreeFrame* const frame = free_frames[size_class]) {
    free_frames[size_class] = frame->next;
    return frame;
  }
  return slabs.carve(size_class * grain);
}

void FramePool::release(void* frame, std::size_t bytes) noexcept {
  const std::size_t size_class = (bytes + grain - 1) / grain;
  if (size_class > classes) return ::operator delete(frame);
  auto* const released = static_cast<FreeFrame*>(frame);
  released->next = free_frames[size_class];
  free_frames[size_class] = released;
}

#endif

}  // namespace txlab
