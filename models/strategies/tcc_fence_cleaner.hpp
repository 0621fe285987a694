// FenceCleaner: deletes the fence rows of branches that have long been over, in one database.
//
// Every `fence_clean` it takes away what has not changed for as long: period and age are one number
// in Seata, and 0 starts no cleaner (apache/incubator-seata
// integration-tx-api/.../fence/config/CommonFenceConfig.java, initCleanTask). Rows of branches that
// wait for their second phase stay. A row that is gone guards nothing: a Try that comes even later
// than that reserves, although its Cancel has been there.
#pragma once

#include "models/parts/database/client.hpp"
#include "models/strategies/tcc_global.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab::tcc {

// tcc_fence_log.status.
enum FenceState : std::uint16_t { fence_absent, tried, committed, rollbacked, suspended };

class FenceCleaner {
 public:
  FenceCleaner(Host& host, DatabaseClient& database, const GlobalOptions& options);
  Task<> run();

 private:
  bool over(std::uint16_t state) const;
  Task<> clean(std::int64_t before);

  Host& host_;
  DatabaseClient& database_;
  const GlobalOptions& options_;
  WorkGate& rows_;
};

}  // namespace txlab::tcc
