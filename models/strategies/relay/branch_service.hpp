// BranchService: the fund service when a relay talks to it directly, without a broker.
#pragma once

#include "models/strategies/relay/outbox.hpp"
#include "models/strategies/shared/branch_ledger.hpp"

namespace txlab {

class BranchService final : public Program {
 public:
  BranchService(Host& host, const Deployment& site, Deduplication dedup)
      : host_(host), ledger_(host, site, dedup) {}
  Task<> main() override;
  Task<RunBranch::Reply> on_run_branch(RunBranch request);

 private:
  Host& host_;
  BranchLedger ledger_;
};

}  // namespace txlab
