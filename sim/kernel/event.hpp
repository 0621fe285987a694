// Event: something that will happen at a virtual instant, embedded in whoever waits for it.
//
// An event is intrusive: the agenda stores a pointer to it and allocates nothing. Whoever owns the
// event takes it off the agenda in its destructor, so destroying a coroutine frame also destroys
// what that frame was waiting for. An event belongs to a Scope (a host incarnation) or to nobody.
#pragma once

#include <cstdint>

#include "sim/base/check.hpp"

namespace txlab {

class Scope;

// Whose state an event changes when it fires: the number of a host, or nobody in particular.
using Actor = std::uint16_t;
inline constexpr Actor no_actor = 0xffff;

class Event {
 public:
  using Fire = void (*)(Event&);
  static constexpr std::uint32_t unarmed = ~std::uint32_t{0};

  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  bool armed() const { return slot_ != unarmed; }

 protected:
  explicit Event(Fire fire, Scope* scope = nullptr) : fire_(fire), scope_(scope) {}
  // The derived class must have disarmed the event: only it knows the agenda.
  ~Event() { CHECK(!armed()); }
  void belongs_to(Scope* scope) { scope_ = scope; }
  // For an event without a scope that still acts on one host only.
  void acts_on(Actor actor) { actor_ = actor; }

 private:
  friend class Agenda;
  friend class Kernel;
  Fire fire_;
  Scope* scope_;
  std::uint32_t slot_ = unarmed;
  Actor actor_ = no_actor;
};

}  // namespace txlab
