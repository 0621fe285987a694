// xa: two-phase commit with presumed abort (Mohan, Lindsay, Obermarck, "Transaction management in
// the R* distributed database management system", TODS 11(4), 1986, section 3).
//
//   work      each participant executes its part in an open transaction, locks held
//   prepare   forces a prepare record and votes; a participant that is not asked in time gives up
//   decision  all yes: the coordinator forces `commit`, the commit point; otherwise abort, which
//   needs no
//             record for the protocol (who asks later is told "abort"); here one is forced all the
//             same when a customer is told REFUSED, because that must not be contradicted
//   outcome   to all, until each has acknowledged; then the coordinator may forget
//
// A participant that has voted yes waits for the coordinator, whatever happens, with its locks.
// After a crash the coordinator repeats the outcome of what it committed, and its recovery scan
// asks the databases for prepared transactions (XA RECOVER): those that it does not know and is not
// working on are rolled back (the live-transaction guard). Controls: recovery off; forced_decision
// off; live_guard off.
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/decision_log.hpp"
#include "models/strategies/xa_participant.hpp"

namespace txlab {

namespace {

using namespace xa;

class Coordinator final : public Program {
 public:
  Coordinator(Host& host, const Deployment& site, const Options& options)
      : host_(host), site_(site), options_(options), log_(host.durable<DecisionLog>(host)) {}

  Task<> main() override {
    host_.on<&Coordinator::on_submit>(*this);
    host_.on<&Coordinator::on_inquire>(*this);
    if (!options_.recovery) co_return;
    for (const auto& [order, decision] : log_.open()) {
      host_.spawn(finish(decision.purchase, decision.transaction, Phase::committing));
    }
    const std::uint32_t parts = site_.workload.branches + 1;
    for (std::uint32_t part = 1; part < parts; ++part) host_.spawn(resolve_in_doubt(part));
    co_await resolve_in_doubt(0);
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    Purchase purchase = request.purchase;
    if (!purchase.order) purchase.order = OrderId{host_.unique_id()};
    const auto known = told(purchase.order);
    if (known) co_return Submit::Reply{*known};
    if (!working_.insert(purchase.order).second) co_return std::nullopt;
    const Told outcome = co_await run(purchase);
    working_.erase(purchase.order);
    co_return Submit::Reply{outcome};
  }

  // What became of an order; one that nobody knows is refused for good.
  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const OrderId order = request.purchase.order;
    if (!told(order) && working_.insert(order).second) {
      co_await log_.force({request.purchase, 0, Phase::refused});
      working_.erase(order);
    }
    const auto known = told(order);
    if (!known) co_return std::nullopt;
    co_return Inquire::Reply{*known};
  }

 private:
  std::optional<Told> told(OrderId order) const {
    switch (log_.phase(order)) {
      case Phase::committing:
      case Phase::committed:
        return Told::placed;
      case Phase::refused:
        return Told::refused;
      default:
        return std::nullopt;
    }
  }

  Task<Told> run(Purchase purchase) {
    const std::uint64_t transaction = host_.unique_id();
    live_.insert(transaction);
    const bool worked = co_await work_all(purchase, transaction);
    bool prepared = false;
    if (worked) prepared = co_await prepare_all(purchase, transaction);  // silence counts as no
    if (!prepared) {
      co_await log_.force({purchase, transaction, Phase::refused});
      host_.spawn(finish(purchase, transaction, Phase::refused));
      co_return Told::refused;
    }
    const Decision commit{purchase, transaction, Phase::committing};
    if (options_.forced_decision) {
      co_await log_.force(commit);  // the commit point
    } else {
      log_.note(commit);
    }
    host_.spawn(finish(purchase, transaction, Phase::committing));
    co_return Told::placed;
  }

  HostId participant(OrderId order, std::uint64_t part, std::uint32_t attempt = 0) const {
    return part == 0 ? site_.wallet(order, attempt) : site_.fund(order, attempt);
  }
  std::uint64_t parts() const { return site_.workload.branches + 1u; }

  Task<bool> work_all(Purchase purchase, std::uint64_t transaction) {
    for (std::uint64_t part = 0; part < parts(); ++part) {
      const auto reply = co_await host_.call(
          participant(purchase.order, part),
          Work{purchase.intent, branch_id(transaction, part), purchase}, options_.work_timeout);
      if (!reply || !reply->done) co_return false;
    }
    co_return true;
  }

  Task<bool> prepare_all(Purchase purchase, std::uint64_t transaction) {
    TaskList<bool> votes;
    for (std::uint64_t part = 0; part < parts(); ++part) {
      votes.add(prepare_one(participant(purchase.order, part), purchase.intent,
                            branch_id(transaction, part)));
    }
    const auto cast = co_await votes;
    bool all = true;
    for (std::size_t i = 0; i < votes.size(); ++i) all = all && *cast[i];
    co_return all;
  }

  Task<bool> prepare_one(HostId where, IntentId intent, GlobalId gid) {
    const auto reply = co_await host_.call(where, Prepare{intent, gid}, options_.vote_timeout);
    co_return reply && reply->yes;
  }

  Task<> finish(Purchase purchase, std::uint64_t transaction, Phase outcome) {
    TaskList<bool> acknowledgements;
    const bool commit = outcome == Phase::committing;
    for (std::uint64_t part = 0; part < parts(); ++part) {
      acknowledgements.add(finish_one(purchase, branch_id(transaction, part), commit));
    }
    co_await acknowledgements;
    live_.erase(transaction);
    if (commit) log_.note({purchase, transaction, Phase::committed});
  }

  // The replica that did the work first, which may still hold an open transaction; then any.
  Task<bool> finish_one(Purchase purchase, GlobalId gid, bool commit) {
    for (std::uint32_t attempt = 0;; ++attempt) {
      const auto reply = co_await host_.call(participant(purchase.order, gid % 16, attempt),
                                             Outcome{purchase.intent, gid, commit},
                                             options_.vote_timeout, attempt);
      if (reply) co_return true;
      co_await host_.sleep(options_.retry_every, "outcome again");
    }
  }

  // XA RECOVER at one database, at once after a restart and then as long as something is prepared.
  Task<> resolve_in_doubt(std::uint64_t part) {
    const HostId database = part == 0   ? site_.wallet_database
                            : part == 1 ? site_.fund_database
                                        : site_.extra_databases[part - 2];
    WorkGate& prepared =
        host_.world().host(database).find_durable<DatabaseState>()->prepared_gate();
    for (std::uint32_t round = 0;; ++round) {
      while (prepared.empty()) co_await prepared.wait("nothing in doubt");
      if (round > 0) co_await host_.next_tick(options_.recovery_scan, "recovery scan");
      co_await scan(part, round);
    }
  }

  Task<> scan(std::uint64_t part, std::uint32_t round) {
    GlobalId after = 0;
    for (;;) {
      const InDoubt request{{}, static_cast<std::uint8_t>(part == 0 ? 0 : part - 1), after};
      const auto found = co_await host_.call(participant(OrderId{round}, part), request, 3s, round);
      if (!found || !found->answered) co_return;  // the next scan
      for (std::uint8_t i = 0; i < found->count; ++i) {
        after = found->gids[i];
        resolve(after, found->intents[i]);
      }
      if (found->count < InDoubt::capacity) co_return;
    }
  }

  void resolve(GlobalId gid, IntentId intent) {
    const std::uint64_t transaction = transaction_of(gid);
    if (options_.live_guard && live_.contains(transaction)) return;  // still being decided
    if (log_.committed(transaction)) return;                         // its outcome is being sent
    host_.spawn(presume_abort(gid, intent));
  }

  Task<> presume_abort(GlobalId gid, IntentId intent) {
    Purchase nobody;
    nobody.intent = intent;
    nobody.order = OrderId{transaction_of(gid)};
    co_await finish_one(nobody, gid, false);
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  DecisionLog& log_;
  std::set<OrderId> working_;
  std::set<std::uint64_t> live_;
};

class Xa final : public Strategy {
 public:
  Xa(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, {site_.centre}, host);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<Participant>(host, site_, options_, role);
      case Role::centre:
        return std::make_unique<Coordinator>(host, site_, options_);
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::broker:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  Options options_;
};

}  // namespace

std::unique_ptr<Strategy> make_xa(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<Xa>(site, Options{.recovery_scan = parameters.duration("recovery_scan"),
                                            .work_timeout = parameters.duration("work_timeout"),
                                            .vote_timeout = parameters.duration("vote_timeout"),
                                            .retry_every = parameters.duration("retry_every"),
                                            .recovery = parameters.on("recovery"),
                                            .forced_decision = parameters.on("forced_decision"),
                                            .live_guard = parameters.on("live_guard")});
}

}  // namespace txlab
