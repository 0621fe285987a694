#include "models/strategies/xa_operator.hpp"

namespace txlab::xa {

HeuristicOperator::HeuristicOperator(Host& host, const Deployment& site, const Options& options)
    : host_(host),
      options_(options),
      batch_(end_of_day(site, host, options.together ? site.wallet_database : site.fund_database)) {
  databases_.emplace_back(host, site.wallet_database);
  databases_.emplace_back(host, site.fund_database);
  for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
}

Task<> HeuristicOperator::main() {
  for (std::size_t i = 0; i < databases_.size(); ++i) host_.spawn(watch(i));
  co_await batch_->main();
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

InDoubtCases::InDoubtCases(Host& host, HostId coordinator, HostId database)
    : host_(host),
      coordinator_(coordinator),
      database_(host, database, 4),
      gate_(host.world().host(database).find_durable<DatabaseState>()->prepared_gate()) {}

Task<std::optional<CaseList::Page>> InDoubtCases::read(std::uint64_t after) {
  if (after > 0) co_return Page{};  // all of them were shown
  Page page;
  std::map<GlobalId, LocalInstant> seen;
  for (bool more = true; more;) {
    const auto found = co_await database_.scan_prepared(after);
    if (!found) co_return std::nullopt;
    for (std::uint8_t i = 0; i < found->count; ++i) {
      after = found->gids[i];
      const auto before = seen_.find(after);
      const LocalInstant since = before == seen_.end() ? host_.local_time() : before->second;
      seen.emplace(after, since);
      if (host_.local_time() - since < in_doubt_alarm) continue;
      page.cases.push_back({after, found->intents[i]});
    }
    more = found->more;
  }
  seen_ = std::move(seen);
  co_return page;
}

Task<bool> InDoubtCases::settle(Case one) {
  const auto decision = co_await host_.call(coordinator_, ReadDecision{one.intent, one.number}, 3s);
  if (!decision) co_return false;
  const auto known = co_await database_.finish_prepared(one.number, decision->commit, one.intent);
  co_return known&&* known;
}

CaseLists in_doubt_cases(Host& host, const Deployment& site, const Options& options) {
  CaseLists lists;
  if (!site.operators || !site.operators->may(OperatorAction::force_xa)) return lists;
  std::vector<HostId> databases{site.wallet_database};
  if (!options.together) databases.push_back(site.fund_database);
  databases.insert(databases.end(), site.extra_databases.begin(), site.extra_databases.end());
  for (const HostId database : databases) {
    lists.push_back(std::make_unique<InDoubtCases>(host, site.centre, database));
  }
  return lists;
}

}  // namespace txlab::xa
