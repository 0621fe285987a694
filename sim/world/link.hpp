// LinkSettings: what the weather on the way between two zones is like.
#pragma once

#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"

namespace txlab {

struct LinkSettings {
  Distribution latency = Distribution::constant(0);  // one way, ns
  Distribution jitter = Distribution::constant(0);   // added to the latency, ns
  Probability loss;                                  // per message
  Probability duplicate;  // per message: a second copy, with its own latency
  // Per message: held back by further latency samples, so that later messages overtake it.
  // (Messages travel independently, as over many connections, so jitter alone may change their
  // order too.)
  Probability reorder;

  // The same, over the tables of these, which must outlive it.
  LinkSettings borrowed() const {
    return {latency.borrowed(), jitter.borrowed(), loss, duplicate, reorder};
  }
};

}  // namespace txlab
