#include "scenarios/measured/closed_loop.hpp"

#include "models/fund/customers.hpp"
#include "models/parts/database/client.hpp"
#include "models/parts/database/engine.hpp"
#include "sim/world/world.hpp"

namespace txlab {

namespace {

constexpr TableId accounts_table = 1;
constexpr TableId documents_table = 2;
constexpr std::uint16_t written = 1;
constexpr std::uint16_t done = 2;
constexpr HostId server_a{0};
constexpr HostId server_b{1};
constexpr HostId server_c{2};
constexpr HostId driver_host{3};

const std::vector<TableShape>& shapes() {
  static const std::vector<TableShape> all{
      {.id = accounts_table, .name = "accounts", .accounts = true},
      {.id = documents_table, .name = "documents"}};
  return all;
}

// Counts from the end of the warm-up.
class Counts final : public Observer {
 public:
  explicit Counts(Duration warm_up) : from_(start_of_run + warm_up) {}
  void on(const Happening& happening, Instant at) override {
    if (at < from_) return;
    result.forced_writes += happening.kind == Happening::Kind::forced_write;
    result.flushes += happening.kind == Happening::Kind::flushed;
  }
  void completed(Instant at) { result.purchases += at >= from_; }
  void waited(Duration wait, Instant at) {
    if (at >= from_) result.lock_waits.record(wait.count());
  }
  void took(std::size_t which, Duration time, Instant at) {
    if (at >= from_) result.steps[which].record(time.count());
  }
  ClosedLoopResult result;

 private:
  Instant from_;
};

class Driver final : public Program {
 public:
  Driver(Host& host, const ClosedLoop& loop, Counts& counts)
      : host_(host),
        loop_(loop),
        counts_(counts),
        customers_({.customers = loop.accounts, .zipf_s = loop.zipf_s}, loop.seed),
        which_steps_(loop.seed, "step times"),
        a_(host, server_a, loop.clients),
        b_(host, server_b, loop.clients),
        c_(host, server_c, loop.clients) {}

  Task<> main() override {
    for (std::uint32_t i = 0; i < loop_.clients; ++i) host_.spawn(client());
    co_return;
  }

 private:
  using How = EndTransaction::How;
  using Session = DatabaseClient::Session;

  Task<> client() {
    for (std::uint64_t n = 0; loop_.purchases_each == 0 || n < loop_.purchases_each; ++n) {
      const IntentId intent{++purchases_};
      const StepTimes steps = loop_.steps[which_steps_.below(loop_.steps.size(), intent.value)];
      co_await purchase(intent, steps);
      counts_.completed(host_.kernel().now());
    }
  }

  Task<> purchase(IntentId intent, StepTimes steps) {
    switch (loop_.mode) {
      case PurchaseMode::local:
        co_await local(intent, steps);
        break;
      case PurchaseMode::plain:
        co_await plain(intent, steps);
        break;
      case PurchaseMode::outbox:
        co_await outbox(intent, steps);
        break;
      default:
        co_await two_phase(intent, steps);
    }
  }

  // BEGIN and UPDATE, INSERT, COMMIT.
  Task<> local(IntentId intent, StepTimes steps) {
    Instant began = now();
    Session main = co_await debit(intent, steps[0]);
    began = took(0, began);
    co_await step(steps[1]);
    began = took(1, began);
    co_await commit(std::move(main), intent, steps[2]);
    took(2, began);
  }

  Task<> plain(IntentId intent, StepTimes steps) {
    co_await local(intent, steps);
    const Instant began = now();
    co_await step(steps[3]);
    co_await write(b_, intent);
    took(3, began);
  }

  // The message's row is written with the order's; it is delivered to B, then marked.
  Task<> outbox(IntentId intent, StepTimes steps) {
    co_await local(intent, steps);
    Instant began = now();
    co_await step(steps[3]);
    began = took(3, began);
    co_await step(steps[4]);
    co_await write(b_, intent);
    began = took(4, began);
    co_await step(steps[5]);
    Statement mark{.label = "mark", .intent = intent};
    mark.transition(documents_table, intent.value, written, done);
    const auto marked = co_await a_.run(mark);
    CHECK(marked == StatementStatus::ok);
    took(5, began);
  }

  // In parallel both PREPAREs are one step, and both COMMIT PREPAREDs are one.
  Task<> two_phase(IntentId intent, StepTimes steps) {
    const bool parallel = loop_.mode == PurchaseMode::parallel_two_phase;
    Instant began = now();
    Session main = co_await debit(intent, steps[0]);
    began = took(0, began);
    co_await step(steps[1]);
    began = took(1, began);
    co_await step(steps[2]);
    auto branch = co_await b_.begin(document(intent));
    CHECK(branch.status == StatementStatus::ok);
    began = took(2, began);
    co_await step(steps[3]);
    co_await a_.end(std::move(main), How::prepare, intent.value, intent);
    began = took(3, began);
    if (!parallel) co_await step(steps[4]);
    co_await b_.end(std::move(*branch.session), How::prepare, intent.value, intent);
    began = took(4, began);
    co_await step(steps[5]);
    co_await write(c_, intent);
    began = took(5, began);
    const bool early = loop_.release == ClosedLoop::Release::a_step_early;
    if (!early) co_await step(steps[6]);
    co_await a_.finish_prepared(intent.value, true, intent);
    if (early) co_await step(steps[6]);
    began = took(6, began);
    if (!parallel) co_await step(steps[7]);
    co_await b_.finish_prepared(intent.value, true, intent);
    took(7, began);
  }

  // The request arrives after `network`; what is left of the step is spent with the lock.
  Task<Session> debit(IntentId intent, Duration all) {
    const Duration network = std::min(loop_.network, all);
    co_await step(network);
    Statement statement = document(intent);
    statement.add(accounts_table, customers_.purchase(intent).customer.value + 1, 0, -1);
    const Instant asked = host_.kernel().now();
    auto begun = co_await a_.begin(statement);
    CHECK(begun.status == StatementStatus::ok);
    counts_.waited(host_.kernel().now() - asked, host_.kernel().now());
    co_await step(all - network);
    co_return std::move(*begun.session);
  }

  Task<> commit(Session session, IntentId intent, Duration all) {
    const bool early = loop_.release == ClosedLoop::Release::a_step_early;
    if (!early) co_await step(all);
    co_await a_.end(std::move(session), How::commit, 0, intent);
    if (early) co_await step(all);
  }

  Task<> write(DatabaseClient& database, IntentId intent) {
    const auto status = co_await database.run(document(intent));
    CHECK(status == StatementStatus::ok);
  }

  static Statement document(IntentId intent) {
    Statement statement{.label = "document", .intent = intent};
    return statement.insert(documents_table, intent.value, 0, written);
  }
  Instant now() const { return host_.kernel().now(); }
  // The end of a step, and so the beginning of the next one.
  Instant took(std::size_t which, Instant began) {
    counts_.took(which, now() - began, now());
    return now();
  }
  Sleep step(Duration time) { return host_.sleep(time, "step"); }

  Host& host_;
  const ClosedLoop& loop_;
  Counts& counts_;
  Customers customers_;
  Stream which_steps_;
  std::uint64_t purchases_ = 0;
  DatabaseClient a_;
  DatabaseClient b_;
  DatabaseClient c_;
};

}  // namespace

// The servers take no time of their own: all of it is in the steps. (The measured ones kept their
// data in memory, where a flush costs nothing either.)
ClosedLoopResult run_closed_loop(const ClosedLoop& loop) {
  CHECK(!loop.steps.empty() && loop.clients > 0);
  DatabaseSettings settings;
  settings.hand_over = loop.hand_over;
  settings.lock_wait_timeout = forever;
  Counts counts(loop.warm_up);
  World world(loop.seed, Topology(1, LinkSettings{}, {}),
              [&](Host& host) -> std::unique_ptr<Program> {
                if (host.id() == driver_host) return std::make_unique<Driver>(host, loop, counts);
                return std::make_unique<DatabaseEngine>(host, shapes(), settings);
              });
  world.add_observer(counts);
  for (const char* name : {"a", "b", "c"}) {
    Host& server = world.add_host({.name = name, .group = name});
    server.durable<DatabaseState>(server, shapes());
  }
  world.add_host({.name = "driver", .group = "driver"});
  world.boot_all();
  world.kernel().run_until(start_of_run + loop.warm_up + loop.lasts);
  counts.result.purchases_per_s =
      static_cast<double>(counts.result.purchases) * 1e9 / static_cast<double>(loop.lasts.count());
  return counts.result;
}

}  // namespace txlab
