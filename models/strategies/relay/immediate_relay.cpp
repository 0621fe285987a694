// The relay that publishes at once: whoever has committed main sends the message right away; a
// background job looks for rows that are older than `retry_after` and sends those.
//
// Follows dotnetcore/CAP, src/DotNetCore.CAP/Processor/IProcessor.NeedRetry.cs: every
// FailedRetryInterval (60 s) each instance takes the rows older than four minutes, one after the
// other with a second between them, and takes no lock unless UseStorageLock says so (since 7.1), so
// several instances send the same row. What a long transaction or a slow broker has kept for four
// minutes is sent a second time as well. Here a row is deleted when it was sent, where CAP keeps it
// for a day; CAP gives a row up after 50 attempts, this relay does not.
#include "models/strategies/relay/relay.hpp"

namespace txlab {

namespace {

class ImmediateRelay final : public Relay {
 public:
  explicit ImmediateRelay(RelayPlace place)
      : host_(place.host),
        database_(place.database),
        settings_(place.settings),
        delivery_(place.host, place.site, place.settings.way),
        lease_(place.host, place.database, place.settings.lease_for),
        messages_(message_gate(place, ledger::outbox)) {}

  Task<std::optional<OutboxRow>> row_for(Purchase purchase) override {
    co_return OutboxRow{.key = purchase.order.value, .note = now()};
  }

  void committed(const Purchase& purchase, OutboxRow row) override {
    host_.spawn(relay_one(purchase, row.key));
  }

  Task<> run() override {
    for (;;) {
      while (messages_.empty()) co_await messages_.wait("message table is empty");
      co_await host_.next_tick(settings_.retry_every, "retry");
      bool mine = !settings_.retry_lock;
      if (!mine) mine = co_await lease_.hold();
      if (mine) co_await relay_old_rows();
    }
  }

 private:
  std::int64_t now() const { return host_.local_time().time_since_epoch().count(); }

  Task<> relay_one(Purchase purchase, RowKey key) {
    const bool sent = co_await delivery_.deliver(purchase);
    if (!sent) co_return;  // the row stays for the background job
    Statement done{.label = "message-sent", .intent = purchase.intent};
    done.erase(ledger::outbox, key);
    co_await database_.run(done);
  }

  Task<> relay_old_rows() {
    const std::int64_t before = now() - settings_.retry_after.count();
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto rows = co_await database_.scan(ledger::outbox, after, 0);
      if (!rows) co_return;
      more = rows->more;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        if (rows->rows[i].value[2] >= before) continue;
        co_await relay_one(from_message_row(after, rows->rows[i], RowKeys::by_order), after);
        co_await host_.sleep(1s, "next retry");
      }
    }
  }

  Host& host_;
  DatabaseClient& database_;
  const RelaySettings& settings_;
  Delivery delivery_;
  Lease lease_;
  WorkGate& messages_;
};

}  // namespace

std::unique_ptr<Relay> immediate_relay(RelayPlace place) {
  return std::make_unique<ImmediateRelay>(place);
}

}  // namespace txlab
