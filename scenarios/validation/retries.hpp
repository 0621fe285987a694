// A client that tries again when it hears nothing, over a network that loses messages: what it
// costs and how long it takes, in closed form.
#pragma once

#include <span>

#include "sim/base/time.hpp"

namespace txlab::validation {

struct RetryCosts {
  double attempts = 0;
  double gives_up = 0;          // probability
  double latency_s = 0;         // mean, of those who succeed
  double executions = 0;        // at the server
  double executed_in_vain = 0;  // probability: the client gave up, the server did it
};

// Requests and replies are lost with probability `loss` each, independently; after attempt i the
// client waits `waits[i]` for the answer before it tries again, and the last attempt ends it.
RetryCosts retry_costs(double loss, std::span<const Duration> waits, Duration round_trip);

// When the client notices an answer. `when_the_wait_ends` is a mistake: the last wait is counted on
// success, too.
enum class Notices : std::uint8_t { at_once, when_the_wait_ends };

}  // namespace txlab::validation
