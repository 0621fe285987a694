// tcc as dtm runs it (dtm-labs/dtm 1.x): prepare, then per branch a registration and the Try, then
// submit or abort, which are answered as soon as they are stored; Confirms and Cancels follow in
// reverse order of registration, one at a time (dtmsvr/trans_type_tcc.go).
//
// A pass stops at the first branch that does not answer; the next one comes when the cron finds it
// due, after 10 s, 20 s, 40 s and so on without a limit (dtmsvr/trans_status.go, cron.go). What is
// neither submitted nor aborted within 35 s is aborted, and a later submit is refused
// (dtmsvr/api.go). Every step is forced to the store.
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/tcc_application.hpp"
#include "models/strategies/tcc_fence.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

namespace {

using namespace tcc;

class DtmServer final : public Program {
 public:
  DtmServer(Host& host, const Deployment& site, const GlobalOptions& options)
      : host_(host),
        site_(site),
        options_(options),
        store_(host.durable<GlobalStore>(host)),
        transactions_(store_.open()),
        open_(host.kernel()) {}

  Task<> main() override {
    host_.on<&DtmServer::on_begin>(*this);
    host_.on<&DtmServer::on_register>(*this);
    host_.on<&DtmServer::on_decide>(*this);
    open_.add(static_cast<std::int64_t>(transactions_.size()));
    for (const auto& [id, transaction] : transactions_) {
      if (transaction.status != GlobalStatus::begun) host_.spawn(take_up_again(id));
    }
    for (;;) {
      while (open_.empty()) co_await open_.wait("no transaction");
      co_await host_.next_tick(options_.cron_every, "cron");
      abort_what_is_overdue();
    }
  }

  Task<BeginGlobal::Reply> on_begin(BeginGlobal request) {
    const std::uint64_t id = host_.unique_id();
    GlobalTransaction transaction{.id = id, .purchase = request.purchase};
    transaction.status = GlobalStatus::begun;
    transaction.begun = host_.local_time();
    transactions_[id] = transaction;
    open_.add(1);
    co_await save(transaction);
    co_return BeginGlobal::Reply{id};
  }

  Task<RegisterBranch::Reply> on_register(RegisterBranch request) {
    const auto found = transactions_.find(request.transaction);
    if (found == transactions_.end() || found->second.status != GlobalStatus::begun) {
      co_return RegisterBranch::Reply{false};
    }
    if (request.part < found->second.registered) co_return RegisterBranch::Reply{true};
    found->second.registered = static_cast<std::uint8_t>(request.part + 1);
    co_await save(found->second);
    co_return RegisterBranch::Reply{true};
  }

  Task<std::optional<Decide::Reply>> on_decide(Decide request) {
    const auto found = transactions_.find(request.transaction);
    if (found == transactions_.end()) co_return Decide::Reply{Decide::Answer::otherwise};
    if (deciding_.contains(request.transaction)) co_return std::nullopt;  // doubled on the way
    if (found->second.status == GlobalStatus::begun) {
      co_await decide(request.transaction, request.commit);
      host_.spawn(second_phases(request.transaction));
      co_return Decide::Reply{Decide::Answer::decided};
    }
    const bool same = commits(found->second.status) == request.commit;
    co_return Decide::Reply{same ? Decide::Answer::decided : Decide::Answer::otherwise};
  }

 private:
  Task<> save(GlobalTransaction transaction) {
    co_await store_.write(transaction, options_.store_forced, options_.store_flush);
  }

  // The commit point.
  Task<> decide(std::uint64_t id, bool commit) {
    GlobalTransaction& transaction = transactions_.at(id);
    transaction.status = commit ? GlobalStatus::committing : GlobalStatus::rollbacking;
    deciding_.insert(id);
    co_await save(transaction);
    deciding_.erase(id);
  }

  void abort_what_is_overdue() {
    std::vector<std::uint64_t> overdue;
    for (const auto& [id, transaction] : transactions_) {
      if (transaction.status != GlobalStatus::begun) continue;
      const Duration age = host_.local_time() - transaction.begun;
      if (age >= options_.transaction_timeout) overdue.push_back(id);
    }
    for (const std::uint64_t id : overdue) host_.spawn(abort_overdue(id));
  }

  Task<> abort_overdue(std::uint64_t id) {
    if (transactions_.at(id).status != GlobalStatus::begun) co_return;
    co_await decide(id, false);
    co_await second_phases(id);
  }

  Task<> take_up_again(std::uint64_t id) {
    co_await due_after(options_.retry_every);
    co_await second_phases(id);
  }

  Task<> due_after(Duration pause) {
    co_await host_.sleep(pause, "next cron time");
    co_await host_.next_tick(options_.cron_every, "cron");
  }

  Task<> second_phases(std::uint64_t id) {
    Duration pause = options_.retry_every;
    GlobalTransaction transaction = transactions_.at(id);
    std::uint32_t attempt = 0;
    for (std::uint8_t left = transaction.registered; left > 0;) {
      const auto branch = static_cast<std::uint8_t>(left - 1);
      if ((transaction.done >> branch & 1) != 0) {
        --left;
        continue;
      }
      const HostId where = participant(site_, transaction.purchase, branch, attempt);
      const bool done = co_await end_branch(host_, where, transaction, branch, options_, attempt);
      if (!done) {
        ++attempt;
        co_await due_after(pause);
        pause = 2 * pause;
        continue;
      }
      transaction.done = static_cast<std::uint16_t>(transaction.done | 1 << branch);
      co_await save(transaction);  // the branch's status (UpdateBranchSync)
      --left;
    }
    transaction.status = GlobalStatus::none;
    co_await save(transaction);
    transactions_.erase(id);
    open_.add(-1);
  }

  Host& host_;
  const Deployment& site_;
  const GlobalOptions& options_;
  GlobalStore& store_;
  std::map<std::uint64_t, GlobalTransaction> transactions_;  // RAM: ahead of the store
  std::set<std::uint64_t> deciding_;
  WorkGate open_;
};

class TccOfDtm final : public Strategy {
 public:
  TccOfDtm(const Deployment& site, GlobalOptions options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return std::make_unique<Application>(host, site_, options_, try_and_confirm, 1);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<FencedService>(host, site_, options_, Fence::barrier, role);
      case Role::centre:
        return std::make_unique<DtmServer>(host, site_, options_);
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::broker:
      case Role::department:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  GlobalOptions options_;
};

}  // namespace

std::unique_ptr<Strategy> make_tcc_dtm(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<TccOfDtm>(site, global_options(parameters));
}

}  // namespace txlab
