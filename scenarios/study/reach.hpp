// Reach: what a run got to, for the coverage of an exploration.
//
// Declared are the transitions of the protocol: the messages that each host has a handler for when
// the first customer comes, those aside with which services talk to their databases. A run reaches
// one if such a message arrives there. Goals are what
// should happen sometimes if an exploration is worth its name; which of them a strategy can reach
// at all is for the reader to judge.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/fund/purchase.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class World;

// In the order of `goal_names`.
enum class Goal : std::uint8_t {
  restarted,
  recovered,
  redelivered,
  checked_back,
  repaired,
  dead_letter,
  listed,
  undone,
  deadlock,
  lock_wait_timeout,
  gave_up,
};
inline constexpr std::array<std::string_view, 11> goal_names{
    "a host came back",
    "a recovery settled what was in doubt",
    "a message was delivered again",
    "a half message was asked about",
    "a reconciliation acted",
    "a dead letter",
    "an order on a list that somebody watches",
    "a customer hears that the order is undone",
    "a deadlock",
    "a lock wait ran out",
    "a customer's client gave up",
};

// One handler: a message that a host takes.
struct Transition {
  HostId host;
  std::uint32_t code = 0;  // of the message's type
  std::string name;
  auto key() const { return std::pair{host.value, code}; }
};

// Ordered by their keys. At most as many as there are bits in Reach::Bits.
std::vector<Transition> declared_transitions(World& world);

class Reach final : public Observer {
 public:
  using Bits = std::array<std::uint64_t, 4>;

  explicit Reach(const std::vector<Transition>& declared) : declared_(declared) {}

  void on(const Happening& happening, Instant at) override;
  const Bits& transitions() const { return reached_; }
  std::uint32_t goals() const { return goals_; }

 private:
  void reach(Goal goal) { goals_ |= 1u << static_cast<unsigned>(goal); }
  void delivered(const Happening& happening);
  void told(Told what);

  const std::vector<Transition>& declared_;
  Bits reached_{};
  std::uint32_t goals_ = 0;
  std::int64_t in_doubt_ = 0;
  bool crashed_in_doubt_ = false;
};

}  // namespace txlab
