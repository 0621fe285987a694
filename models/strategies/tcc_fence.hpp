// FencedService: the wallet or fund service as a participant that keeps a row per global
// transaction beside its reservations, written by the same local transaction, so that Try, Confirm
// and Cancel may come twice, in the wrong order, or not at all.
//
// The row is named by the transaction, not by the order: a Cancel of one attempt does not touch
// what another attempt reserved. Seata keeps one row with a state, which a second phase locks
// before it says what becomes of it (spring/.../SpringFenceHandler.java; where there is no row, an
// engine with gap locks makes two empty Cancels deadlock, apache/incubator-seata issue 6679); dtm
// inserts one row per operation, and a Cancel also that of the Try it may have come before
// (client/dtmcli/barrier.go). Without a fence a participant does what it is told.
#pragma once

#include <deque>
#include <set>
#include <utility>

#include "models/parts/database/client.hpp"
#include "models/strategies/tcc_fence_cleaner.hpp"
#include "models/strategies/tcc_global.hpp"

namespace txlab::tcc {

enum class Fence : std::uint8_t { off, state_row, barrier };

class FencedService final : public Program {
 public:
  FencedService(Host& host, const Deployment& site, const GlobalOptions& options, Fence fence,
                Role role);
  Task<> main() override;
  Task<std::optional<Try::Reply>> on_try(Try request);
  Task<Confirm::Reply> on_confirm(Confirm request);
  Task<Cancel::Reply> on_cancel(Cancel request);
  Task<std::optional<RuleOut::Reply>> on_rule_out(RuleOut request);

 private:
  struct Done {
    StatementStatus status = StatementStatus::unavailable;
    std::uint8_t failed_op = 0;
  };
  bool heard_before(const Try& request);
  bool refuses(const Try& request) const;
  // Like DatabaseClient::run, and which operation failed.
  Task<Done> run(std::uint8_t part, Statement statement);

  std::int64_t now() const { return host_.local_time().time_since_epoch().count(); }
  Statement change_state(std::uint64_t transaction, FenceState state, IntentId intent) const;
  Task<bool> hold_with_state(Try request);
  Task<bool> confirm_with_state(Confirm request);
  Task<bool> cancel_with_state(Cancel request);
  Task<DatabaseClient::Begun> lock_row(std::uint8_t part, std::uint64_t transaction,
                                       IntentId intent);
  Task<> let_go(std::uint8_t part, DatabaseClient::Session session, IntentId intent);
  Task<bool> finish(std::uint8_t part, DatabaseClient::Session session, Statement statement);
  Task<> clear(std::uint8_t part, std::uint64_t transaction, IntentId intent);

  Task<bool> hold_with_barrier(Try request);
  Task<bool> confirm_with_barrier(Confirm request);
  Task<bool> cancel_with_barrier(Cancel request);

  Host& host_;
  const Deployment& site_;
  const GlobalOptions& options_;
  Fence fence_;
  Role role_;
  std::deque<DatabaseClient> databases_;
  std::deque<FenceCleaner> cleaners_;
  std::set<std::pair<std::uint64_t, std::uint8_t>> heard_;
};

}  // namespace txlab::tcc
