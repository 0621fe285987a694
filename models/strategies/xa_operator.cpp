#include "models/strategies/xa_operator.hpp"

namespace txlab::xa {

HeuristicOperator::HeuristicOperator(Host& host, const Deployment& site, const Options& options)
    : host_(host),
      options_(options),
      batch_(host, site, site.wallet_database,
             options.together ? site.wallet_database : site.fund_database) {
  databases_.emplace_back(host, site.wallet_database);
  databases_.emplace_back(host, site.fund_database);
  for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
}

Task<> HeuristicOperator::main() {
  for (std::size_t i = 0; i < databases_.size(); ++i) host_.spawn(watch(i));
  co_await batch_.run();
}

Task<> HeuristicOperator::watch(std::size_t database) {
  WorkGate& prepared = host_.world()
                           .host(databases_[database].server())
                           .find_durable<DatabaseState>()
                           ->prepared_gate();
  std::set<GlobalId> seen;
  for (;;) {
    while (prepared.empty()) {
      seen.clear();
      co_await prepared.wait("nothing in doubt");
    }
    co_await host_.sleep(options_.heuristic_after, "patience");
    seen = co_await look(database, std::move(seen));
  }
}

Task<std::set<GlobalId>> HeuristicOperator::look(std::size_t database, std::set<GlobalId> before) {
  std::set<GlobalId> now;
  GlobalId after = 0;
  for (bool more = true; more;) {
    const auto found = co_await databases_[database].scan_prepared(after);
    if (!found) co_return before;
    for (std::uint8_t i = 0; i < found->count; ++i) {
      after = found->gids[i];
      if (!before.contains(after)) {
        now.insert(after);
        continue;
      }
      const bool commit = options_.heuristic == Heuristic::commit;
      co_await databases_[database].finish_prepared(after, commit, found->intents[i]);
    }
    more = found->more;
  }
  co_return now;
}

}  // namespace txlab::xa
