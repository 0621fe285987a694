// Deduplication: by what a consumer recognises a double, and whether it can forget half of it.
#pragma once

#include "models/strategies/parameters.hpp"

namespace txlab {

struct Deduplication {
  // business_key: the order, whoever sent it and however often. message_id: what the client library
  // gave the message (UNIQ_KEY); a copy that the broker made has the same, one that the application
  // sent again has another. none: every delivery counts.
  enum class By : std::uint8_t { business_key, message_id, none };
  By by = By::business_key;
  // Off: the note that a message was seen is a transaction of its own, before the branch.
  bool atomic = true;
};

ParameterSpec dedup_parameter();
ParameterSpec dedup_atomic_parameter();
Deduplication deduplication(const Parameters& parameters);

}  // namespace txlab
