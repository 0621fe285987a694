#include "scenarios/validation/hot_rows.hpp"

#include "models/fund/customers.hpp"
#include "models/parts/database/client.hpp"
#include "models/parts/database/engine.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

constexpr TableId accounts = 1;
constexpr HostId server{0};

Duration seconds(double s) { return Duration{static_cast<std::int64_t>(s * 1e9)}; }

class Customers final : public Program {
 public:
  Customers(Host& host, const HotRows& rows)
      : host_(host),
        rows_(rows),
        opens_(start_of_run + seconds(rows.warm_up_s)),
        closes_(opens_ + seconds(rows.lasts_s)),
        database_(host, server, 4096),
        who_({.customers = rows.rows, .zipf_s = rows.zipf_s}, host.world().seed()),
        gap_(Distribution::exponential(rows.clients > 0 ? 1 : 1e9 / rows.arrivals_per_s)),
        gaps_(host.world().seed(), "validation.gap"),
        thinks_(host.world().seed(), "validation.think"),
        holds_(host.world().seed(), "validation.hold") {}

  Task<> main() override {
    for (std::uint32_t client = 0; client < rows_.clients; ++client) host_.spawn(turns());
    if (rows_.clients > 0) co_return;
    for (;;) {
      co_await Sleep(host_.kernel(), gap_.duration(gaps_.at(begun_).bits));
      if (host_.kernel().now() >= closes_) co_return;
      host_.spawn(transaction(++begun_));
    }
  }
  const RowWaits& seen() const { return seen_; }

 private:
  Task<> turns() {
    for (;;) {
      const std::uint64_t number = ++begun_;
      co_await Sleep(host_.kernel(), rows_.think.duration(thinks_.at(number).bits));
      if (host_.kernel().now() >= closes_) co_return;
      co_await transaction(number);
    }
  }

  Task<> transaction(std::uint64_t number) {
    const RowKey row = who_.purchase(IntentId{number}).customer.value + 1;
    const Duration hold = rows_.hold.duration(holds_.at(number).bits);
    Statement statement{.label = "work", .intent = IntentId{number}};
    statement.add(accounts, row, 0, 1);
    const Instant came = host_.kernel().now();
    if (came >= opens_) ++seen_.came;
    if (came >= opens_ && row == 1) ++seen_.hottest_came;
    auto begun = co_await database_.begin(statement);
    if (rows_.overloaded && begun.status != StatementStatus::ok) co_return;
    CHECK(begun.status == StatementStatus::ok);
    const Instant got = host_.kernel().now();
    const bool early = rows_.release == Release::a_step_early;
    co_await Sleep(host_.kernel(), early ? hold - hold / 3 : hold, "work");
    const auto ended = co_await database_.end(std::move(*begun.session),
                                              EndTransaction::How::commit, 0, statement.intent);
    CHECK(ended && *ended);
    if (early) co_await Sleep(host_.kernel(), hold / 3, "work after the commit");
    record(row, came, got);
  }

  void record(RowKey row, Instant came, Instant got) {
    if (got < opens_ || got >= closes_) return;
    const Instant now = host_.kernel().now();
    seen_.waits.record((got - came).count());
    seen_.holds.record((now - got).count());
    seen_.waited += got > came;
    if (row != 1) return;
    ++seen_.hottest;
    seen_.hottest_held_s += in_seconds(now - got);
  }

  Host& host_;
  const HotRows& rows_;
  Instant opens_;
  Instant closes_;
  DatabaseClient database_;
  txlab::Customers who_;
  Distribution gap_;
  Stream gaps_;
  Stream thinks_;
  Stream holds_;
  std::uint64_t begun_ = 0;
  RowWaits seen_;
};

}  // namespace

double RowWaits::share_longer(double s) const {
  std::uint64_t longer = 0;
  for (const Bucket& bucket : waits.buckets()) {
    if (static_cast<double>(bucket.first) > s * 1e9) longer += bucket.count;
  }
  return static_cast<double>(longer) / static_cast<double>(waits.count());
}

RowWaits contend(const HotRows& rows, std::uint64_t seed) {
  DatabaseSettings settings{.name = "database"};
  settings.fsync = {};
  settings.statement = {};
  settings.hand_over = rows.hand_over;
  settings.lock_wait_timeout = 1h;
  const std::vector<TableShape> shapes{
      {.id = accounts, .name = "accounts", .accounts = true, .openings = rows.rows}};
  const Customers* customers = nullptr;
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == server) return std::make_unique<DatabaseEngine>(host, shapes, settings);
    auto program = std::make_unique<Customers>(host, rows);
    customers = program.get();
    return program;
  });
  Host& database = world.add_host({.name = "database", .group = "database"});
  database.durable<DatabaseState>(database, shapes);
  world.add_host({.name = "application", .group = "application"});
  world.boot_all();
  world.kernel().run_until(start_of_run + seconds(rows.warm_up_s + rows.lasts_s) + 1h);
  RowWaits seen = customers->seen();
  seen.lasts_s = rows.lasts_s;
  return seen;
}

}  // namespace txlab::validation
