// Nothing is allocated per event: a run that has warmed up does not reach the heap.
#include <gtest/gtest.h>

#include "counting_heap.hpp"
#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"
#include "sim/kernel/wait.hpp"

namespace txlab {
namespace {

class AllocationTest : public testing::Test {
 protected:
  void SetUp() override {
#ifdef TXLAB_SANITIZED
    GTEST_SKIP() << "frames come from the heap, so that the sanitizers see them";
#endif
  }
  // Allocations of a run from `begin` to `end`, after a run up to `begin`.
  std::uint64_t allocations_between(Duration begin, Duration end) {
    kernel_.run_until(start_of_run + begin);
    const std::uint64_t before = heap_allocations();
    const std::uint64_t fired = kernel_.fired();
    kernel_.run_until(start_of_run + end);
    EXPECT_GT(kernel_.fired() - fired, 100'000u);
    return heap_allocations() - before;
  }
  Kernel kernel_;
  Scope scope_{kernel_};
  Stream stream_{1, "test.allocations"};
  Distribution law_ = Distribution::exponential(1e6);
};

Task<> sleeps(Kernel& kernel, Stream stream, Distribution law) {
  for (std::uint64_t i = 0;; ++i) {
    co_await Sleep(kernel, law.duration(stream.at(i).bits));
  }
}

TEST_F(AllocationTest, SleepingAllocatesNothing) {
  for (std::uint64_t i = 0; i < 1000; ++i) {
    scope_.spawn(sleeps(kernel_, Stream(1, "sleeps", i), law_));
  }
  EXPECT_EQ(allocations_between(10ms, 210ms), 0u);
}

Task<int> part(Kernel& kernel, Duration delay) {
  co_await Sleep(kernel, delay);
  co_return 1;
}

Task<> whole(Kernel& kernel, Permits& permits, Duration delay) {
  const auto permit = co_await permits.acquire();
  TaskList<int, 3> list;
  list.add(part(kernel, delay));
  list.add(part(kernel, 2 * delay));
  co_await list;
}

Task<> starts(Scope& scope, Permits& permits, Stream stream, Distribution law) {
  for (std::uint64_t i = 0;; ++i) {
    co_await Sleep(scope.kernel(), law.duration(stream.at(i, 0).bits));
    scope.spawn(whole(scope.kernel(), permits, law.duration(stream.at(i, 1).bits)));
  }
}

TEST_F(AllocationTest, StartingProcessesAllocatesNothing) {
  Permits permits(kernel_, 8);
  scope_.spawn(starts(scope_, permits, stream_, law_));
  EXPECT_LE(allocations_between(100ms, 40s), 64u) << "slabs of the pool, at new maxima only";
  scope_.destroy_all();
}

Task<> rings(Kernel& kernel, Signal& mine, Signal& others) {
  for (;;) {
    co_await mine.wait();
    co_await Sleep(kernel, 1ns);
    others.notify_one();
  }
}

TEST_F(AllocationTest, SignalsAllocateNothing) {
  Signal left(kernel_);
  Signal right(kernel_);
  scope_.spawn(rings(kernel_, left, right));
  scope_.spawn(rings(kernel_, right, left));
  left.notify_one();
  EXPECT_EQ(allocations_between(1us, 1ms), 0u);
  scope_.destroy_all();
}

}  // namespace
}  // namespace txlab
