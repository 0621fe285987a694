// xa as Seata runs it: a global transaction like TCC's, of branches that are prepared transactions.
//
//   application  begin; register and call each branch; commit or roll back
//   branch       XA START, work, XA END, XA PREPARE, in one call; a failure is reported
//   coordinator  second phases, one after the other, until none is left
//
// The coordinator knows its branches, so nobody looks for prepared transactions in the databases. A
// database that does not know a branch (XAER_NOTA) may have finished it, or not have it yet: the
// outcome is sent again until `unknown_retried`, and at least once more the transaction's timeout,
// after that timeout; then it counts as done (server/.../coordinator/DefaultCore.java,
// isXaerNotaTimeout).
#include "models/strategies/xa_seata.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/seata_coordinator.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"
#include "models/strategies/tcc_application.hpp"

namespace txlab {

namespace xa {

Task<bool> phase_one(Host& host, HostId where, tcc::GlobalTransaction transaction,
                     std::uint8_t branch, tcc::GlobalOptions options) {
  const PhaseOne request{transaction.intent(), branch_id(transaction.id, branch),
                         transaction.purchase};
  const auto reply = co_await host.call(where, request, options.try_timeout);
  co_return reply && reply->prepared;  // silence counts as no
}

Task<bool> phase_two(Host& host, HostId where, tcc::GlobalTransaction transaction,
                     std::uint8_t branch, tcc::GlobalOptions options, std::uint32_t attempt) {
  const PhaseTwo request{transaction.intent(), branch_id(transaction.id, branch),
                         commits(transaction.status)};
  const auto reply = co_await host.call(where, request, options.rpc_timeout, attempt);
  if (!reply) co_return false;
  if (reply->known || options.unknown_retried == Duration{0}) co_return true;
  const Duration age = host.local_time() - transaction.begun;
  const Duration patience = std::max(options.unknown_retried, options.transaction_timeout);
  co_return age > options.transaction_timeout + patience;
}

namespace {

// The wallet or fund service with Seata's data source in front of its databases.
class BranchService final : public Program {
 public:
  BranchService(Host& host, const Deployment& site, const tcc::GlobalOptions& options,
                bool xa_verbs, Role role)
      : host_(host), site_(site), options_(options), xa_verbs_(xa_verbs), role_(role) {
    const bool wallet = role == Role::wallet;
    databases_.emplace_back(host, wallet ? site.wallet_database : site.fund_database);
    if (!wallet) {
      for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
    }
  }

  Task<> main() override {
    host_.on<&BranchService::on_phase_one>(*this);
    host_.on<&BranchService::on_phase_two>(*this);
    host_.on<&BranchService::on_rule_out>(*this);
    co_return;
  }

  Task<std::optional<PhaseOne::Reply>> on_phase_one(PhaseOne request) {
    if (heard_before(request.gid)) co_return std::nullopt;
    const bool decides = part_of(request.gid) == 1;
    std::optional<bool> prepared = false;
    const LocalInstant now = host_.local_time();
    if (decides) request.purchase.date = site_.date_of_branch(request.purchase, now);
    if (!decides || !site_.fund_refuses(request.purchase, now)) {
      prepared = co_await prepare(request);
    }
    if (!prepared) co_return std::nullopt;  // nobody knows: a rollback will find out
    if (!*prepared) {
      const tcc::ReportFailed report{request.intent, transaction_of(request.gid),
                                     static_cast<std::uint8_t>(part_of(request.gid))};
      co_await host_.call(site_.centre, report, options_.rpc_timeout);
    }
    co_return PhaseOne::Reply{*prepared};
  }

  Task<std::optional<PhaseTwo::Reply>> on_phase_two(PhaseTwo request) {
    const auto known =
        co_await database(request.gid).finish_prepared(request.gid, request.commit, request.intent);
    if (!known) co_return std::nullopt;
    co_return PhaseTwo::Reply{*known};
  }

  Task<std::optional<tcc::RuleOut::Reply>> on_rule_out(tcc::RuleOut request) {
    const auto told = co_await rule_out(&databases_[0], request.purchase);
    if (!told) co_return std::nullopt;
    co_return tcc::RuleOut::Reply{*told};
  }

 private:
  DatabaseClient& database(GlobalId gid) {
    return databases_[tcc::part_of(static_cast<std::uint8_t>(part_of(gid)))];
  }

  // A call comes over a connection, which delivers it once. Ids grow, so the oldest are forgotten.
  bool heard_before(GlobalId gid) {
    constexpr std::size_t remembered = 1 << 16;
    if (!heard_.insert(gid).second) return true;
    if (heard_.size() > remembered) heard_.erase(heard_.begin());
    return false;
  }

  // Nothing if it may be prepared and nobody answered.
  Task<std::optional<bool>> prepare(PhaseOne request) {
    const IntentId intent = request.intent;
    const bool started = co_await say({intent, request.gid, XaVerb::Verb::start});
    if (!started) co_return false;
    auto begun = co_await database(request.gid).begin(work(request));
    if (!begun.session) co_return false;
    co_await say({intent, request.gid, XaVerb::Verb::end});
    co_return co_await database(request.gid)
        .end(std::move(*begun.session), EndTransaction::How::prepare, request.gid, intent);
  }

  Task<bool> say(XaVerb verb) {
    if (!xa_verbs_) co_return true;
    co_return co_await database(verb.gid).say(verb);
  }

  Statement work(const PhaseOne& request) const {
    if (role_ == Role::wallet) return fund::main(request.purchase);
    if (part_of(request.gid) > 1) return fund::extra(request.purchase);
    return fund::branch(request.purchase, request.purchase.order.value);
  }

  Host& host_;
  const Deployment& site_;
  const tcc::GlobalOptions& options_;
  bool xa_verbs_;
  Role role_;
  std::deque<DatabaseClient> databases_;
  std::set<GlobalId> heard_;
};

class XaOfSeata final : public Strategy {
 public:
  XaOfSeata(const Deployment& site, tcc::GlobalOptions options, bool xa_verbs)
      : site_(site), options_(options), xa_verbs_(xa_verbs) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return std::make_unique<tcc::Application>(host, site_, options_, prepare_and_end,
                                                  tcc::seata_decision_attempts);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<BranchService>(host, site_, options_, xa_verbs_, role);
      case Role::centre:
        return std::make_unique<tcc::SeataCoordinator>(host, site_, options_, prepare_and_end);
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
  tcc::GlobalOptions options_;
  bool xa_verbs_;
};

}  // namespace

}  // namespace xa

std::unique_ptr<Strategy> make_xa_seata(const Deployment& site, const Parameters& parameters) {
  const auto& p = parameters;
  tcc::GlobalOptions options{};
  options.try_timeout = p.duration("work_timeout");
  options.rpc_timeout = p.duration("rpc_timeout");
  options.transaction_timeout = p.duration("transaction_timeout");
  options.retry_every = p.duration("retry_every");
  options.stuck_after = p.duration("stuck_after");
  options.store_forced = p.choice("store") == "forced";
  options.store_flush = p.duration("store_flush");
  options.unknown_retried = p.duration("unknown_retried");
  return std::make_unique<xa::XaOfSeata>(site, options, p.choice("dialect") == "mysql");
}

}  // namespace txlab
