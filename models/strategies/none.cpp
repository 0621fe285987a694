// none: one service, one database, one local transaction. The zero line for cost: what the purchase
// would need if main and branch lived together, so that no protocol were needed.
#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

class Service final : public Program {
 public:
  Service(Host& host, const Deployment& site) : host_(host), site_(site), ledger_(host, site) {}

  Task<> main() override {
    host_.on<&Service::on_submit>(*this);
    host_.on<&Service::on_inquire>(*this);
    co_await ledger_.push_leftover_notices();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    const Purchase purchase = ledger_.receive(request.purchase);
    if (site_.fund_refuses(purchase, host_.local_time())) {
      const Answer refused = co_await ledger_.refuse(purchase);
      co_return answer(refused.told);
    }
    const Statement everything = fund::everything(purchase, site_.workload.branches);
    const Answer done = co_await ledger_.buy(purchase, everything);
    if (done.told != Told::accepted) co_return answer(done.told);
    // Main is done and so is everything else: there was only one transaction.
    ledger_.notifier().push(purchase, Told::placed);
    co_return answer(Told::placed);
  }

  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const Answer known = co_await ledger_.refuse(request.purchase);
    if (known.told == Told::unknown) co_return std::nullopt;
    co_return Inquire::Reply{known.told == Told::accepted ? Told::placed : known.told};
  }

 private:
  static std::optional<Submit::Reply> answer(Told told) {
    if (told == Told::unknown) return std::nullopt;  // let the customer try again
    return Submit::Reply{told == Told::accepted ? Told::placed : told};
  }
  Host& host_;
  const Deployment& site_;
  WalletLedger ledger_;
};

class None final : public Strategy {
 public:
  explicit None(const Deployment& site) : site_(site) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Service>(host, site_);
      case Role::ops:
        return end_of_day(site_, host, site_.wallet_database);
      default:
        return std::make_unique<Idle>();
    }
  }

 private:
  const Deployment& site_;
};

}  // namespace

std::unique_ptr<Strategy> make_none(const Deployment& site, const Parameters&) {
  return std::make_unique<None>(site);
}

}  // namespace txlab
