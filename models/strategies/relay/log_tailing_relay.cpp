// The relay that reads the database's log (change data capture): a connector on a machine of its
// own streams the rows that were inserted, publishes each, and flushes its offset now and then.
//
//   connector: START_REPLICATION from its offset     the wallet's transactions wait for nothing
//   database:  each inserted row, in commit order
//   connector: publish; every `flush_offset`: force the offset, then confirm it to the slot
//
// A connector that crashes publishes again what it has published since the last flush. A slot that
// is gone (see ReplicationSlot) begins anew where the log ends: what was committed in between is
// skipped, unless the connector then reads the whole table (debezium/debezium, PostgreSQL
// connector: snapshot.mode `initial` does so only when it has no offset, `when_needed` also then;
// offset.flush.interval.ms 60 s, status.update.interval.ms 10 s). Nobody empties the table here.
#include <set>

#include "models/parts/database/log_sender.hpp"
#include "models/parts/database/state.hpp"
#include "models/strategies/relay/relay.hpp"
#include "models/strategies/strategy.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab {

namespace {

constexpr Duration report_every = 10s;

struct Offset {
  LogPosition position = 0;
  bool snapshot_due = true;  // the table has yet to be read as a whole
};

// What the connector would begin with after a crash.
class OffsetStore final : public DurableState {
 public:
  explicit OffsetStore(Host& host)
      : log_(host, [this](const Offset& offset) { offset_ = offset; }) {}
  auto force(Offset offset) { return log_.force(offset, "offset", {}); }
  Offset offset() const { return offset_; }
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override {
    log_.crashed(kind, unsynced, draw);
    if (kind == CrashKind::host_lost) offset_ = {};
  }

 private:
  Offset offset_;
  DurableLog<Offset> log_;
};

class LogTailingRelay final : public Program {
 public:
  LogTailingRelay(Host& host, const Deployment& site, const RelaySettings& settings)
      : host_(host),
        settings_(settings),
        database_(host, site.wallet_database, 4),
        delivery_(host, site, settings.way),
        offsets_(host.durable<OffsetStore>(host)),
        log_(host.world().host(site.wallet_database).find_durable<DatabaseState>()->slot()) {}

  Task<> main() override {
    host_.on<&LogTailingRelay::on_log_entry>(*this);
    begin_at(offsets_.offset().position);
    snapshot_due_ = offsets_.offset().snapshot_due;
    for (bool connected = false; !connected;) {
      connected = co_await report();
      if (!connected) co_await host_.sleep(report_every, "connect again");
    }
    for (std::uint64_t seen = 0;;) {
      while (log_.unconfirmed().empty() && log_.unconfirmed().added() == seen && !snapshot_due_) {
        co_await log_.unconfirmed().wait("log is quiet");
      }
      seen = log_.unconfirmed().added();
      co_await host_.next_tick(report_every, "report");
      co_await flush_offset();
      const bool answered = co_await report();
      if (!answered) seen = 0;
    }
  }

  void on_log_entry(LogEntry entry) {
    if (entry.position != received_ + 1) return;  // known, or something before it got lost
    received_ = entry.position;
    host_.spawn(relay_one(entry.position, entry.key, entry.row));
  }

 private:
  void begin_at(LogPosition position) {
    received_ = published_ = flushed_ = position;
    acknowledged_.clear();
  }

  // False if the database did not answer.
  Task<bool> report() {
    const StreamLog request{{}, ledger::events, stream_, received_, flushed_};
    const auto reply = co_await host_.call(database_.server(), request, 3s);
    if (!reply) co_return false;
    if (reply->begin > received_) {  // another slot: what lies between is not in it
      begin_at(reply->begin);
      snapshot_due_ = snapshot_due_ || settings_.snapshot_after_a_gap;
      co_await offsets_.force({reply->begin, snapshot_due_});
    }
    if (!snapshot_due_) co_return true;
    const bool complete = co_await publish_the_table();
    if (!complete) co_return false;
    snapshot_due_ = false;
    co_await offsets_.force({flushed_, false});
    co_return true;
  }

  Task<bool> publish_the_table() {
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto rows = co_await database_.scan(ledger::events, after, 0);
      if (!rows) co_return false;
      more = rows->more;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        co_await publish_until_stored(after, rows->rows[i]);
      }
    }
    co_return true;
  }

  Task<> publish_until_stored(RowKey key, Row row) {
    const Purchase purchase = from_message_row(key, row, RowKeys::by_order);
    for (bool stored = false; !stored;) {
      stored = co_await delivery_.deliver(purchase);
      if (!stored) co_await host_.sleep(1s, "publish again");
    }
  }

  Task<> relay_one(LogPosition position, RowKey key, Row row) {
    co_await publish_until_stored(key, row);
    acknowledged_.insert(position);
    while (acknowledged_.erase(published_ + 1) > 0) ++published_;
  }

  Task<> flush_offset() {
    const LocalInstant now = host_.local_time();
    if (published_ == flushed_ || now < next_flush_) co_return;
    const LogPosition position = published_;
    next_flush_ = now + settings_.flush_offset;
    co_await offsets_.force({position, false});
    flushed_ = position;
  }

  Host& host_;
  const RelaySettings& settings_;
  DatabaseClient database_;
  Delivery delivery_;
  OffsetStore& offsets_;
  ReplicationSlot& log_;  // only to learn when there is something to ask for
  const std::uint64_t stream_ = host_.unique_id();
  LogPosition received_ = 0;
  LogPosition published_ = 0;           // all up to here
  std::set<LogPosition> acknowledged_;  // beyond it
  LogPosition flushed_ = 0;
  bool snapshot_due_ = true;
  LocalInstant next_flush_{};
};

}  // namespace

std::unique_ptr<Program> log_tailing_relay(Host& host, const Deployment& site,
                                           const RelaySettings& settings) {
  return std::make_unique<LogTailingRelay>(host, site, settings);
}

}  // namespace txlab
