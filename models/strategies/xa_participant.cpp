#include "models/strategies/xa_participant.hpp"

namespace txlab::xa {

Participant::Participant(Host& host, const Deployment& site, const Options& options, Role role)
    : host_(host), site_(site), options_(options), first_part_(role == Role::wallet ? 0 : 1) {
  const bool wallet = role == Role::wallet;
  databases_.emplace_back(host, wallet ? site.wallet_database : site.fund_database);
  if (!wallet) {
    for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
  }
}

Task<> Participant::main() {
  host_.on<&Participant::on_work>(*this);
  host_.on<&Participant::on_prepare>(*this);
  host_.on<&Participant::on_outcome>(*this);
  host_.on<&Participant::on_in_doubt>(*this);
  co_return;
}

Task<std::optional<Work::Reply>> Participant::on_work(Work request) {
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

Task<std::optional<Prepare::Reply>> Participant::on_prepare(Prepare request) {
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

Task<std::optional<Outcome::Reply>> Participant::on_outcome(Outcome request) {
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

Task<InDoubt::Reply> Participant::on_in_doubt(InDoubt request) {
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

Statement Participant::statement(std::uint64_t part, const Purchase& purchase) {
  if (part == 0) return fund::main(purchase);
  if (part == 1) return fund::branch(purchase, purchase.order.value);
  return fund::extra(purchase);
}

Task<> Participant::roll_back(GlobalId gid, IntentId intent) {
  auto session = std::move(*open_.at(gid).session);
  open_.erase(gid);
  co_await database(gid).end(std::move(session), EndTransaction::How::rollback, gid, intent);
}

// Before its vote a participant may abort on its own: a coordinator that fell silent holds nobody
// up.
Task<> Participant::give_up_unprepared(GlobalId gid, IntentId intent) {
  co_await host_.sleep(options_.work_timeout, "unprepared branch");
  const auto found = open_.find(gid);
  if (found == open_.end() || found->second.state != Branch::State::ready) co_return;
  co_await roll_back(gid, intent);
}

}  // namespace txlab::xa
