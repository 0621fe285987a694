// two-step: what the discount purchase replaced. The customer recharges the wallet, is told so, and
// then asks for the target fund, paid from the wallet.
//
//   wallet: BEGIN; recharge; COMMIT             RECHARGED: free to use, nothing is promised
//   ...     the customer thinks, or leaves
//   wallet: BEGIN; main from what is available; INSERT message; COMMIT      the commit point
//   relay:  calls the fund service at once; a leftover row is called for again later
//   fund:   branch, unique by order
//
// Between the steps nothing is half done: the money fund is the customer's, whatever becomes of the
// purchase. Who does not come back within `lapse_after` is told that the money stays in the wallet,
// and a second step that comes after that is too late. The second step has the same gap between
// main and branch as any other strategy; here the message table closes it, without a broker.
#include "models/strategies/protocols.hpp"
#include "models/strategies/relay/branch_service.hpp"
#include "models/strategies/relay/relay.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

struct Options {
  Duration lapse_after;
  Duration look_every;
  RelaySettings relay;
};

class Wallet final : public Program {
 public:
  Wallet(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        options_(options),
        ledger_(host, site),
        relay_(relay_in_the_wallet({host, site, ledger_.database(), options.relay})),
        between_(message_gate({host, site, ledger_.database(), options.relay}, ledger::recharges)) {
  }

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    host_.on<&Wallet::on_inquire>(*this);
    host_.on<&Wallet::on_reverse>(*this);
    host_.spawn(ledger_.push_leftover_notices());
    host_.spawn(relay_->run());
    co_await look_for_who_left();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    Answer done;
    if (request.step == Step::first) {
      done = co_await recharge(ledger_.receive(request.purchase));
    } else if (request.purchase.order) {  // else nobody can say which recharge it is about
      done = co_await buy(ledger_.receive(request.purchase));
    }
    if (done.told == Told::unknown) co_return std::nullopt;
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
  std::int64_t now() const { return host_.local_time().time_since_epoch().count(); }

  Task<Answer> recharge(Purchase purchase) {
    const auto status = co_await ledger_.database().run(fund::recharge(purchase, now()));
    if (status == StatementStatus::ok) co_return Answer{Told::recharged};
    if (status == StatementStatus::too_low) co_return co_await ledger_.refuse(purchase);
    if (status != StatementStatus::duplicate) co_return Answer{};
    co_return co_await ledger_.look_up(purchase.order, purchase.intent);
  }

  // An order in another state has been bought, or has lapsed.
  Task<Answer> buy(Purchase purchase) {
    const auto row = co_await relay_->row_for(purchase);
    if (!row) co_return Answer{};
    const Statement main = with_message_row(fund::main_from_wallet(purchase), purchase, *row);
    const auto status = co_await ledger_.database().run(main);
    if (status == StatementStatus::wrong_state) {
      co_return co_await ledger_.look_up(purchase.order, purchase.intent);
    }
    if (status != StatementStatus::ok) co_return Answer{};
    relay_->committed(purchase, *row);
    co_return Answer{Told::accepted, purchase.date};
  }

  Task<> look_for_who_left() {
    for (;;) {
      while (between_.empty()) co_await between_.wait("nobody between the steps");
      co_await host_.next_tick(options_.look_every, "who left");
      co_await lapse_before(now() - options_.lapse_after.count());
    }
  }

  Task<> lapse_before(std::int64_t recharged_at) {
    RowKey after = 0;
    for (bool more = true; more;) {
      const auto rows = co_await ledger_.database().scan(ledger::recharges, after, 0);
      if (!rows) co_return;
      more = rows->more;
      for (std::uint8_t i = 0; i < rows->count; ++i) {
        after = rows->keys[i];
        if (rows->rows[i].value[1] > recharged_at) continue;
        co_await lapse(fund::from_order(after, rows->rows[i]));
      }
    }
  }

  // The customer may be faster; then the order is not lapsed.
  Task<> lapse(Purchase purchase) {
    const auto status = co_await ledger_.database().run(fund::lapse(purchase));
    if (status == StatementStatus::ok) ledger_.notifier().push(purchase, Told::held_in_wallet);
  }

  Host& host_;
  const Options& options_;
  WalletLedger ledger_;
  std::unique_ptr<Relay> relay_;
  WorkGate& between_;
};

class TwoStep final : public Strategy {
 public:
  TwoStep(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Wallet>(host, site_, options_);
      case Role::fund:
        return std::make_unique<BranchService>(host, site_, Deduplication{});
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      default:
        return std::make_unique<Idle>();
    }
  }

 private:
  const Deployment& site_;
  Options options_;
};

}  // namespace

std::unique_ptr<Strategy> make_two_step(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<TwoStep>(
      site, Options{.lapse_after = parameters.duration("lapse_after"),
                    .look_every = parameters.duration("look_every"),
                    .relay = {.kind = RelaySettings::Kind::immediate,
                              .way = Delivery::Way::direct,
                              .retry_every = parameters.duration("retry_every"),
                              .retry_after = parameters.duration("retry_after")}});
}

}  // namespace txlab
