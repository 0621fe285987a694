#include "models/strategies/shared/notifier.hpp"

#include "models/fund/transactions.hpp"

namespace txlab {

Notifier::Notifier(Host& host, const Deployment& site, DatabaseClient& database, TableId notices)
    : host_(host),
      site_(site),
      database_(database),
      notices_(notices),
      gate_(host.world().host(database.server()).find_durable<DatabaseState>()->gate(notices)) {}

void Notifier::push(const Purchase& purchase, Told told) {
  host_.spawn(push_one(purchase.order.value, purchase.intent, told));
}

Task<> Notifier::push_one(RowKey order, IntentId intent, Told told) {
  if (!pushing_.insert(order).second) co_return;
  co_await push_once(order, intent, told);
  pushing_.erase(order);
}

Task<> Notifier::push_once(RowKey order, IntentId intent, Told told) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply =
        co_await host_.call(site_.clients, Notice{intent, {order}, told}, 3s, attempt);
    if (!reply) continue;
    Statement read = fund::told(notices_, order);
    read.intent = intent;
    co_await database_.run(read);
    co_return;
  }
}

Task<> Notifier::push_leftovers() {
  std::set<RowKey> seen;  // what the last look found: younger ones are being pushed by somebody
  for (;;) {
    while (gate_.empty()) co_await gate_.wait("no notices");
    co_await host_.next_tick(30s, "notices left");
    std::set<RowKey> found;
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto rows = co_await database_.scan(notices_, after, 0);
      if (!rows) break;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        found.insert(after);
        if (!seen.contains(after)) continue;
        host_.spawn(
            push_one(after, rows->rows[i].intent, static_cast<Told>(rows->rows[i].value[0])));
      }
      more = rows->more;
    }
    seen = std::move(found);
  }
}

}  // namespace txlab
