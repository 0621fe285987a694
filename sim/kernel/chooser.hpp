// Chooser: the one place where a run can be steered.
//
// Every decision that is not drawn from a keyed stream goes through choose(site, n), where 0 is the
// dull answer: first in, first out; deliver on time; do not crash here. A run is then a function of
// (scenario, strategy, seed, choices). An ordinary run has no chooser and takes every dull answer.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/kernel/event.hpp"

namespace txlab {

struct Site {
  enum class Kind : std::uint8_t {
    tie,         // which of n events that are due at the same instant comes first
    suspension,  // crash the host, or set its clock, while it waits here? (CrashChoice in
                 // sim/world)
    message,     // lose, duplicate or delay this message? (see MessageChoice in sim/world)
    replica,     // which of n replicas, counted on from the one whose turn it is, is asked?
  };
  Kind kind = Kind::tie;
  std::uint16_t host = 0;         // where the process is suspended, or the sender
  std::uint16_t peer = 0;         // the receiver of a message
  std::string_view what;          // the wait or the message, in words; a literal
  bool idle = false;              // an idle turn of a periodic loop
  std::uint64_t intent = 0;       // the purchase that a message is about
  std::span<const Actor> tied{};  // of a tie: on whom each of the events acts, first in first
};

class Chooser {
 public:
  virtual ~Chooser() = default;
  // An answer in [0, n).
  virtual std::uint32_t choose(const Site& site, std::uint32_t n) = 0;
};

}  // namespace txlab
