// Calls as timers: every call arms a reply and a timeout, the reply comes first, the timeout is
// cancelled. Kernel only.
#include <deque>

#include "floor.hpp"
#include "side_by_side.hpp"
#include "sim/kernel/kernel.hpp"

namespace txlab::bench {
namespace {

const Distribution& exponential() {
  static const Distribution law = Distribution::exponential(1e9);
  return law;
}
constexpr std::int64_t least = 10'000'000;
constexpr std::int64_t timeout = 100'000'000'000;  // 100 times the mean: every one is cancelled
constexpr std::uint32_t clients = 10'000;

// Cancelled keys stay behind; the heap is rebuilt when more than half of it is dead.
class FloorCalls {
 public:
  FloorCalls() : queue_(8 * clients), reply_(clients), timeout_(clients) {
    for (std::uint32_t i = 0; i < clients; ++i) call(i);
  }
  void run(std::uint64_t steps) {
    while (steps > 0) {
      const auto key = queue_.pop();
      const std::uint32_t slot = floor::Queue::slot_of(key);
      const std::uint32_t client = slot / 2;
      if (is_dead(key)) {
        --dead_;
        continue;
      }
      now_ = floor::Queue::time_of(key);
      if (slot % 2 != 0) std::abort();  // a timeout
      timeout_[client] = 0;
      if (++dead_ * 2 > queue_.size()) {
        queue_.compact([this](floor::Queue::Key k) { return is_dead(k); });
        dead_ = 0;
      }
      call(client);
      --steps;
    }
  }

 private:
  bool is_dead(floor::Queue::Key key) const {
    const std::uint32_t slot = floor::Queue::slot_of(key);
    const auto& valid = slot % 2 == 0 ? reply_ : timeout_;
    return valid[slot / 2] != floor::Queue::order_of(key);
  }
  void call(std::uint32_t client) {
    reply_[client] = queue_.push(now_ + least + law_.sample(generator_()), 2 * client);
    timeout_[client] = queue_.push(now_ + timeout, 2 * client + 1);
  }

  const Distribution& law_ = exponential();
  floor::Generator generator_{7};
  floor::Queue queue_;
  std::vector<std::uint64_t> reply_;
  std::vector<std::uint64_t> timeout_;
  std::uint64_t dead_ = 0;
  std::int64_t now_ = 0;
};

class OurCalls {
 public:
  OurCalls() {
    for (std::uint32_t i = 0; i < clients; ++i) call(clients_.emplace_back(*this));
  }
  void run(std::uint64_t steps) {
    left_ = steps;
    kernel_.run_until(end_of_time);
    most_ = std::max(most_, kernel_.agenda().heap_size());
  }
  // The longest that the queue has been, over what was live in it.
  double queue_over_live() const { return static_cast<double>(most_) / (2.0 * clients); }

 private:
  struct Timer : Event {
    Timer(OurCalls& its_world, Fire fire) : Event(fire), world(its_world) {}
    ~Timer() { world.kernel_.agenda().cancel(*this); }
    OurCalls& world;
  };
  struct Reply : Timer {
    explicit Reply(OurCalls& its_world) : Timer(its_world, &fire) {}
    static void fire(Event& event) {
      auto& self = static_cast<Reply&>(event);
      self.world.answered(self);
    }
  };
  struct Client : Reply {
    explicit Client(OurCalls& its_world)
        : Reply(its_world), timeout(its_world, [](Event&) { std::abort(); }) {}
    Timer timeout;
  };

  void answered(Reply& reply) {
    auto& client = static_cast<Client&>(reply);
    kernel_.agenda().cancel(client.timeout);
    call(client);
    if (--left_ == 0) kernel_.stop();
  }
  void call(Client& client) {
    auto& agenda = kernel_.agenda();
    agenda.add(kernel_.now() + Duration{least + law_.sample(generator_())}, client);
    agenda.add(kernel_.now() + Duration{timeout}, client.timeout);
  }

  const Distribution& law_ = exponential();
  floor::Generator generator_{7};
  Kernel kernel_;
  std::deque<Client> clients_;
  std::uint64_t left_ = 0;
  std::size_t most_ = 0;
};

// Goals: at least 0.5 of the floor; the queue never longer than four times the live timers.
void calls(benchmark::State& state) {
  FloorCalls floor;
  OurCalls ours;
  side_by_side(state, floor, ours, 300'000);
  state.counters["queue_over_live"] = ours.queue_over_live();
}
BENCHMARK(calls)->Iterations(rounds)->UseManualTime();

}  // namespace
}  // namespace txlab::bench
