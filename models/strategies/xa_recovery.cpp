// What an XA coordinator does after a restart, and with prepared transactions that it finds.
#include "models/parts/database/state.hpp"
#include "models/strategies/xa_coordinator.hpp"

namespace txlab::xa {

// Outcomes that may not have reached everybody are told again; votes that were being collected come
// to nothing.
void Coordinator::recover() {
  for (const auto& [order, decision] : log_.open()) {
    const bool commit = decision.phase == Phase::committing;
    if (decision.phase == Phase::collecting) {
      log_.note({decision.purchase, decision.transaction, Phase::aborting});
    }
    host_.spawn(tell_until_acknowledged(decision, parts_, commit));
  }
}

// XA RECOVER at one database, at once after a restart and then as long as something is prepared.
Task<> Coordinator::resolve_in_doubt(std::uint64_t part) {
  const HostId database = part == 0   ? site_.wallet_database
                          : part == 1 ? site_.fund_database
                                      : site_.extra_databases[part - 2];
  WorkGate& prepared = host_.world().host(database).find_durable<DatabaseState>()->prepared_gate();
  for (std::uint32_t round = 0;; ++round) {
    while (prepared.empty()) co_await prepared.wait("nothing in doubt");
    if (round > 0) co_await host_.next_tick(options_.recovery_scan, "recovery scan");
    co_await scan(part, round);
  }
}

Task<> Coordinator::scan(std::uint64_t part, std::uint32_t round) {
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

void Coordinator::resolve(GlobalId gid, IntentId intent) {
  const std::uint64_t transaction = transaction_of(gid);
  if (options_.live_guard && live_.contains(transaction)) return;  // still being decided
  if (log_.knows(transaction)) return;                             // its outcome is being sent
  host_.spawn(presume(gid, intent));
}

std::optional<AskOutcome::Reply> Coordinator::on_ask_outcome(AskOutcome request) {
  const std::uint64_t transaction = transaction_of(request.gid);
  if (options_.live_guard && live_.contains(transaction)) return std::nullopt;
  if (log_.knows(transaction)) return std::nullopt;  // its outcome is being sent
  return AskOutcome::Reply{options_.presumption == Presumption::commit};
}

// Votes that were being collected when the coordinator died came to nothing.
std::optional<ReadDecision::Reply> Coordinator::on_read_decision(ReadDecision request) {
  const std::uint64_t transaction = transaction_of(request.gid);
  const Decision* const open = log_.find(transaction);
  if (open != nullptr && open->phase != Phase::collecting) {
    return ReadDecision::Reply{open->phase == Phase::committing};
  }
  if (live_.contains(transaction)) return std::nullopt;
  const bool presumed = open == nullptr && options_.presumption == Presumption::commit;
  return ReadDecision::Reply{presumed};
}

Task<> Coordinator::presume(GlobalId gid, IntentId intent) {
  Purchase nobody;
  nobody.intent = intent;
  nobody.order = OrderId{transaction_of(gid)};
  co_await finish_one(nobody, gid, options_.presumption == Presumption::commit);
}

}  // namespace txlab::xa
