#include "models/strategies/relay/branch_service.hpp"

namespace txlab {

Task<> BranchService::main() {
  host_.on<&BranchService::on_run_branch>(*this);
  co_await ledger_.push_leftover_notices();
}

Task<RunBranch::Reply> BranchService::on_run_branch(RunBranch request) {
  bool settled = false;
  if (request.number == 0) {
    settled = co_await ledger_.run(request.purchase);
  } else {
    settled = co_await ledger_.run_extra(request.purchase, request.number);
  }
  co_return RunBranch::Reply{settled};
}

}  // namespace txlab
