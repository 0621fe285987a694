// Nothing is allocated per message, call or flush: a run that has warmed up does not reach the
// heap.
#include <gtest/gtest.h>

#include "counting_heap.hpp"
#include "lab.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab {
namespace {

// Even hosts ask odd ones, over and over; odd ones write to their disk, then answer.
class Talker : public Program {
 public:
  explicit Talker(Host& host) : host_(host), log_(host) {}
  Task<> main() override {
    host_.on<&Talker::on_ask>(*this);
    host_.on<&Talker::on_note>(*this);
    if (host_.id().value % 2 != 0) co_return;
    const HostId peer{static_cast<std::uint16_t>(host_.id().value + 1)};
    const IntentId intent{host_.id().value + 1u};
    for (int value = 0;; ++value) {
      co_await host_.call(peer, Ask{intent, value}, 30ms);
      host_.send(peer, Note{{}, value});
    }
  }
  Task<Ask::Reply> on_ask(Ask ask) {
    co_await log_.force(ask.value, "value", ask.intent);
    log_.trim(log_.durable_end());
    co_return Ask::Reply{ask.value};
  }
  void on_note(Note) {}

 private:
  Host& host_;
  DurableLog<int> log_;
};

TEST(WorldAllocationTest, CallsMessagesServicesAndFlushesAllocateNothing) {
#ifdef TXLAB_SANITIZED
  GTEST_SKIP() << "frames come from the heap, so that the sanitizers see them";
#endif
  LinkSettings link = constant_link(0ms);
  link.latency = Distribution::exponential(1e6);
  link.loss = Probability(0.01);
  link.duplicate = Probability(0.01);
  World world(1, Topology(1, link, {}), [](Host& host) { return std::make_unique<Talker>(host); });
  for (int i = 0; i < 200; ++i) {
    world.add_host({.workers = 2,
                    .service = Distribution::exponential(1e5),
                    .fsync = Distribution::exponential(1e5)});
  }
  world.boot_all();
  world.kernel().run_until(start_of_run + 2s);
  const std::uint64_t before = heap_allocations();
  const std::uint64_t fired = world.kernel().fired();
  world.kernel().run_until(start_of_run + 4s);
  EXPECT_GT(world.kernel().fired() - fired, 300'000u);
  EXPECT_LE(heap_allocations() - before, 50u) << "new maxima only";
}

}  // namespace
}  // namespace txlab
