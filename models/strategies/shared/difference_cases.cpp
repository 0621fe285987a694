#include "models/strategies/shared/difference_cases.hpp"

#include "models/parts/database/state.hpp"

namespace txlab {

DifferenceCases::DifferenceCases(Host& host, const Deployment& site)
    : wallet_(host, site.wallet_database, 4),
      repairs_(host, site, wallet_),
      gate_(host.world()
                .host(site.wallet_database)
                .find_durable<DatabaseState>()
                ->gate(ledger::cases)) {}

Task<std::optional<CaseList::Page>> DifferenceCases::read(std::uint64_t after) {
  const auto rows = co_await wallet_.scan(ledger::cases, after, 0);
  if (!rows) co_return std::nullopt;
  Page page{.cases = {}, .more = rows->more};
  for (std::uint8_t i = 0; i < rows->count; ++i) {
    page.cases.push_back({rows->keys[i], rows->rows[i].intent});
  }
  co_return page;
}

Task<bool> DifferenceCases::settle(Case one) {
  const auto found = co_await wallet_.read(ledger::cases, one.number, one.intent);
  if (!found || found->row.state == 0) co_return false;
  co_return co_await repairs_.close_case(one.number, found->row);
}

}  // namespace txlab
