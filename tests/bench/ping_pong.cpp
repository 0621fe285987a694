// Pairs of hosts that throw a ball to each other through the network, its latency sampled per
// throw.
#include <deque>
#include <memory>

#include "floor.hpp"
#include "side_by_side.hpp"
#include "sim/base/random.hpp"
#include "sim/world/world.hpp"

namespace txlab::bench {
namespace {

constexpr std::uint32_t pairs = 1000;
constexpr std::uint64_t seed = 7;

Distribution latency() { return Distribution::exponential(1e6); }

// Two coroutines per pair, a mailbox each, and messages that are one number.
class FloorPingPong {
 public:
  FloorPingPong() : queue_(4 * pairs), boxes_(2 * pairs) {
    for (std::uint32_t i = 0; i < 2 * pairs; ++i) frames_.push_back(player(*this, i).frame);
    for (std::uint32_t i = 0; i < pairs; ++i) send(2 * i, 1);
  }
  ~FloorPingPong() {
    for (const auto frame : frames_) frame.destroy();
  }
  void run(std::uint64_t steps) {
    for (std::uint64_t i = 0; i < steps; ++i) {
      const auto key = queue_.pop();
      now_ = floor::Queue::time_of(key);
      frames_[floor::Queue::slot_of(key)].resume();
    }
  }

 private:
  void send(std::uint32_t from, std::uint64_t turn) {
    boxes_[from ^ 1u] = turn;
    queue_.push(now_ + latency_.sample(weather_.at(from, turn).bits), from ^ 1u);
  }
  struct Receive {
    const std::uint64_t& box;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    std::uint64_t await_resume() const noexcept { return box; }
  };
  static floor::Process player(FloorPingPong& world, std::uint32_t self) {
    for (;;) {
      const std::uint64_t turn = co_await Receive{world.boxes_[self]};
      world.send(self, turn + 1);
    }
  }

  const Distribution latency_ = latency();
  const Stream weather_{seed, "weather"};
  floor::Queue queue_;
  std::vector<std::uint64_t> boxes_;
  std::vector<std::coroutine_handle<floor::Process::promise_type>> frames_;
  std::int64_t now_ = 0;
};

struct Ball {
  static constexpr MessageType type{"ball", MessageClass::work};
  struct Reply {
    std::uint64_t turn;
  };
  IntentId intent;
  std::uint64_t turn;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(turn); }
};

// What the players of one kind have in common.
struct Game {
  std::uint64_t left = 0;
};

HostId partner_of(const Host& host) {
  return HostId{static_cast<std::uint16_t>(host.id().value ^ 1u)};
}
IntentId intent_of(const Host& host) { return IntentId{host.id().value / 2u + 1u}; }

// Throws back whatever comes.
class Returner : public Program {
 public:
  Returner(Host& host, Game& game) : host_(host), game_(game) {}
  Task<> main() override {
    host_.on<&Returner::on_ball>(*this);
    if (host_.id().value % 2 == 0) host_.send(partner_of(host_), Ball{intent_of(host_), 1});
    co_return;
  }
  void on_ball(Ball ball) {
    host_.send(partner_of(host_), Ball{ball.intent, ball.turn + 1});
    if (--game_.left == 0) host_.kernel().stop();
  }

 private:
  Host& host_;
  Game& game_;
};

// Even hosts call, with a timeout; odd ones answer.
class Caller : public Program {
 public:
  Caller(Host& host, Game& game) : host_(host), game_(game) {}
  Task<> main() override {
    if (host_.id().value % 2 != 0) {
      host_.on<&Caller::on_ball>(*this);
      co_return;
    }
    const HostId partner = partner_of(host_);
    for (std::uint64_t turn = 1;; ++turn) {
      const auto reply = co_await host_.call(partner, Ball{intent_of(host_), turn}, 10s);
      CHECK(reply && reply->turn == turn);
      game_.left -= 2;
      if (game_.left == 0) host_.kernel().stop();
    }
  }
  Ball::Reply on_ball(Ball ball) { return {ball.turn}; }

 private:
  Host& host_;
  Game& game_;
};

template <typename Player>
class OurPingPong {
 public:
  OurPingPong() {
    for (std::uint32_t i = 1; i <= pairs; ++i) world_.began(IntentId{i}, 0);
    for (std::uint32_t i = 0; i < 2 * pairs; ++i) world_.add_host({});
    // Players that answer first.
    for (std::uint32_t i = 2 * pairs; i-- > 0;) {
      world_.host(HostId{static_cast<std::uint16_t>(i)}).boot();
    }
  }
  void run(std::uint64_t steps) {
    game_.left = steps;
    world_.kernel().run_until(end_of_time);
  }

 private:
  Game game_;
  World world_{seed, Topology(1, LinkSettings{.latency = latency()}, {}),
               [this](Host& host) { return std::make_unique<Player>(host, game_); }};
};

// Goal: at least 0.25 of the floor, 2.5 M messages per second.
template <typename Player>
void ping_pong(benchmark::State& state) {
  FloorPingPong floor;
  OurPingPong<Player> ours;
  side_by_side(state, floor, ours, 200'000);
}
BENCHMARK(ping_pong<Returner>)->Name("ping_pong/one_way")->Iterations(rounds)->UseManualTime();
BENCHMARK(ping_pong<Caller>)->Name("ping_pong/calls")->Iterations(rounds)->UseManualTime();

}  // namespace
}  // namespace txlab::bench
