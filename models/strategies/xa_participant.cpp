#include "models/strategies/xa_participant.hpp"

#include <algorithm>

namespace txlab::xa {

using How = EndTransaction::How;

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
  host_.on<&Participant::on_commit_one_phase>(*this);
  host_.on<&Participant::on_rule_out>(*this);
  host_.on<&Participant::on_in_doubt>(*this);
  const bool restarted = host_.incarnation() > 1;
  if (restarted && asks()) co_await ask_about_what_is_prepared();
}

bool Participant::asks() const {
  return options_.recovery && options_.presumption != Presumption::nothing;
}

// Further readers use the first database: the fund's, or the one that holds everything.
DatabaseClient& Participant::database(GlobalId gid) {
  const std::uint64_t part = part_of(gid);
  return databases_[part > site_.workload.branches ? 0 : part - first_part_];
}

// Where silence means commit, a request that comes a second time must not prepare a branch of a
// transaction that was aborted and forgotten. Ids grow, so the oldest are dropped first.
bool Participant::heard_before(GlobalId gid) {
  constexpr std::size_t remembered = 1 << 16;
  if (options_.presumption != Presumption::commit) return open_.contains(gid);
  if (!heard_.insert(gid).second) return true;
  if (heard_.size() > remembered) heard_.erase(heard_.begin());
  return false;
}

Task<std::optional<Work::Reply>> Participant::on_work(Work request) {
  if (heard_before(request.gid)) co_return std::nullopt;  // doubled on the way
  const std::uint64_t part = part_of(request.gid);
  const bool decides = part == 1 || (options_.together && part == 0);
  const bool refused = refuses(part, request.purchase);
  if (refused && !options_.check_at_vote) co_return Work::Reply{false};
  if (decides) request.purchase.date = site_.date_of_branch(request.purchase, host_.local_time());
  open_[request.gid].refused = refused;
  co_await begin(request.gid, request.purchase);
  Branch& branch = open_.at(request.gid);
  if (!branch.session && !branch.refused) {
    open_.erase(request.gid);
    co_return Work::Reply{false};
  }
  branch.state = Branch::State::ready;
  if (branch.unwanted) {
    co_await roll_back(request.gid, request.intent);
    co_return Work::Reply{false};
  }
  host_.spawn(give_up_unprepared(request.gid, request.intent));
  co_return Work::Reply{true};
}

bool Participant::refuses(std::uint64_t part, const Purchase& purchase) const {
  const std::uint64_t branches =
      std::min<std::uint64_t>(options_.refusing, site_.workload.branches);
  const bool asked = options_.together ? part == 0 : part >= 1 && part <= branches;
  return asked && site_.fund_refuses(purchase, host_.local_time());
}

Task<> Participant::begin(GlobalId gid, Purchase purchase) {
  if (options_.xa_verbs) {
    const bool started = co_await database(gid).say({purchase.intent, gid, XaVerb::Verb::start});
    if (!started) co_return;
  }
  auto begun = co_await database(gid).begin(statement(part_of(gid), purchase));
  Branch& branch = open_.at(gid);
  if (begun.session) branch.session.emplace(std::move(*begun.session));
  // A constraint that is checked at the end of the transaction makes a vote of it.
  if (begun.status == StatementStatus::too_low) branch.refused |= options_.check_at_vote;
}

Task<std::optional<Prepare::Reply>> Participant::on_prepare(Prepare request) {
  const auto found = open_.find(request.gid);
  if (found == open_.end()) co_return Prepare::Reply{Vote::no};  // given up, or lost in a crash
  if (found->second.state != Branch::State::ready) co_return std::nullopt;
  if (found->second.refused) {
    co_await vote_no(request.gid, request.intent);
    co_return Prepare::Reply{Vote::no};
  }
  found->second.state = Branch::State::preparing;
  auto session = std::move(*found->second.session);
  found->second.session.reset();
  if (reader(request.gid) && options_.read_votes) {
    open_.erase(found);
    co_await database(request.gid)
        .end(std::move(session), How::rollback, request.gid, request.intent);
    co_return Prepare::Reply{Vote::read};
  }
  if (options_.xa_verbs) {
    co_await database(request.gid).say({request.intent, request.gid, XaVerb::Verb::end});
  }
  const auto prepared = co_await end_with_prepare(request.gid, request.intent, std::move(session));
  const bool unwanted = open_.at(request.gid).unwanted;
  open_.erase(request.gid);
  if (prepared.value_or(true) && asks()) {
    untold_.insert(request.gid);
    host_.spawn(ask_until_told(request.gid, request.intent));
  }
  // No answer from the database: it may be prepared. Silence is a no for the coordinator.
  if (!prepared) co_return std::nullopt;
  if (unwanted && *prepared) {  // the abort overtook the vote
    co_await database(request.gid).finish_prepared(request.gid, false, request.intent);
    co_return Prepare::Reply{Vote::no};
  }
  co_return Prepare::Reply{*prepared ? Vote::yes : Vote::no};
}

// Where silence means commit, an abort may not be acknowledged while PREPARE could still come true.
Task<std::optional<bool>> Participant::end_with_prepare(GlobalId gid, IntentId intent,
                                                        DatabaseClient::Session session) {
  DatabaseClient& server = database(gid);
  if (options_.presumption == Presumption::commit) {
    co_return co_await server.end_conclusively(std::move(session), How::prepare, gid, intent);
  }
  co_return co_await server.end(std::move(session), How::prepare, gid, intent);
}

// In basic two-phase commit an abort record is forced before the no (section 2.1).
Task<> Participant::vote_no(GlobalId gid, IntentId intent) {
  auto session = std::move(open_.at(gid).session);
  open_.erase(gid);
  const bool recorded = options_.presumption == Presumption::nothing;
  if (!session) {  // the server has rolled back already
    if (!recorded) co_return;
    Statement nothing;
    nothing.label = "abort";
    nothing.intent = intent;
    auto begun = co_await database(gid).begin(nothing);
    if (!begun.session) co_return;
    session.emplace(std::move(*begun.session));
  }
  co_await database(gid).end(std::move(*session), recorded ? How::abort : How::rollback, gid,
                             intent);
}

Task<std::optional<Outcome::Reply>> Participant::on_outcome(Outcome request) {
  const auto found = open_.find(request.gid);
  if (found != open_.end()) {
    CHECK(!request.commit);  // only a prepared branch is committed
    if (found->second.state != Branch::State::ready) {
      found->second.unwanted = true;
      co_return std::nullopt;  // in the middle of something; who wants an answer asks again
    }
    co_await roll_back(request.gid, request.intent);
    co_return Outcome::Reply{true};
  }
  const auto flush = options_.acknowledged(request.commit) ? DatabaseClient::Flush::forced
                                                           : DatabaseClient::Flush::later;
  const auto known = co_await database(request.gid)
                         .finish_prepared(request.gid, request.commit, request.intent, flush);
  if (!known) co_return std::nullopt;
  untold_.erase(request.gid);
  co_return Outcome::Reply{*known};
}

// The service that took the outcome may have died with it: what its databases hold prepared after a
// restart is asked about as well.
Task<> Participant::ask_about_what_is_prepared() {
  for (DatabaseClient& server : databases_) {
    GlobalId after = 0;
    for (bool more = true; more;) {
      const auto found = co_await server.scan_prepared(after);
      if (!found) break;
      for (std::uint8_t i = 0; i < found->count; ++i) {
        after = found->gids[i];
        if (untold_.insert(after).second) host_.spawn(ask_until_told(after, found->intents[i]));
      }
      more = found->more;
    }
  }
}

Task<> Participant::ask_until_told(GlobalId gid, IntentId intent) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    co_await host_.sleep(options_.ask_every, "outcome awaited");
    if (!untold_.contains(gid)) co_return;
    const auto reply =
        co_await host_.call(site_.centre, AskOutcome{intent, gid}, options_.vote_timeout, attempt);
    if (!reply) continue;
    const auto known = co_await database(gid).finish_prepared(gid, reply->commit, intent);
    if (known) untold_.erase(gid);
  }
}

Task<std::optional<CommitOnePhase::Reply>> Participant::on_commit_one_phase(
    CommitOnePhase request) {
  const auto found = open_.find(request.gid);
  if (found == open_.end()) co_return CommitOnePhase::Reply{false};
  if (found->second.state != Branch::State::ready) co_return std::nullopt;
  if (found->second.refused) {
    co_await vote_no(request.gid, request.intent);
    co_return CommitOnePhase::Reply{false};
  }
  auto session = std::move(*found->second.session);
  open_.erase(found);
  const auto done = co_await database(request.gid)
                        .end(std::move(session), How::commit, request.gid, request.intent);
  if (!done) co_return std::nullopt;
  co_return CommitOnePhase::Reply{*done};
}

Task<std::optional<RuleOut::Reply>> Participant::on_rule_out(RuleOut request) {
  const auto told = co_await rule_out(&databases_[0], request.purchase);
  if (!told) co_return std::nullopt;
  co_return RuleOut::Reply{*told};
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

Statement Participant::statement(std::uint64_t part, const Purchase& purchase) const {
  if (options_.reads_only || part > site_.workload.branches) {  // without a lock or a change
    Statement read;
    read.label = "read";
    read.intent = purchase.intent;
    return read;
  }
  if (options_.together) return fund::everything_untold(purchase, site_.workload.branches);
  if (part == 0) return fund::main(purchase);
  if (part == 1) return fund::branch(purchase, purchase.order.value);
  return fund::extra(purchase);
}

Task<> Participant::roll_back(GlobalId gid, IntentId intent) {
  auto session = std::move(open_.at(gid).session);
  open_.erase(gid);
  if (!session) co_return;
  co_await database(gid).end(std::move(*session), How::rollback, gid, intent);
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
