// The relay with a cursor: rows have growing numbers, and the relay remembers the last one that it
// has published. Nothing is marked, nothing is deleted.
//
// A number is taken before the transaction commits (a sequence is not transactional), so a slow
// writer commits a lower number after the cursor has gone past it, and its message is never seen
// (kamu-data/kamu-cli issue 1398; eugene-khyst/postgresql-event-sourcing issues 2 and 16).
#include "models/strategies/relay/relay.hpp"

namespace txlab {

namespace {

constexpr RowKey cursor_row = 2;  // in the table of leases: [0] the last number published

class CursorRelay final : public Relay {
 public:
  explicit CursorRelay(RelayPlace place)
      : host_(place.host),
        database_(place.database),
        settings_(place.settings),
        delivery_(place.host, place.site, place.settings.way),
        lease_(place.host, place.database, place.settings.lease_for),
        messages_(message_gate(place, ledger::events)) {}

  Task<std::optional<OutboxRow>> row_for(Purchase purchase) override {
    const auto number = co_await database_.next_number(ledger::events, purchase.intent);
    if (!number) co_return std::nullopt;
    co_return OutboxRow{.key = *number,
                        .table = ledger::events,
                        .note = static_cast<std::int64_t>(purchase.order.value)};
  }

  Task<> run() override {
    for (std::uint64_t seen = 0;;) {
      while (messages_.added() == seen) co_await messages_.wait("no new number");
      co_await host_.next_tick(settings_.poll_every, "poll");
      const std::uint64_t until = messages_.added();
      const bool mine = co_await lease_.hold();
      const bool done = co_await relay_beyond_the_cursor(mine);
      if (done) seen = until;
    }
  }

 private:
  // True when nothing is left beyond the cursor, whoever has seen to that.
  Task<bool> relay_beyond_the_cursor(bool mine) {
    const auto kept = co_await database_.read(ledger::leases, cursor_row, {});
    if (!kept) co_return false;
    auto cursor = static_cast<RowKey>(kept->row.value[0]);
    for (bool more = true; more;) {
      const auto rows = co_await database_.scan(ledger::events, cursor, 0);
      if (!rows) co_return false;
      more = rows->more;
      if (rows->count > 0 && !mine) co_return false;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        const Purchase purchase =
            from_message_row(rows->keys[i], rows->rows[i], RowKeys::by_number);
        const bool delivered = co_await delivery_.deliver(purchase);
        if (!delivered) co_return false;  // in order: the next poll begins with this one
        cursor = rows->keys[i];
        const bool moved = co_await move_cursor(cursor, purchase.intent);
        if (!moved) co_return false;
      }
    }
    co_return true;
  }

  // UPDATE ... SET last = number; a crash before it publishes the message again.
  Task<bool> move_cursor(RowKey number, IntentId intent) {
    Statement move{.label = "cursor", .intent = intent};
    move.erase(ledger::leases, cursor_row);
    move.insert(ledger::leases, cursor_row, 0, 1, 0, static_cast<std::int64_t>(number));
    const auto status = co_await database_.run(move);
    co_return status == StatementStatus::ok;
  }

  Host& host_;
  DatabaseClient& database_;
  const RelaySettings& settings_;
  Delivery delivery_;
  Lease lease_;
  WorkGate& messages_;
};

}  // namespace

std::unique_ptr<Relay> cursor_relay(RelayPlace place) {
  return std::make_unique<CursorRelay>(place);
}

}  // namespace txlab
