#include "scenarios/study/reach.hpp"

#include <algorithm>

#include "sim/world/world.hpp"

namespace txlab {

std::vector<Transition> declared_transitions(World& world) {
  std::vector<Transition> declared;
  for (std::size_t i = 0; i < world.hosts(); ++i) {
    const HostId host{static_cast<std::uint16_t>(i)};
    for (const MessageType& type : world.host(host).endpoint().handled()) {
      if (type.message_class == MessageClass::database) continue;
      declared.push_back({host, type.id, std::string(type.name)});
    }
  }
  std::ranges::sort(declared, {}, &Transition::key);
  if (declared.size() > 64 * Reach::Bits{}.size()) declared.resize(64 * Reach::Bits{}.size());
  return declared;
}

void Reach::delivered(const Happening& happening) {
  if (Envelope::answers(happening.flow)) return;
  const std::pair key{happening.peer.value, happening.code};
  const auto found = std::ranges::lower_bound(declared_, key, {}, &Transition::key);
  if (found == declared_.end() || found->key() != key) return;
  const auto index = static_cast<std::size_t>(found - declared_.begin());
  reached_[index / 64] |= std::uint64_t{1} << index % 64;
}

void Reach::told(Told what) {
  if (what == Told::refunded || what == Told::held_in_wallet) reach(Goal::undone);
}

void Reach::on(const Happening& happening, Instant) {
  using Kind = Happening::Kind;
  switch (happening.kind) {
    case Kind::delivered:
      return delivered(happening);
    case Kind::restarted:
      return reach(Goal::restarted);
    case Kind::crashed:
      crashed_in_doubt_ = crashed_in_doubt_ || in_doubt_ > 0;
      return;
    case Kind::in_doubt:
      in_doubt_ += happening.value;
      if (happening.value < 0 && crashed_in_doubt_) reach(Goal::recovered);
      return;
    case Kind::redelivered:
      return reach(Goal::redelivered);
    case Kind::checked:
      return reach(Goal::checked_back);
    case Kind::repaired:
      return reach(Goal::repaired);
    case Kind::dead_letter:
      return reach(Goal::dead_letter);
    case Kind::listed:
      if (happening.value > 0) reach(Goal::listed);
      return;
    case Kind::told:
      return told(static_cast<Told>(happening.value));
    case Kind::lock_refused:
      return reach(happening.name == "deadlock" ? Goal::deadlock : Goal::lock_wait_timeout);
    case Kind::gave_up:
      return reach(Goal::gave_up);
    default:
      return;
  }
}

}  // namespace txlab
