// Sequences: growing numbers that a database hands out, outside any transaction.
//
// A number is taken when it is asked for, so transactions that ask in one order may commit in
// another, and what rolls back leaves a hole. PostgreSQL logs 32 numbers ahead and skips to the end
// of those after a crash (src/backend/commands/sequence.c: SEQ_LOG_VALS).
#pragma once

#include <map>

#include "models/parts/database/messages.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class Sequences final : public DurableState {
 public:
  NextNumber::Reply on_next_number(NextNumber request) { return {++last_[request.table]}; }
  void crashed(CrashKind kind, Unsynced, Draw) override {
    constexpr std::uint64_t logged_ahead = 32;
    for (auto& [table, last] : last_) {
      last = kind == CrashKind::host_lost ? 0 : (last / logged_ahead + 1) * logged_ahead;
    }
  }

 private:
  std::map<TableId, std::uint64_t> last_;
};

}  // namespace txlab
