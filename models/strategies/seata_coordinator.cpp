#include "models/strategies/seata_coordinator.hpp"

namespace txlab::tcc {

SeataCoordinator::SeataCoordinator(Host& host, const Deployment& site, const GlobalOptions& options,
                                   BranchCalls calls)
    : host_(host),
      site_(site),
      options_(options),
      calls_(calls),
      store_(host.durable<GlobalStore>(host)),
      sessions_(store_.open()),
      open_(host.kernel()) {}

Task<> SeataCoordinator::main() {
  host_.on<&SeataCoordinator::on_begin>(*this);
  host_.on<&SeataCoordinator::on_register>(*this);
  host_.on<&SeataCoordinator::on_report_failed>(*this);
  host_.on<&SeataCoordinator::on_decide>(*this);
  open_.add(static_cast<std::int64_t>(sessions_.size()));
  for (;;) {
    while (open_.empty()) co_await open_.wait("no session");
    co_await host_.sleep(options_.retry_every, "sessions");
    look_after_sessions();
  }
}

Task<BeginGlobal::Reply> SeataCoordinator::on_begin(BeginGlobal request) {
  const std::uint64_t id = host_.unique_id();
  GlobalTransaction session{.id = id, .purchase = request.purchase};
  session.status = GlobalStatus::begun;
  session.begun = host_.local_time();
  sessions_[id] = session;
  open_.add(1);
  co_await save(session);
  co_return BeginGlobal::Reply{id};
}

Task<RegisterBranch::Reply> SeataCoordinator::on_register(RegisterBranch request) {
  const auto found = sessions_.find(request.transaction);
  if (found == sessions_.end() || found->second.status != GlobalStatus::begun) {
    co_return RegisterBranch::Reply{false};
  }
  if (request.part < found->second.registered) co_return RegisterBranch::Reply{true};
  found->second.registered = static_cast<std::uint8_t>(request.part + 1);
  co_await save(found->second);
  co_return RegisterBranch::Reply{true};
}

// PhaseOne_Failed: there is nothing to be rolled back (DefaultCore.java, rollback).
Task<ReportFailed::Reply> SeataCoordinator::on_report_failed(ReportFailed request) {
  const auto found = sessions_.find(request.transaction);
  if (found != sessions_.end() && found->second.status == GlobalStatus::begun) {
    found->second.done = static_cast<std::uint16_t>(found->second.done | 1 << request.branch);
    co_await save(found->second);
  }
  co_return ReportFailed::Reply{true};
}

Task<Decide::Reply> SeataCoordinator::on_decide(Decide request) {
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

void SeataCoordinator::look_after_sessions() {
  std::vector<std::pair<std::uint64_t, bool>> due;
  for (auto& [id, session] : sessions_) {
    if (busy_.contains(id)) continue;
    const bool forgotten =
        session.status == GlobalStatus::begun && age(session) > options_.transaction_timeout;
    if (forgotten) session.status = GlobalStatus::rollback_retrying;
    const bool retrying = session.status == GlobalStatus::commit_retrying ||
                          session.status == GlobalStatus::rollback_retrying;
    const bool stuck = session.status != GlobalStatus::begun && age(session) > options_.stuck_after;
    if (retrying || stuck) due.emplace_back(id, forgotten);
  }
  for (const auto& [id, forgotten] : due) host_.spawn(again(id, forgotten));
}

Task<> SeataCoordinator::again(std::uint64_t id, bool decided_now) {
  if (!busy_.insert(id).second) co_return;
  if (decided_now) co_await save(sessions_.at(id));
  busy_.erase(id);
  co_await second_phases(id);
}

// One branch after the other; the first that fails ends it until the next round.
Task<> SeataCoordinator::second_phases(std::uint64_t id) {
  if (!busy_.insert(id).second) co_return;
  GlobalTransaction session = sessions_.at(id);
  const bool commit = commits(session.status);
  for (std::uint8_t turn = 0; turn < session.registered; ++turn) {
    const auto branch = static_cast<std::uint8_t>(commit ? turn : session.registered - 1 - turn);
    if ((session.done >> branch & 1) != 0) continue;
    const std::uint32_t attempt = attempts_[id]++;
    const HostId where = participant(site_, session.purchase, branch, attempt);
    const bool done =
        co_await calls_.second_phase(host_, where, session, branch, options_, attempt);
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

Task<> SeataCoordinator::retry_later(GlobalTransaction session) {
  const bool commit = commits(session.status);
  session.status = commit ? GlobalStatus::commit_retrying : GlobalStatus::rollback_retrying;
  if (sessions_[session.id].status != session.status) {
    sessions_[session.id] = session;
    co_await save(session);
  }
  busy_.erase(session.id);
}

Task<> SeataCoordinator::save(GlobalTransaction session) {
  co_await store_.write(session, options_.store_forced, options_.store_flush);
}

}  // namespace txlab::tcc
