// A database server and an application host that talks to it, with constant times: 1 ms per
// message, 0.1 ms per request, 1 ms per flush.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "models/parts/database/client.hpp"
#include "models/parts/database/engine.hpp"
#include "sim/world/world.hpp"

namespace txlab {

using How = EndTransaction::How;

inline constexpr TableId accounts = 1;
inline constexpr TableId documents = 2;

// An application: two connection pools, and whatever the test spawns on its host.
class Application final : public Program {
 public:
  Application(Host& host, HostId server, std::size_t connections)
      : database(host, server, connections), second(host, server, connections) {}
  Task<> main() override { co_return; }
  DatabaseClient database;
  DatabaseClient second;
};

struct Outcome {
  Instant at = end_of_time;
  StatementStatus status = StatementStatus::unknown;
  std::optional<bool> done{};  // of an end or a finish
};
using Outcomes = std::map<std::string, Outcome>;

inline Task<> run_one(Host& host, DatabaseClient& database, Statement statement,
                      Outcomes& outcomes) {
  const auto status = co_await database.run(statement);
  outcomes[std::string(statement.label)] = {host.kernel().now(), status};
}

// Keeps the transaction open for a while.
inline Task<> hold_one(Host& host, DatabaseClient& database, Statement statement, Duration hold,
                       How how, GlobalId gid, Outcomes& outcomes) {
  auto begun = co_await database.begin(statement);
  Outcome outcome{host.kernel().now(), begun.status};
  if (begun.status == StatementStatus::ok) {
    co_await host.sleep(hold, "hold");
    outcome.done = co_await database.end(std::move(*begun.session), how, gid, statement.intent);
    outcome.at = host.kernel().now();
  }
  outcomes[std::string(statement.label)] = outcome;
}

inline Task<> finish_one(Host& host, DatabaseClient& database, GlobalId gid, bool commit,
                         std::string name, Outcomes& outcomes) {
  // Presumed abort: nobody waits for a rollback.
  const auto flush = commit ? DatabaseClient::Flush::forced : DatabaseClient::Flush::later;
  const auto known = co_await database.finish_prepared(gid, commit, IntentId{1}, flush);
  outcomes[name] = {host.kernel().now(), StatementStatus::ok, known};
}

inline DatabaseSettings quick_database() {
  DatabaseSettings settings{.name = "database"};
  settings.fsync = Distribution::constant(1'000'000);
  settings.statement = Distribution::constant(100'000);
  settings.hand_over = HandOver::fifo;
  return settings;
}

class DatabaseLab : public Observer {
 public:
  explicit DatabaseLab(DatabaseSettings settings = quick_database(), std::size_t connections = 64,
                       Probability duplicate = {})
      : settings_(std::move(settings)),
        connections_(connections),
        world_(1, Topology(1, link(duplicate), {}), [this](Host& host) { return boot(host); }) {
    world_.add_observer(*this);
    Host& server = world_.add_host({.name = "database",
                                    .group = "database",
                                    .service = settings_.statement,
                                    .fsync = settings_.fsync});
    server.durable<DatabaseState>(server, shapes_);
    world_.add_host({.name = "application", .group = "application"});
    world_.add_host({.name = "other", .group = "other"});
    world_.boot_all();
  }

  void on(const Happening& happening, Instant) override {
    ++counts_[happening.kind];
    if (happening.kind == Happening::Kind::lock_refused) ++refused_[std::string(happening.name)];
    if (happening.waits.empty()) return;
    told_waits_.emplace_back(happening.waits.begin(), happening.waits.end());
  }
  // The waits for locks that were told, each with those behind it, in the order in which they were
  // refused or their locks given back.
  const std::vector<std::vector<LockWait>>& told_waits() const { return told_waits_; }
  std::size_t count(Happening::Kind kind) { return counts_[kind]; }
  std::size_t refused(const std::string& why) { return refused_[why]; }

  static Statement add(std::string_view label, std::vector<RowKey> keys, std::int64_t amount = 1) {
    Statement statement{.label = label, .intent = IntentId{1}};
    for (const RowKey key : keys) statement.add(accounts, key, 0, amount);
    return statement;
  }
  void run_at(Duration when, Statement statement) {
    world_.at(start_of_run + when, [this, statement] {
      host().spawn(run_one(host(), application().database, statement, outcomes_));
    });
  }
  void run_in_second_pool_at(Duration when, Statement statement) {
    world_.at(start_of_run + when, [this, statement] {
      host().spawn(run_one(host(), application().second, statement, outcomes_));
    });
  }
  void hold_at(Duration when, Statement statement, Duration hold, How how = How::commit,
               GlobalId gid = 0) {
    world_.at(start_of_run + when, [this, statement, hold, how, gid] {
      host().spawn(hold_one(host(), application().database, statement, hold, how, gid, outcomes_));
    });
  }
  // A process of the application's host that uses its first pool.
  template <typename Process>
  void spawn_at(Duration when, Process process) {
    world_.at(start_of_run + when,
              [this, process] { host().spawn(process(host(), application().database)); });
  }
  void finish_at(Duration when, GlobalId gid, bool commit, std::string name) {
    world_.at(start_of_run + when, [this, gid, commit, name] {
      host().spawn(finish_one(host(), application().database, gid, commit, name, outcomes_));
    });
  }
  void finish_from_elsewhere_at(Duration when, GlobalId gid, bool commit, std::string name) {
    world_.at(start_of_run + when, [this, gid, commit, name] {
      Host& other = world_.host(HostId{2});
      other.spawn(finish_one(other, other_->database, gid, commit, name, outcomes_));
    });
  }
  void crash_at(Duration when, CrashKind kind, Duration outage = 10ms,
                Unsynced unsynced = Unsynced::gone) {
    world_.at(start_of_run + when,
              [this, kind, unsynced, outage] { world_.crash(HostId{0}, kind, unsynced, outage); });
  }
  void crash_application_at(Duration when, CrashKind kind = CrashKind::process,
                            Duration outage = 10ms) {
    world_.at(start_of_run + when,
              [this, kind, outage] { world_.crash(HostId{1}, kind, Unsynced::gone, outage); });
  }
  DatabaseLab& run() {
    world_.kernel().run_until(start_of_run + 1h);
    return *this;
  }
  Outcome of(const std::string& label) { return outcomes_[label]; }
  StatementStatus status(const std::string& label) { return outcomes_[label].status; }
  Duration ended(const std::string& label) { return outcomes_[label].at - start_of_run; }
  std::vector<std::string> in_order() const {
    std::multimap<Instant, std::string> by_time;
    for (const auto& [label, outcome] : outcomes_) by_time.emplace(outcome.at, label);
    std::vector<std::string> labels;
    for (const auto& [at, label] : by_time) labels.push_back(label);
    return labels;
  }
  std::int64_t balance(RowKey key) { return state().table(accounts).read(key).value[0]; }
  DatabaseState& state() { return *world_.host(HostId{0}).find_durable<DatabaseState>(); }

 private:
  static LinkSettings link(Probability duplicate) {
    LinkSettings link;
    link.latency = Distribution::constant(1'000'000);
    link.duplicate = duplicate;
    return link;
  }
  std::unique_ptr<Program> boot(Host& host) {
    if (host.id() == HostId{0}) {
      return std::make_unique<DatabaseEngine>(host, shapes_, settings_);
    }
    auto fresh = std::make_unique<Application>(host, HostId{0}, connections_);
    (host.id() == HostId{1} ? application_ : other_) = fresh.get();
    return fresh;
  }
  Host& host() { return world_.host(HostId{1}); }
  Application& application() { return *application_; }

  std::vector<TableShape> shapes_{
      {.id = accounts, .name = "accounts", .accounts = true, .opening = 100, .openings = 50},
      {.id = documents, .name = "documents", .queue = true}};
  DatabaseSettings settings_;
  std::size_t connections_;
  Application* application_ = nullptr;
  Application* other_ = nullptr;
  Outcomes outcomes_;
  std::map<Happening::Kind, std::size_t> counts_;
  std::map<std::string, std::size_t> refused_;
  std::vector<std::vector<LockWait>> told_waits_;
  World world_;
};

}  // namespace txlab
