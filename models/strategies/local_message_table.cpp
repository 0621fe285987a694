// local-message-table: main and the message row are one local transaction; a relay brings the row
// to the branch, directly (as the article has it) or through a broker.
//
//   wallet: BEGIN; main; INSERT message; COMMIT          the only atomic step
//   relay:  one of several kinds, see relay/relay.hpp     a crash publishes again
//   fund:   branch, unique by order
//
// Controls: atomic off writes the row in a transaction of its own; dedup off makes every delivery
// an application.
#include "models/strategies/protocols.hpp"
#include "models/strategies/relay/branch_service.hpp"
#include "models/strategies/relay/relay.hpp"
#include "models/strategies/shared/branch_consumer.hpp"

namespace txlab {

namespace {

struct Options {
  RelaySettings relay;
  bool atomic;
  Deduplication dedup;
};

class Wallet final : public Program {
 public:
  Wallet(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        options_(options),
        ledger_(host, site),
        relay_(relay_in_the_wallet({host, site, ledger_.database(), options.relay})) {}

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    host_.on<&Wallet::on_inquire>(*this);
    host_.on<&Wallet::on_reverse>(*this);
    host_.spawn(ledger_.push_leftover_notices());
    co_await relay_->run();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    const Purchase purchase = ledger_.receive(request.purchase);
    const auto row = co_await relay_->row_for(purchase);
    if (!row) co_return std::nullopt;
    Statement main = fund::main(purchase);
    if (options_.atomic) main = with_message_row(main, purchase, *row);
    const Answer done = co_await ledger_.buy(purchase, main);
    if (done.told == Told::unknown) co_return std::nullopt;
    if (!options_.atomic && done.told == Told::accepted) {
      const Statement late{.label = "message-row", .intent = purchase.intent};
      co_await ledger_.database().run(with_message_row(late, purchase, *row));
    }
    if (done.told == Told::accepted) relay_->committed(purchase, *row);
    co_return Submit::Reply{done.told, done.date};
  }

  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const Answer known = co_await ledger_.refuse(request.purchase);
    co_return Inquire::Reply{known.told, known.date};
  }

  Task<Reverse::Reply> on_reverse(Reverse request) {
    const bool done = co_await ledger_.reverse(request.purchase);
    co_return Reverse::Reply{done};
  }

 private:
  Host& host_;
  const Options& options_;
  WalletLedger ledger_;
  std::unique_ptr<Relay> relay_;
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
        if (through_broker()) {
          return std::make_unique<BranchConsumer>(host, site_, options_.dedup);
        }
        return std::make_unique<BranchService>(host, site_, options_.dedup);
      case Role::broker:
        if (!through_broker()) return std::make_unique<Idle>();
        return broker_for(site_, host, {});
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::centre:
        if (options_.relay.kind == RelaySettings::Kind::log_tailing) {
          return log_tailing_relay(host, site_, options_.relay);
        }
        return std::make_unique<Idle>();
      case Role::department:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  bool through_broker() const { return options_.relay.way == Delivery::Way::broker; }

  const Deployment& site_;
  Options options_;
};

RelaySettings::Kind kind_of(const std::string& relay) {
  using Kind = RelaySettings::Kind;
  if (relay == "lease") return Kind::lease;
  if (relay == "no-lock") return Kind::no_lock;
  if (relay == "id-cursor") return Kind::id_cursor;
  if (relay == "immediate") return Kind::immediate;
  CHECK(relay == "log-tailing");
  return Kind::log_tailing;
}

RelaySettings relay_of(const Parameters& parameters) {
  const bool broker = parameters.choice("delivery") == "broker";
  return {.kind = kind_of(parameters.choice("relay")),
          .way = broker ? Delivery::Way::broker : Delivery::Way::direct,
          .poll_every = parameters.duration("poll_every"),
          .poll_rows = static_cast<std::size_t>(parameters.count("poll_rows")),
          .batch = static_cast<std::size_t>(parameters.count("batch")),
          .lease_for = parameters.duration("lease"),
          .backoff_max = parameters.duration("backoff_max"),
          .retry_every = parameters.duration("retry_every"),
          .retry_after = parameters.duration("retry_after"),
          .retry_lock = parameters.on("retry_lock"),
          .flush_offset = parameters.duration("flush_offset"),
          .snapshot_after_a_gap = parameters.choice("snapshot") == "when-needed"};
}

}  // namespace

std::unique_ptr<Strategy> make_local_message_table(const Deployment& site,
                                                   const Parameters& parameters) {
  return std::make_unique<LocalMessageTable>(site, Options{.relay = relay_of(parameters),
                                                           .atomic = parameters.on("atomic"),
                                                           .dedup = deduplication(parameters)});
}

}  // namespace txlab
