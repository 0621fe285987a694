// Coordinator: the transaction manager of XA, with a durable log of decisions.
//
//   work      each participant executes its part in an open transaction, locks held
//   prepare   forces a prepare record and votes; a participant that is not asked in time gives up
//   decision  all yes: the coordinator forces `commit`, the commit point
//   outcome   to those that voted yes; where it is acknowledged, again and again until it is
//
// What the variants write and wait for (R*, sections 2 and 3):
//
//   nothing   the abort is forced as well, and every outcome is acknowledged
//   abort     an abort is told once, and needs no record: who finds none presumes it
//   commit    `collecting` is forced before the first vote; then a commit is told once and
//             forgotten, and an abort is remembered until it is acknowledged
//
// If all have only read, nobody waits for an outcome: abort and commit force none, and send none.
//
// A customer who is told REFUSED must not be contradicted by the same request coming again. Where
// the protocol leaves no trace of an abort, that answer is a forced record of its own; it belongs
// to the business, and the protocol's cost does not count it.
#pragma once

#include <set>
#include <vector>

#include "models/strategies/shared/decision_log.hpp"
#include "models/strategies/xa_messages.hpp"

namespace txlab::xa {

class Coordinator final : public Program {
 public:
  Coordinator(Host& host, const Deployment& site, const Options& options);
  Task<> main() override;

  Task<std::optional<Submit::Reply>> on_submit(Submit request);
  // What became of an order; one that nobody knows is refused for good.
  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request);
  // What became of a transaction; silence while that is open.
  std::optional<AskOutcome::Reply> on_ask_outcome(AskOutcome request);
  std::optional<ReadDecision::Reply> on_read_decision(ReadDecision request);

 private:
  using Parts = std::vector<std::uint64_t>;

  std::optional<Told> told(OrderId order) const;
  // What a customer is told whose transaction is committed.
  Told committed() const { return options_.reads_only ? Told::refused : Told::placed; }
  HostId participant(OrderId order, std::uint64_t part, std::uint32_t attempt = 0) const;

  Task<Told> run(Purchase purchase);
  Task<bool> work_all(Purchase purchase, std::uint64_t transaction, Parts& asked);
  // True if all said yes (or read); `concerned` are those that may hold locks for an outcome.
  Task<bool> prepare_all(Purchase purchase, std::uint64_t transaction, Parts& concerned);
  Task<std::optional<Vote>> prepare_one(HostId where, IntentId intent, GlobalId gid);
  Task<> commit(Decision decision, Parts concerned);
  void end_without_outcome(Decision decision);
  Task<> abort(Decision decision, Parts concerned);
  Task<Told> commit_in_one_phase(Purchase purchase, std::uint64_t transaction);
  Task<Told> rule_out(Purchase purchase);

  Task<> forget(std::uint64_t transaction);
  void tell_once(const Decision& decision, const Parts& parts, bool commit);
  Task<> tell_until_acknowledged(Decision decision, Parts parts, bool commit);
  Task<bool> finish_one(Purchase purchase, GlobalId gid, bool commit);

  void recover();
  Task<> resolve_in_doubt(std::uint64_t part);
  Task<> scan(std::uint64_t part, std::uint32_t round);
  void resolve(GlobalId gid, IntentId intent);
  Task<> presume(GlobalId gid, IntentId intent);

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  Parts parts_;  // of every transaction
  DecisionLog& log_;
  std::set<OrderId> working_;
  std::set<std::uint64_t> live_;
};

}  // namespace txlab::xa
