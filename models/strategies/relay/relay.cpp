#include "models/strategies/relay/relay.hpp"

#include "models/parts/database/state.hpp"

namespace txlab {

namespace {

// The log is read elsewhere, and the rows are only there to be in it.
class NoRelay final : public Relay {
 public:
  Task<std::optional<OutboxRow>> row_for(Purchase purchase) override {
    co_return OutboxRow{.key = purchase.order.value, .table = ledger::events};
  }
  Task<> run() override { co_return; }
};

}  // namespace

std::unique_ptr<Relay> relay_in_the_wallet(RelayPlace place) {
  switch (place.settings.kind) {
    case RelaySettings::Kind::lease:
    case RelaySettings::Kind::no_lock:
      return table_relay(place);
    case RelaySettings::Kind::id_cursor:
      return cursor_relay(place);
    case RelaySettings::Kind::immediate:
      return immediate_relay(place);
    case RelaySettings::Kind::log_tailing:
      break;
  }
  return std::make_unique<NoRelay>();
}

WorkGate& message_gate(const RelayPlace& place, TableId table) {
  Host& database = place.host.world().host(place.site.wallet_database);
  return database.find_durable<DatabaseState>()->gate(table);
}

Task<bool> Lease::hold() {
  const std::int64_t now = host_.local_time().time_since_epoch().count();
  const std::int64_t until = now + lasts_.count();
  if (now < until_ - lasts_.count() / 2) co_return true;
  Statement claim{.label = "relay-lease", .forced = false};
  claim.claim(ledger::leases, 1, host_.id().value, now, until);
  const auto status = co_await database_.run(claim);
  until_ = status == StatementStatus::ok ? until : 0;
  co_return status == StatementStatus::ok;
}

}  // namespace txlab
