#include "scenarios/study/main_side_fold.hpp"

#include <algorithm>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

// Where both trades are in the wallet's database these are still the branch's; and telling the
// customer is nobody's protocol, wherever it is written down.
bool is_left_out(TableId table) {
  constexpr std::array tables{ledger::applications, ledger::holdings, ledger::fees,
                              ledger::received,     ledger::quotas,   ledger::fund_notices,
                              ledger::consumed,     ledger::extras,   ledger::wallet_notices};
  return std::ranges::find(tables, table) != tables.end();
}

bool is_cost(MessageClass message) {
  return message == MessageClass::work || message == MessageClass::protocol;
}

}  // namespace

// A coordinator drives the purchase on main's behalf; a broker delivers to whoever has subscribed.
bool MainSideFold::is_main_side(HostId host) const {
  return host == site_.gateway || host == site_.centre ||
         std::ranges::find(site_.wallets, host) != site_.wallets.end();
}

// What nobody's purchase asks for (a lease, the batch at the end of the day) is not counted: it
// would depend on how long the run is.
void MainSideFold::on(const Happening& happening, Instant) {
  if (!happening.intent) return;
  switch (happening.kind) {
    case Happening::Kind::sent:
      if (!is_cost(happening.message_class)) break;
      counted_.messages += is_main_side(happening.host) || is_main_side(happening.peer);
      break;
    case Happening::Kind::forced_write:
      counted_.writes += happening.host == site_.wallet_database;
      break;
    case Happening::Kind::durable:
      if (happening.host != site_.wallet_database) break;
      counted_.rows += static_cast<std::uint64_t>(std::ranges::count_if(
          happening.changes, [](const RowChange& change) { return !is_left_out(change.table); }));
      break;
    default:
      break;
  }
}

}  // namespace txlab
