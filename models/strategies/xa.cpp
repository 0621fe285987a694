// xa: two-phase commit with presumed abort (Mohan, Lindsay, Obermarck, "Transaction management in the
// R* distributed database management system", TODS 11(4), 1986, section 3).
//
//   work      each participant executes its part in an open transaction, locks held
//   prepare   forces a prepare record and votes; a participant that is not asked in time gives up
//   decision  all yes: the coordinator forces `commit`, the commit point; otherwise abort, which needs no
//             record for the protocol (who asks later is told "abort"); here one is forced all the same
//             when a customer is told REFUSED, because that must not be contradicted
//   outcome   to all, until each has acknowledged; then the coordinator may forget
//
// A participant that has voted yes waits for the coordinator, whatever happens, with its locks. After a
// crash the coordinator repeats the outcome of what it committed, and its recovery scan asks the
// databases for prepared transactions (XA RECOVER): those that it does not know and is not working on
// are rolled back (the live-transaction guard).
// Controls: recovery off; forced_decision off; live_guard off.
#include <map>
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/decision_log.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

struct Options {
  Duration recovery_scan;
  Duration work_timeout;  // the wait for a row lock included
  Duration vote_timeout;
  Duration retry_every;
  bool recovery;
  bool forced_decision;
  bool live_guard;
};

// A branch of a global transaction: part 0 is main at the wallet, part 1 + k the k-th branch.
constexpr GlobalId branch_id(std::uint64_t transaction, std::uint64_t part) {
  return transaction * 16 + part;
}
constexpr std::uint64_t transaction_of(GlobalId gid) { return gid / 16; }

struct Work {
  static constexpr MessageType type{"xa-work", MessageClass::work};
  struct Reply {
    bool done;
  };
  IntentId intent;
  GlobalId gid;
  Purchase purchase;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(gid % 16); }
};

struct Prepare {
  static constexpr MessageType type{"prepare", MessageClass::protocol};
  struct Reply {
    bool yes;
  };
  IntentId intent;
  GlobalId gid;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(gid % 16); }
};

struct Outcome {
  static constexpr MessageType type{"outcome", MessageClass::protocol};
  struct Reply {
    bool acknowledged;
  };
  IntentId intent;
  GlobalId gid;
  bool commit;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(gid % 16); }
};

struct InDoubt {
  static constexpr MessageType type{"xa-recover", MessageClass::background};
  static constexpr std::size_t capacity = ScanPrepared::Reply::capacity;
  struct Reply {
    bool answered;
    std::uint8_t count;
    std::array<GlobalId, capacity> gids;
    std::array<IntentId, capacity> intents;
  };
  IntentId intent;
  std::uint8_t part;
  GlobalId after;
};

// Wallet or fund service: stands between the coordinator and its databases.
class Participant final : public Program {
 public:
  Participant(Host& host, const Deployment& site, const Options& options, Role role)
      : host_(host), site_(site), options_(options), first_part_(role == Role::wallet ? 0 : 1) {
    const bool wallet = role == Role::wallet;
    databases_.emplace_back(host, wallet ? site.wallet_database : site.fund_database);
    if (!wallet) {
      for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
    }
  }

  Task<> main() override {
    host_.on<&Participant::on_work>(*this);
    host_.on<&Participant::on_prepare>(*this);
    host_.on<&Participant::on_outcome>(*this);
    host_.on<&Participant::on_in_doubt>(*this);
    co_return;
  }

  Task<std::optional<Work::Reply>> on_work(Work request) {
    if (open_.contains(request.gid)) co_return std::nullopt;  // doubled on the way
    const std::uint64_t part = request.gid % 16;
    if (part == 1 && site_.customers.branch_refusal(request.intent)) co_return Work::Reply{false};
    open_[request.gid].state = Branch::State::working;
    auto begun = co_await database(request.gid).begin(statement(part, request.purchase));
    Branch& branch = open_[request.gid];
    if (begun.status != StatementStatus::ok) {
      open_.erase(request.gid);
      co_return Work::Reply{false};
    }
    branch.session.emplace(std::move(*begun.session));
    if (branch.unwanted) {
      co_await roll_back(request.gid, request.intent);
      co_return Work::Reply{false};
    }
    branch.state = Branch::State::ready;
    host_.spawn(give_up_unprepared(request.gid, request.intent));
    co_return Work::Reply{true};
  }

  Task<std::optional<Prepare::Reply>> on_prepare(Prepare request) {
    const auto found = open_.find(request.gid);
    if (found == open_.end()) co_return Prepare::Reply{false};  // given up, or lost in a crash
    if (found->second.state != Branch::State::ready) co_return std::nullopt;
    found->second.state = Branch::State::preparing;
    auto session = std::move(*found->second.session);
    found->second.session.reset();
    const auto prepared =
        co_await database(request.gid)
            .end(std::move(session), EndTransaction::How::prepare, request.gid, request.intent);
    open_.erase(request.gid);
    // No answer from the database: it may be prepared. Silence is a no for the coordinator.
    if (!prepared) co_return std::nullopt;
    co_return Prepare::Reply{*prepared};
  }

  Task<std::optional<Outcome::Reply>> on_outcome(Outcome request) {
    const auto found = open_.find(request.gid);
    if (found != open_.end()) {
      if (found->second.state != Branch::State::ready) {
        found->second.unwanted = true;
        co_return std::nullopt;  // in the middle of something; the coordinator asks again
      }
      CHECK(!request.commit);  // only a prepared branch is committed
      co_await roll_back(request.gid, request.intent);
      co_return Outcome::Reply{true};
    }
    const auto known =
        co_await database(request.gid).finish_prepared(request.gid, request.commit, request.intent);
    if (!known) co_return std::nullopt;
    co_return Outcome::Reply{true};  // unknown means finished before (or never prepared, on abort)
  }

  Task<InDoubt::Reply> on_in_doubt(InDoubt request) {
    const auto found = co_await databases_[request.part].scan_prepared(request.after);
    InDoubt::Reply reply{};
    reply.answered = found.has_value();
    if (found) {
      reply.count = found->count;
      reply.gids = found->gids;
      reply.intents = found->intents;
    }
    co_return reply;
  }

 private:
  struct Branch {
    enum class State : std::uint8_t { working, ready, preparing } state = State::working;
    bool unwanted = false;
    std::optional<DatabaseClient::Session> session;
  };

  DatabaseClient& database(GlobalId gid) { return databases_[gid % 16 - first_part_]; }

  static Statement statement(std::uint64_t part, const Purchase& purchase) {
    if (part == 0) return fund::main(purchase);
    if (part == 1) return fund::branch(purchase, purchase.order.value);
    return fund::extra(purchase);
  }

  Task<> roll_back(GlobalId gid, IntentId intent) {
    auto session = std::move(*open_.at(gid).session);
    open_.erase(gid);
    co_await database(gid).end(std::move(session), EndTransaction::How::rollback, gid, intent);
  }

  // Before its vote a participant may abort on its own: a coordinator that fell silent holds nobody up.
  Task<> give_up_unprepared(GlobalId gid, IntentId intent) {
    co_await host_.sleep(options_.work_timeout, "unprepared branch");
    const auto found = open_.find(gid);
    if (found == open_.end() || found->second.state != Branch::State::ready) co_return;
    co_await roll_back(gid, intent);
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  std::size_t first_part_;
  std::deque<DatabaseClient> databases_;
  std::map<GlobalId, Branch> open_;
};

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
      case Phase::committed: return Told::placed;
      case Phase::refused: return Told::refused;
      default: return std::nullopt;
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
      const auto found =
          co_await host_.call(participant(OrderId{round}, part), request, 3s, round);
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
    if (log_.committed(transaction)) return;  // its outcome is being sent
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
      case Role::gateway: return gateway_to(site_, {site_.centre}, host);
      case Role::wallet:
      case Role::fund: return std::make_unique<Participant>(host, site_, options_, role);
      case Role::centre: return std::make_unique<Coordinator>(host, site_, options_);
      case Role::ops: return end_of_day(site_, host, site_.fund_database);
      case Role::broker: return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  Options options_;
};

}  // namespace

std::unique_ptr<Strategy> make_xa(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<Xa>(site,
                              Options{.recovery_scan = parameters.duration("recovery_scan"),
                                      .work_timeout = parameters.duration("work_timeout"),
                                      .vote_timeout = parameters.duration("vote_timeout"),
                                      .retry_every = parameters.duration("retry_every"),
                                      .recovery = parameters.on("recovery"),
                                      .forced_decision = parameters.on("forced_decision"),
                                      .live_guard = parameters.on("live_guard")});
}

}  // namespace txlab
