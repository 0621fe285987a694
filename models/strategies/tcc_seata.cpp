// tcc as Seata runs it (apache/incubator-seata 2.x): the transaction coordinator keeps sessions,
// confirms in the order of registration and cancels in reverse, one branch at a time, and answers
// the application when it has been through (server/.../coordinator/DefaultCore.java: commit,
// rollback).
//
// What fails is repeated every second for ever; a session without a decision is rolled back after
// its timeout; one whose second phase was under way when the coordinator crashed is taken up again
// only 130 s after it began (server/.../coordinator/DefaultCoordinator.java,
// handleCommittingByScheduled and RETRY_DEAD_THRESHOLD). The store is a file that is flushed after
// 10 records or 2 s unless it says `sync`
// (server/.../storage/file/store/FileTransactionStoreManager.java), or a database.
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/tcc_application.hpp"
#include "models/strategies/tcc_fence.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

namespace {

using namespace tcc;

class SeataCoordinator final : public Program {
 public:
  SeataCoordinator(Host& host, const Deployment& site, const GlobalOptions& options)
      : host_(host),
        site_(site),
        options_(options),
        store_(host.durable<GlobalStore>(host)),
        sessions_(store_.open()),
        open_(host.kernel()) {}

  Task<> main() override {
    host_.on<&SeataCoordinator::on_begin>(*this);
    host_.on<&SeataCoordinator::on_register>(*this);
    host_.on<&SeataCoordinator::on_decide>(*this);
    open_.add(static_cast<std::int64_t>(sessions_.size()));
    for (;;) {
      while (open_.empty()) co_await open_.wait("no session");
      co_await host_.sleep(options_.retry_every, "sessions");
      look_after_sessions();
    }
  }

  Task<BeginGlobal::Reply> on_begin(BeginGlobal request) {
    const std::uint64_t id = host_.unique_id();
    GlobalTransaction session{.id = id, .purchase = request.purchase};
    session.status = GlobalStatus::begun;
    session.begun = host_.local_time();
    sessions_[id] = session;
    open_.add(1);
    co_await save(session);
    co_return BeginGlobal::Reply{id};
  }

  Task<RegisterBranch::Reply> on_register(RegisterBranch request) {
    const auto found = sessions_.find(request.transaction);
    if (found == sessions_.end() || found->second.status != GlobalStatus::begun) {
      co_return RegisterBranch::Reply{false};
    }
    if (request.part < found->second.registered) co_return RegisterBranch::Reply{true};
    found->second.registered = static_cast<std::uint8_t>(request.part + 1);
    co_await save(found->second);
    co_return RegisterBranch::Reply{true};
  }

  Task<Decide::Reply> on_decide(Decide request) {
    using Answer = Decide::Answer;
    const auto found = sessions_.find(request.transaction);
    if (found == sessions_.end()) co_return Decide::Reply{Answer::otherwise};  // Finished
    GlobalTransaction& session = found->second;
    if (session.status == GlobalStatus::begun) {
      const bool too_late = age(session) > options_.transaction_timeout;
      const bool commit = request.commit && !too_late;
      session.status = commit ? GlobalStatus::committing : GlobalStatus::rollbacking;
      busy_.insert(request.transaction);
      co_await save(session);  // the commit point, as durable as the store
      busy_.erase(request.transaction);
      co_await second_phases(request.transaction);
      co_return Decide::Reply{commit == request.commit ? Answer::decided : Answer::otherwise};
    }
    co_return Decide::Reply{commits(session.status) == request.commit ? Answer::decided
                                                                      : Answer::otherwise};
  }

 private:
  Duration age(const GlobalTransaction& session) const {
    return host_.local_time() - session.begun;
  }
  Task<> save(GlobalTransaction session) {
    co_await store_.write(session, options_.store_forced, options_.store_flush);
  }

  void look_after_sessions() {
    std::vector<std::pair<std::uint64_t, bool>> due;
    for (auto& [id, session] : sessions_) {
      if (busy_.contains(id)) continue;
      const bool forgotten =
          session.status == GlobalStatus::begun && age(session) > options_.transaction_timeout;
      if (forgotten) session.status = GlobalStatus::rollback_retrying;
      const bool retrying = session.status == GlobalStatus::commit_retrying ||
                            session.status == GlobalStatus::rollback_retrying;
      const bool stuck =
          session.status != GlobalStatus::begun && age(session) > options_.stuck_after;
      if (retrying || stuck) due.emplace_back(id, forgotten);
    }
    for (const auto& [id, forgotten] : due) host_.spawn(again(id, forgotten));
  }

  Task<> again(std::uint64_t id, bool decided_now) {
    if (!busy_.insert(id).second) co_return;
    if (decided_now) co_await save(sessions_.at(id));
    busy_.erase(id);
    co_await second_phases(id);
  }

  // One branch after the other; the first that fails ends it until the next round.
  Task<> second_phases(std::uint64_t id) {
    if (!busy_.insert(id).second) co_return;
    GlobalTransaction session = sessions_.at(id);
    const bool commit = commits(session.status);
    for (std::uint8_t turn = 0; turn < session.registered; ++turn) {
      const auto branch = static_cast<std::uint8_t>(commit ? turn : session.registered - 1 - turn);
      if ((session.done >> branch & 1) != 0) continue;
      const std::uint32_t attempt = attempts_[id]++;
      const HostId where = participant(site_, session.purchase, branch, attempt);
      const bool done =
          co_await second_phase(host_, where, session, branch, options_.rpc_timeout, attempt);
      if (!done) {
        co_await retry_later(session);
        co_return;
      }
      session.done = static_cast<std::uint16_t>(session.done | 1 << branch);
      sessions_[id] = session;
      co_await save(session);  // the branch is removed
    }
    session.status = GlobalStatus::none;
    co_await save(session);
    sessions_.erase(id);
    attempts_.erase(id);
    busy_.erase(id);
    open_.add(-1);
  }

  Task<> retry_later(GlobalTransaction session) {
    const bool commit = commits(session.status);
    session.status = commit ? GlobalStatus::commit_retrying : GlobalStatus::rollback_retrying;
    if (sessions_[session.id].status != session.status) {
      sessions_[session.id] = session;
      co_await save(session);
    }
    busy_.erase(session.id);
  }

  Host& host_;
  const Deployment& site_;
  const GlobalOptions& options_;
  GlobalStore& store_;
  std::map<std::uint64_t, GlobalTransaction> sessions_;  // RAM: ahead of the store
  std::map<std::uint64_t, std::uint32_t> attempts_;
  std::set<std::uint64_t> busy_;
  WorkGate open_;
};

class TccOfSeata final : public Strategy {
 public:
  TccOfSeata(const Deployment& site, GlobalOptions options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    // TM_COMMIT_RETRY_COUNT and TM_ROLLBACK_RETRY_COUNT (common/.../DefaultValues.java).
    constexpr std::uint32_t attempts = 5;
    switch (role) {
      case Role::gateway:
        return std::make_unique<Application>(host, site_, options_, attempts);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<FencedService>(host, site_, options_, Fence::state_row, role);
      case Role::centre:
        return std::make_unique<SeataCoordinator>(host, site_, options_);
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::broker:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  GlobalOptions options_;
};

}  // namespace

std::unique_ptr<Strategy> make_tcc_seata(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<TccOfSeata>(site, global_options(parameters));
}

}  // namespace txlab
