// The relay that polls: select rows, publish, wait for the broker, delete. A crash in between
// publishes again.
//
// With a lease one replica relays at a time (SELECT ... FOR UPDATE SKIP LOCKED shares the rows out
// to the same effect); with no lock every replica relays every row.
//
// A row that the fund service did not take waits: a second, then twice as long each time up to
// `backoff_max`, and up to half of it less, so that rows which failed together do not come back
// together (namastack/namastack-outbox, namastack-outbox-docs/docs/features.md, Retry Mechanisms:
// 1 s, doubled, at most 60 s, jittered). That relay gives a row up after a few attempts and CAP
// after 50; who never gives up needs longer pauses, or a service that answers too late is sent
// everything again, and is too late because of that. A restart forgets the pauses.
#include <algorithm>
#include <map>
#include <set>

#include "models/strategies/relay/relay.hpp"

namespace txlab {

namespace {

class TableRelay final : public Relay {
 public:
  explicit TableRelay(RelayPlace place)
      : host_(place.host),
        database_(place.database),
        settings_(place.settings),
        delivery_(place.host, place.site, place.settings.way),
        lease_(place.host, place.database, place.settings.lease_for),
        messages_(message_gate(place, ledger::outbox)) {}

  Task<> run() override {
    for (;;) {
      while (messages_.empty()) co_await messages_.wait("message table is empty");
      co_await host_.next_tick(settings_.poll_every, "poll");
      bool mine = settings_.kind == RelaySettings::Kind::no_lock;
      if (!mine) mine = co_await lease_.hold();
      if (mine) co_await relay_rows();
    }
  }

 private:
  Task<> relay_rows() {
    RowKey after = 0;
    std::size_t left = settings_.poll_rows > 0 ? settings_.poll_rows : SIZE_MAX;
    for (bool more = true; more && left > 0;) {
      const auto rows = co_await database_.scan(ledger::outbox, after, 0);
      if (!rows) co_return;
      more = rows->more;
      std::vector<Purchase> batch;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        batch.push_back(from_message_row(after, rows->rows[i], RowKeys::by_order));
        if (batch.size() < settings_.batch && i + 1 < rows->count) continue;
        left -= start(std::exchange(batch, {}), left);
      }
    }
  }

  // Rows that are on their way, or wait for their turn, are left alone by this relay's next poll,
  // and are not among the `most` that it takes up. Returns how many it took up.
  std::size_t start(std::vector<Purchase> batch, std::size_t most) {
    std::erase_if(
        batch, [this](const Purchase& p) { return relaying_.contains(p.order) || waits(p.order); });
    if (batch.size() > most) batch.resize(most);
    const std::size_t taken = batch.size();
    for (const Purchase& purchase : batch) relaying_.insert(purchase.order);
    if (!batch.empty()) host_.spawn(relay_batch(std::move(batch)));
    return taken;
  }

  Task<> relay_batch(std::vector<Purchase> batch) {
    std::vector<Purchase> delivered;
    for (const Purchase& purchase : batch) {
      const bool done = co_await delivery_.deliver(purchase);
      if (done) {
        delivered.push_back(purchase);
        failed_.erase(purchase.order);
      } else if (settings_.way == Delivery::Way::direct) {
        back_off(purchase);
      }
    }
    for (std::size_t next = 0; next < delivered.size();) {
      Statement sent{.label = "message-sent"};
      while (next < delivered.size() && sent.count < Statement::capacity) {
        sent.intent = delivered[next].intent;
        sent.erase(ledger::outbox, delivered[next++].order.value);
      }
      co_await database_.run(sent);
    }
    for (const Purchase& purchase : batch) relaying_.erase(purchase.order);
  }

  bool waits(OrderId order) const {
    const auto found = failed_.find(order);
    return found != failed_.end() && host_.local_time() < found->second.again;
  }

  void back_off(const Purchase& purchase) {
    constexpr std::uint32_t most_doublings = 30;
    Failed& failed = failed_[purchase.order];
    const Duration doubled = Duration{1s} * (1 << std::min(failed.times, most_doublings));
    const Duration longest = std::min(doubled, settings_.backoff_max);
    const Duration less = host_.jitter(longest / 2, purchase.intent, failed.times);
    failed.again = host_.local_time() + longest - less;
    ++failed.times;
  }

  struct Failed {
    std::uint32_t times = 0;
    LocalInstant again{};
  };

  Host& host_;
  DatabaseClient& database_;
  const RelaySettings& settings_;
  Delivery delivery_;
  Lease lease_;
  WorkGate& messages_;
  std::set<OrderId> relaying_;
  std::map<OrderId, Failed> failed_;
};

}  // namespace

std::unique_ptr<Relay> table_relay(RelayPlace place) { return std::make_unique<TableRelay>(place); }

}  // namespace txlab
