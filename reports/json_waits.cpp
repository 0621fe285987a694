#include "reports/json_waits.hpp"

namespace txlab::json {

namespace {

// Null: somebody else's transaction.
Json purchase(std::uint64_t number) { return number == 0 ? Json(nullptr) : Json(number); }

}  // namespace

Json waits_seen(const WaitsSeen& seen) {
  Json waits = Json::array();
  for (const WaitSeen& one : seen.waits) {
    waits.push_back({{"waiter", purchase(one.waiter)},
                     {"waiter_does", one.waiter_does},
                     {"holder", purchase(one.holder)},
                     {"holder_does", one.holder_does},
                     {"table", one.table},
                     {"key", one.key},
                     {"gap", one.gap},
                     {"waited_ms", number(one.waited_ms)}});
  }
  return {{"kind", seen.cycle ? "cycle" : "chain"},
          {"database", seen.database},
          {"at_s", number(seen.at_s)},
          {"replication", seen.replication},
          {"waits", std::move(waits)}};
}

}  // namespace txlab::json
