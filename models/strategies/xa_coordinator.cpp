#include "models/strategies/xa_coordinator.hpp"

#include <algorithm>

namespace txlab::xa {

namespace {

std::vector<std::uint64_t> parts_of(const Deployment& site, const Options& options) {
  std::vector<std::uint64_t> parts{0};
  const std::uint64_t branches = site.workload.branches;
  for (std::uint64_t part = 1; part <= branches && !options.together; ++part) {
    parts.push_back(part);
  }
  const std::uint64_t last = std::min(branches + options.readers, most_parts - 1);
  for (std::uint64_t part = branches + 1; part <= last; ++part) parts.push_back(part);
  return parts;
}

}  // namespace

Coordinator::Coordinator(Host& host, const Deployment& site, const Options& options)
    : host_(host),
      site_(site),
      options_(options),
      parts_(parts_of(site, options)),
      log_(host.durable<DecisionLog>(host)) {}

Task<> Coordinator::main() {
  host_.on<&Coordinator::on_submit>(*this);
  host_.on<&Coordinator::on_inquire>(*this);
  host_.on<&Coordinator::on_ask_outcome>(*this);
  host_.on<&Coordinator::on_read_decision>(*this);
  if (!options_.recovery) co_return;
  recover();
  const std::uint64_t databases = options_.together ? 1 : site_.workload.branches + 1u;
  for (std::uint64_t part = 1; part < databases; ++part) host_.spawn(resolve_in_doubt(part));
  co_await resolve_in_doubt(0);
}

Task<std::optional<Submit::Reply>> Coordinator::on_submit(Submit request) {
  Purchase purchase = request.purchase;
  if (!purchase.order) purchase.order = OrderId{host_.unique_id()};
  const auto known = told(purchase.order);
  if (known) co_return Submit::Reply{*known};
  // An order whose votes were being collected before a crash is being aborted.
  if (log_.phase(purchase.order) == Phase::collecting) co_return std::nullopt;
  if (!working_.insert(purchase.order).second) co_return std::nullopt;
  const Told outcome = co_await run(purchase);
  working_.erase(purchase.order);
  if (outcome == Told::unknown) co_return std::nullopt;
  co_return Submit::Reply{outcome};
}

Task<std::optional<Inquire::Reply>> Coordinator::on_inquire(Inquire request) {
  const OrderId order = request.purchase.order;
  std::optional<Told> known = told(order);
  const bool unheard_of = !known && log_.phase(order) == Phase::none;
  if (unheard_of && working_.insert(order).second) {
    if (options_.one_phase && parts_.size() == 1) {
      known = co_await rule_out(request.purchase);
    } else {
      co_await log_.force({request.purchase, 0, Phase::refused}, "answer");
      known = told(order);
    }
    working_.erase(order);
  }
  if (!known || *known == Told::unknown) co_return std::nullopt;
  co_return Inquire::Reply{*known};
}

std::optional<Told> Coordinator::told(OrderId order) const {
  switch (log_.phase(order)) {
    case Phase::committing:
    case Phase::committed:
      return committed();
    case Phase::aborting:
    case Phase::refused:
      return Told::refused;
    default:
      return std::nullopt;
  }
}

HostId Coordinator::participant(OrderId order, std::uint64_t part, std::uint32_t attempt) const {
  return part == 0 ? site_.wallet(order, attempt) : site_.fund(order, attempt);
}

Task<Told> Coordinator::run(Purchase purchase) {
  const Decision decision{purchase, host_.unique_id(), Phase::none};
  const LocalInstant began = host_.local_time();
  live_.insert(decision.transaction);
  Parts concerned;
  const bool worked = co_await work_all(purchase, decision.transaction, concerned);
  if (options_.one_phase && parts_.size() == 1) {
    live_.erase(decision.transaction);
    if (!worked) co_return co_await rule_out(purchase);
    co_return co_await commit_in_one_phase(purchase, decision.transaction);
  }
  bool agreed = false;
  if (worked) {
    if (options_.presumption == Presumption::commit && options_.collecting_record) {
      co_await log_.force({purchase, decision.transaction, Phase::collecting}, "collecting");
    }
    agreed = co_await prepare_all(purchase, decision.transaction, concerned);
  }
  const bool in_time = host_.local_time() - began <= options_.transaction_timeout;
  if (!agreed || !in_time) {
    co_await abort(decision, concerned);
    co_return Told::refused;
  }
  if (concerned.empty() && options_.presumption != Presumption::nothing) {
    end_without_outcome(decision);
  } else {
    co_await commit(decision, concerned);
  }
  co_return committed();
}

Task<bool> Coordinator::work_all(Purchase purchase, std::uint64_t transaction, Parts& asked) {
  for (const std::uint64_t part : parts_) {
    asked.push_back(part);
    const auto reply = co_await host_.call(
        participant(purchase.order, part),
        Work{purchase.intent, branch_id(transaction, part), purchase}, options_.work_timeout);
    if (reply && reply->done) continue;
    if (reply) asked.pop_back();  // it has rolled back by itself
    co_return false;
  }
  co_return true;
}

Task<bool> Coordinator::prepare_all(Purchase purchase, std::uint64_t transaction,
                                    Parts& concerned) {
  TaskList<std::optional<Vote>> votes;
  for (const std::uint64_t part : parts_) {
    votes.add(prepare_one(participant(purchase.order, part), purchase.intent,
                          branch_id(transaction, part)));
  }
  const auto cast = co_await votes;
  bool agreed = true;
  concerned.clear();
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const std::optional<Vote> vote = *cast[i];
    agreed = agreed && vote && *vote != Vote::no;                     // silence counts as no...
    if (!vote || *vote == Vote::yes) concerned.push_back(parts_[i]);  // ...but may be a yes
  }
  co_return agreed;
}

Task<std::optional<Vote>> Coordinator::prepare_one(HostId where, IntentId intent, GlobalId gid) {
  const auto reply = co_await host_.call(where, Prepare{intent, gid}, options_.vote_timeout);
  if (!reply) co_return std::nullopt;
  co_return reply->vote;
}

Task<> Coordinator::commit(Decision decision, Parts concerned) {
  const bool acknowledged = options_.acknowledged(true);
  decision.phase = acknowledged ? Phase::committing : Phase::committed;
  if (options_.forced_decision) {
    co_await log_.force(decision);  // the commit point
  } else {
    log_.note(decision);
  }
  if (acknowledged) {
    host_.spawn(tell_until_acknowledged(decision, concerned, true));
  } else {
    tell_once(decision, concerned, true);
  }
}

// Whoever finds no record may presume what he likes; `collecting` has to be taken off the list.
void Coordinator::end_without_outcome(Decision decision) {
  live_.erase(decision.transaction);
  if (options_.presumption != Presumption::commit) return;
  decision.phase = Phase::committed;
  log_.note(decision);
}

Task<> Coordinator::abort(Decision decision, Parts concerned) {
  const bool collecting = log_.phase(decision.purchase.order) == Phase::collecting;
  if (options_.presumption == Presumption::nothing) {
    decision.phase = Phase::aborting;
    co_await log_.force(decision);
  } else if (collecting) {
    // `collecting` without a commit is an abort for whoever reads the log: no need to force it.
    decision.phase = Phase::aborting;
    log_.note(decision);
  } else {
    co_await log_.force({decision.purchase, decision.transaction, Phase::refused}, "answer");
  }
  if (options_.acknowledged(false)) {
    host_.spawn(tell_until_acknowledged(decision, concerned, false));
  } else {
    tell_once(decision, concerned, false);
  }
}

Task<Told> Coordinator::commit_in_one_phase(Purchase purchase, std::uint64_t transaction) {
  const CommitOnePhase request{purchase.intent, branch_id(transaction, 0)};
  const auto reply =
      co_await host_.call(participant(purchase.order, 0), request, options_.vote_timeout);
  if (reply && reply->done) co_return committed();
  // Only the participant knows, so silence is no outcome.
  co_return co_await rule_out(purchase);
}

Task<Told> Coordinator::rule_out(Purchase purchase) {
  const auto reply = co_await host_.call(participant(purchase.order, 0),
                                         RuleOut{purchase.intent, purchase}, options_.work_timeout);
  co_return reply ? reply->told : Told::unknown;
}

void Coordinator::tell_once(const Decision& decision, const Parts& parts, bool commit) {
  const Purchase& purchase = decision.purchase;
  for (const std::uint64_t part : parts) {
    const GlobalId gid = branch_id(decision.transaction, part);
    host_.send(participant(purchase.order, part), Outcome{purchase.intent, gid, commit});
  }
  host_.spawn(forget(decision.transaction));
}

// A recovery scan leaves alone what has only just been told.
Task<> Coordinator::forget(std::uint64_t transaction) {
  co_await host_.sleep(options_.vote_timeout, "outcome under way");
  live_.erase(transaction);
}

Task<> Coordinator::tell_until_acknowledged(Decision decision, Parts parts, bool commit) {
  TaskList<bool> acknowledgements;
  for (const std::uint64_t part : parts) {
    acknowledgements.add(
        finish_one(decision.purchase, branch_id(decision.transaction, part), commit));
  }
  co_await acknowledgements;
  live_.erase(decision.transaction);
  if (!commit && !log_.knows(decision.transaction)) co_return;  // nothing was ever written
  log_.note({decision.purchase, decision.transaction, commit ? Phase::committed : Phase::refused});
}

// The replica that did the work first, which may still hold an open transaction; then any. Under
// presumed commit an abort that another replica acknowledges proves nothing: a late request to the
// first one could still prepare, and would be presumed committed.
Task<bool> Coordinator::finish_one(Purchase purchase, GlobalId gid, bool commit) {
  std::optional<LocalInstant> unknown_since;
  for (std::uint32_t attempt = 0;; ++attempt) {
    const bool any = commit || options_.presumption != Presumption::commit;
    const HostId where = participant(purchase.order, part_of(gid), any ? attempt : 0);
    const auto reply = co_await host_.call(where, Outcome{purchase.intent, gid, commit},
                                           options_.vote_timeout, attempt);
    if (reply && reply->known) co_return true;
    // An unknown branch has been finished before (or never prepared, on abort), as far as anybody
    // can tell. Seata asks again for a while before it believes that
    // (apache/incubator-seata server/.../coordinator/DefaultCore.java, XAER_NOTA).
    if (reply) {
      if (!unknown_since) unknown_since = host_.local_time();
      if (host_.local_time() - *unknown_since >= options_.unknown_retried) co_return true;
    }
    co_await host_.sleep(options_.retry_every, "outcome again");
  }
}

}  // namespace txlab::xa
