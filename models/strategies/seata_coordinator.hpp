// SeataCoordinator: Seata's transaction coordinator (apache/incubator-seata 2.x). It keeps
// sessions, commits in the order of registration and rolls back in reverse, one branch at a time,
// and answers the application when it has been through (server/.../coordinator/DefaultCore.java:
// commit, rollback). What a branch does is the participants' business: TCC or XA.
//
// What fails is repeated every second for ever; a session without a decision is rolled back after
// its timeout; one whose second phase was under way when the coordinator crashed is taken up again
// only 130 s after it began (server/.../coordinator/DefaultCoordinator.java,
// handleCommittingByScheduled and RETRY_DEAD_THRESHOLD). The store is a file that is flushed after
// 10 records or 2 s unless it says `sync`
// (server/.../storage/file/store/FileTransactionStoreManager.java), or a database.
#pragma once

#include <set>

#include "models/strategies/strategy.hpp"
#include "models/strategies/tcc_global.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab::tcc {

// TM_COMMIT_RETRY_COUNT and TM_ROLLBACK_RETRY_COUNT (common/.../DefaultValues.java): how often an
// application of Seata asks for a decision.
inline constexpr std::uint32_t seata_decision_attempts = 5;

class SeataCoordinator final : public Program {
 public:
  SeataCoordinator(Host& host, const Deployment& site, const GlobalOptions& options,
                   BranchCalls calls);
  Task<> main() override;

  Task<BeginGlobal::Reply> on_begin(BeginGlobal request);
  Task<RegisterBranch::Reply> on_register(RegisterBranch request);
  Task<ReportFailed::Reply> on_report_failed(ReportFailed request);
  Task<Decide::Reply> on_decide(Decide request);

 private:
  Duration age(const GlobalTransaction& session) const {
    return host_.local_time() - session.begun;
  }
  Task<> save(GlobalTransaction session);
  void look_after_sessions();
  Task<> again(std::uint64_t id, bool decided_now);
  Task<> second_phases(std::uint64_t id);
  Task<> retry_later(GlobalTransaction session);

  Host& host_;
  const Deployment& site_;
  const GlobalOptions& options_;
  BranchCalls calls_;
  GlobalStore& store_;
  std::map<std::uint64_t, GlobalTransaction> sessions_;  // RAM: ahead of the store
  std::map<std::uint64_t, std::uint32_t> attempts_;
  std::set<std::uint64_t> busy_;
  WorkGate open_;
};

}  // namespace txlab::tcc
