#include "scenarios/measured/in_doubt.hpp"

#include "models/parts/database/client.hpp"
#include "models/parts/database/engine.hpp"
#include "sim/world/world.hpp"

namespace txlab {

namespace {

constexpr HostId server{0};
constexpr HostId coordinator{1};
constexpr TableId accounts = 1;
constexpr RowKey row = 1;
constexpr GlobalId doubt = 7;
constexpr std::int64_t opening = 100;

Statement debit(std::int64_t amount) {
  Statement statement{.label = "debit", .intent = IntentId{1}};
  return statement.add(accounts, row, 0, -amount);
}

// Prepares, and is not there when it should decide.
class Coordinator final : public Program {
 public:
  explicit Coordinator(Host& host) : host_(host), database_(host, server, 1) {}
  Task<> main() override {
    auto begun = co_await database_.begin(debit(50));
    CHECK(begun.status == StatementStatus::ok);
    co_await database_.end(std::move(*begun.session), EndTransaction::How::prepare, doubt,
                           IntentId{1});
    host_.world().crash_soon(coordinator, CrashKind::process, Unsynced::gone, std::nullopt);
  }

 private:
  Host& host_;
  DatabaseClient database_;
};

class Asker final : public Program {
 public:
  Asker(Host& host, std::vector<InDoubtAnswer>& answers)
      : host_(host), database_(host, server, 1), answers_(answers) {}

  Task<> main() override {
    co_await host_.sleep(1s);
    const auto seen = co_await database_.read(accounts, row, IntentId{});
    answer("a reader sees the old value at once", seen && seen->row.value[0] == opening);
    const bool first = co_await written();
    answer("a writer of the row waits", !first);
    co_await host_.sleep(24h);
    const bool still = co_await prepared();
    answer("nothing ends it by itself", still);
    host_.world().crash_soon(server, CrashKind::power, Unsynced::gone, 100ms);
    co_await host_.sleep(1s);
    const bool survived = co_await prepared();
    answer("it survives a crash of the server", survived);
    const bool second = co_await written();
    answer("its locks survive as well", !second);
    const auto rolled_back = co_await database_.finish_prepared(doubt, false, IntentId{1});
    answer("no decision in the log: rolled back at both", rolled_back && *rolled_back);
    const bool third = co_await written();
    answer("then the writer goes on", third);
    const auto again = co_await database_.finish_prepared(doubt, true, IntentId{1});
    answer("a second end is told that there is none", again && !*again);
  }

 private:
  Task<bool> written() {
    const auto status = co_await database_.run(debit(1));
    co_return status == StatementStatus::ok;
  }
  Task<bool> prepared() {
    const auto found = co_await database_.scan_prepared(0);
    co_return found && found->count == 1;
  }
  void answer(std::string_view question, bool yes) { answers_.push_back({question, yes}); }

  Host& host_;
  DatabaseClient database_;
  std::vector<InDoubtAnswer>& answers_;
};

}  // namespace

std::vector<InDoubtAnswer> in_doubt_answers(DatabaseSettings settings) {
  settings.lock_wait_timeout = 400ms;
  const std::vector<TableShape> shapes{
      {.id = accounts, .name = "accounts", .accounts = true, .opening = opening, .openings = row}};
  std::vector<InDoubtAnswer> answers;
  World world(1, Topology(1, LinkSettings{}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == server) return std::make_unique<DatabaseEngine>(host, shapes, settings);
    if (host.id() == coordinator) return std::make_unique<Coordinator>(host);
    return std::make_unique<Asker>(host, answers);
  });
  Host& database = world.add_host({.name = "server", .group = "server"});
  database.durable<DatabaseState>(database, shapes);
  world.add_host({.name = "coordinator", .group = "coordinator"});
  world.add_host({.name = "asker", .group = "asker"});
  world.boot_all();
  world.kernel().run_until(start_of_run + 48h);
  return answers;
}

}  // namespace txlab
