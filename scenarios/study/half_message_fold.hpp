// HalfMessageFold: half messages that were ended both ways. A broker that keeps no state per half
// message takes a COMMIT after a ROLLBACK, and what was taken back reaches its consumers.
#pragma once

#include <cstdint>
#include <unordered_set>

#include "sim/world/observer.hpp"

namespace txlab {

class HalfMessageFold {
 public:
  void durable(const Happening& happening) {
    if (happening.name == "half-rolled-back") rolled_back_.insert(happening.value);
    if (happening.name == "message") delivered_ += rolled_back_.erase(happening.value);
  }
  // Each counts once, however often it is committed.
  std::uint64_t delivered_after_rollback() const { return delivered_; }

 private:
  std::unordered_set<std::int64_t> rolled_back_;  // ids that the producers' library gave
  std::uint64_t delivered_ = 0;
};

}  // namespace txlab
