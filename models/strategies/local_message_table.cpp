// local-message-table: main and the message row are one local transaction; the business's own relay
// reads the table and delivers to the branch, directly (as the article has it) or through a broker.
//
//   wallet: BEGIN; main; INSERT message; COMMIT          the only atomic step
//   relay:  poll; publish; wait for the broker; DELETE    a crash in between publishes again
//   fund:   branch, unique by order
//
// Controls: atomic off writes the row in a transaction of its own; lease off lets every replica
// relay; dedup off makes every delivery an application.
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/branch_consumer.hpp"

namespace txlab {

namespace {

struct Options {
  bool through_broker;
  Duration poll_every;
  std::size_t batch;
  bool lease;
  Duration lease_for;
  bool atomic;
  BranchLedger::Dedup dedup;
};

// Relay to fund service, without a broker.
struct RunBranch {
  static constexpr MessageType type{"run-branch", MessageClass::protocol};
  struct Reply {
    bool settled;
  };
  IntentId intent;
  std::uint8_t number;  // 0: the branch; 1..: further ones
  Purchase purchase;
  std::uint32_t distinct() const { return number; }
};

Statement message_row(Statement statement, const Purchase& p) {
  statement.insert(ledger::outbox, p.order.value, p.customer.value, 1, 0, p.amount.fen);
  statement.add(ledger::outbox, p.order.value, 1, p.fee.fen);
  return statement;
}

Purchase from_message_row(RowKey order, const Row& row) {
  Purchase purchase = fund::from_order(order, row);
  purchase.fee = {row.value[1]};
  return purchase;
}

class Wallet final : public Program {
 public:
  Wallet(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        site_(site),
        options_(options),
        ledger_(host, site),
        messages_(host.world()
                      .host(site.wallet_database)
                      .find_durable<DatabaseState>()
                      ->gate(ledger::outbox)) {}

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    host_.on<&Wallet::on_inquire>(*this);
    host_.on<&Wallet::on_reverse>(*this);
    host_.spawn(ledger_.push_leftover_notices());
    co_await relay();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    Purchase purchase = request.purchase;
    ledger_.name(purchase);
    Statement main = fund::main(purchase);
    if (options_.atomic) main = message_row(main, purchase);
    const Told told = co_await ledger_.buy(purchase, main);
    if (told == Told::unknown) co_return std::nullopt;
    if (!options_.atomic && told == Told::accepted) {
      Statement row = message_row({.label = "message-row", .intent = purchase.intent}, purchase);
      co_await ledger_.database().run(row);
    }
    co_return Submit::Reply{told};
  }

  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const Told told = co_await ledger_.refuse(request.purchase);
    co_return Inquire::Reply{told};
  }

  Task<Reverse::Reply> on_reverse(Reverse request) {
    const bool done = co_await ledger_.reverse(request.purchase);
    co_return Reverse::Reply{done};
  }

 private:
  Task<> relay() {
    for (;;) {
      while (messages_.empty()) co_await messages_.wait("message table is empty");
      co_await host_.next_tick(options_.poll_every, "poll");
      const bool mine = co_await hold_lease();
      if (mine) co_await relay_rows();
    }
  }

  // One relay works at a time. A lease that overlaps (clocks differ) costs doubles, nothing else.
  Task<bool> hold_lease() {
    if (!options_.lease) co_return true;
    const std::int64_t now = host_.local_time().time_since_epoch().count();
    const std::int64_t until = now + options_.lease_for.count();
    if (now < lease_until_ - options_.lease_for.count() / 2) co_return true;
    Statement claim{.label = "relay-lease", .forced = false};
    claim.claim(ledger::leases, 1, host_.id().value, now, until);
    const auto status = co_await ledger_.database().run(claim);
    lease_until_ = status == StatementStatus::ok ? until : 0;
    co_return status == StatementStatus::ok;
  }

  Task<> relay_rows() {
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto rows = co_await ledger_.database().scan(ledger::outbox, after, 0);
      if (!rows) co_return;
      more = rows->more;
      std::vector<Purchase> batch;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        batch.push_back(from_message_row(after, rows->rows[i]));
        if (batch.size() < options_.batch && i + 1 < rows->count) continue;
        start(std::exchange(batch, {}));
      }
    }
  }

  // Rows that are on their way are left alone by the next poll of this relay.
  void start(std::vector<Purchase> batch) {
    std::erase_if(batch, [this](const Purchase& p) { return relaying_.contains(p.order); });
    for (const Purchase& purchase : batch) relaying_.insert(purchase.order);
    if (!batch.empty()) host_.spawn(relay_batch(std::move(batch)));
  }

  Task<> relay_batch(std::vector<Purchase> batch) {
    std::vector<Purchase> delivered;
    for (const Purchase& purchase : batch) {
      const bool done = co_await deliver(purchase);
      if (done) delivered.push_back(purchase);
    }
    for (std::size_t next = 0; next < delivered.size();) {
      Statement sent{.label = "message-sent"};
      while (next < delivered.size() && sent.count < Statement::capacity) {
        sent.intent = delivered[next].intent;
        sent.erase(ledger::outbox, delivered[next++].order.value);
      }
      co_await ledger_.database().run(sent);
    }
    for (const Purchase& purchase : batch) relaying_.erase(purchase.order);
  }

  Task<bool> deliver(Purchase purchase) {
    if (options_.through_broker) {
      co_return co_await publish(host_, site_.mq, message_for_branches(site_, purchase));
    }
    for (std::uint32_t number = 0; number < site_.workload.branches; ++number) {
      const bool done = co_await run_branch(purchase, static_cast<std::uint8_t>(number));
      if (!done) co_return false;  // the row stays, the next poll tries again
    }
    co_return true;
  }

  Task<bool> run_branch(Purchase purchase, std::uint8_t number) {
    for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
      const auto reply =
          co_await host_.call(site_.fund(purchase.order, attempt),
                              RunBranch{purchase.intent, number, purchase}, 3s, attempt);
      if (reply && reply->settled) co_return true;
    }
    co_return false;
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  WalletLedger ledger_;
  WorkGate& messages_;
  std::int64_t lease_until_ = 0;
  std::set<OrderId> relaying_;
};

// The fund service when the relay talks to it directly.
class DirectFund final : public Program {
 public:
  DirectFund(Host& host, const Deployment& site, BranchLedger::Dedup dedup)
      : host_(host), ledger_(host, site, dedup) {}

  Task<> main() override {
    host_.on<&DirectFund::on_run_branch>(*this);
    co_await ledger_.push_leftover_notices();
  }

  Task<RunBranch::Reply> on_run_branch(RunBranch request) {
    bool settled = false;
    if (request.number == 0) {
      settled = co_await ledger_.run(request.purchase);
    } else {
      settled = co_await ledger_.run_extra(request.purchase, request.number);
    }
    co_return RunBranch::Reply{settled};
  }

 private:
  Host& host_;
  BranchLedger ledger_;
};

class LocalMessageTable final : public Strategy {
 public:
  LocalMessageTable(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Wallet>(host, site_, options_);
      case Role::fund:
        if (options_.through_broker) {
          return std::make_unique<BranchConsumer>(host, site_, options_.dedup);
        }
        return std::make_unique<DirectFund>(host, site_, options_.dedup);
      case Role::broker:
        if (!options_.through_broker) return std::make_unique<Idle>();
        return broker_for(site_, host, {});
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::centre:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  Options options_;
};

}  // namespace

std::unique_ptr<Strategy> make_local_message_table(const Deployment& site,
                                                   const Parameters& parameters) {
  return std::make_unique<LocalMessageTable>(
      site, Options{.through_broker = parameters.choice("delivery") == "broker",
                    .poll_every = parameters.duration("poll_every"),
                    .batch = static_cast<std::size_t>(parameters.count("batch")),
                    .lease = parameters.choice("relay") == "lease",
                    .lease_for = parameters.duration("lease"),
                    .atomic = parameters.on("atomic"),
                    .dedup = parameters.on("dedup") ? BranchLedger::Dedup::by_order
                                                    : BranchLedger::Dedup::off});
}

}  // namespace txlab
