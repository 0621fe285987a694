// domain-events: one service with all aggregates in one database: the order, the application for
// the fund, and further ones (points, statistics), each in a transaction of its own, or all in one.
//
//   one-transaction: BEGIN; order; application; points; statistics; COMMIT
//   in-process:      BEGIN; order; COMMIT; the bus calls the handlers, each BEGIN; ...; COMMIT
//   outbox:          the event is a row of the order's transaction; whoever boots finds it
//
// E. Evans, "Domain-Driven Design" (2003), chapter 6: an aggregate is what one transaction changes;
// V. Vernon, "Effective Aggregate Design" (2011), part 2: other aggregates follow by domain events.
// The bus of the process is RAM: a crash between the first commit and the last handler's loses what
// was still to come. As long as the process lives, a handler that fails is called again.
#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/committed_events.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

enum class Bus : std::uint8_t { one_transaction, in_process, outbox };

// The last of the further aggregates is the statistics: all orders of a day add to one row of it.
bool is_statistics(std::uint32_t number, std::uint32_t branches) { return number + 1 == branches; }

class Service final : public Program, public EventHandler {
 public:
  Service(Host& host, const Deployment& site, Bus bus)
      : host_(host),
        site_(site),
        bus_(bus),
        ledger_(host, site),
        events_(host, site, ledger_.database(), *this) {}

  Task<> main() override {
    host_.on<&Service::on_submit>(*this);
    host_.on<&Service::on_inquire>(*this);
    if (bus_ == Bus::outbox) host_.spawn(events_.handle_leftovers());
    co_await ledger_.push_leftover_notices();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    const Purchase purchase = ledger_.receive(request.purchase);
    if (site_.fund_refuses(purchase, host_.local_time())) {
      const Answer refused = co_await ledger_.refuse(purchase);
      co_return reply<Submit::Reply>(refused);
    }
    const auto status = co_await ledger_.database().run(first_transaction(purchase));
    // Whoever commits the order raises its event, and nobody else.
    if (status == StatementStatus::ok && bus_ == Bus::in_process) host_.spawn(call_all(purchase));
    if (status == StatementStatus::ok && bus_ == Bus::outbox) events_.committed(purchase);
    const Answer known = co_await ledger_.outcome(purchase, status);
    co_return reply<Submit::Reply>(known);
  }

  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const Answer known = co_await ledger_.refuse(request.purchase);
    co_return reply<Inquire::Reply>(known);
  }

  Task<bool> handle(Purchase purchase) override {
    co_await call_all(purchase);
    co_return true;
  }

 private:
  Statement first_transaction(const Purchase& purchase) const {
    if (bus_ == Bus::in_process) return fund::main(purchase);
    if (bus_ == Bus::outbox) return with_event(fund::main(purchase), purchase);
    const std::uint32_t branches = site_.workload.branches;
    Statement everything = fund::everything_untold(purchase, branches);
    if (branches > 1) fund::count_in_statistics(everything, purchase);
    return everything;
  }

  template <typename Reply>
  std::optional<Reply> reply(Answer known) const {
    if (known.told == Told::unknown) return std::nullopt;  // let the customer try again
    const bool all_done = known.told == Told::accepted && bus_ == Bus::one_transaction;
    return Reply{all_done ? Told::placed : known.told, known.date};
  }

  // The event bus: one handler after the other, each until it has worked.
  Task<> call_all(Purchase purchase) {
    const bool applied = co_await apply(purchase);
    if (!applied) co_return;  // nothing else follows from an order that is taken back
    for (std::uint32_t number = 1; number < site_.workload.branches; ++number) {
      Statement further = fund::extra_beside(purchase, number);
      if (is_statistics(number, site_.workload.branches)) {
        fund::count_in_statistics(further, purchase);
      }
      co_await call(further);
    }
  }

  // False if the fund refuses, now or when the handler was called before: it was open when the
  // order came, and has been paused or sold out since.
  Task<bool> apply(Purchase purchase) {
    bool refused = site_.fund_refuses(purchase, host_.local_time());
    auto status = StatementStatus::too_low;
    if (!refused) {
      Statement application = fund::branch(purchase, purchase.order.value);
      fund::tell(application, ledger::wallet_notices, purchase, Told::placed);
      status = co_await call(application);
      refused = status == StatementStatus::too_low;  // sold out
    }
    if (refused) status = co_await call(fund::refuse_branch(purchase));
    if (status == StatementStatus::duplicate) refused = co_await refused_before(purchase);
    if (refused) {
      co_await take_back(purchase);
    } else if (status == StatementStatus::ok) {
      ledger_.notifier().push(purchase, Told::placed);
    }
    co_return !refused;
  }

  // `ok`, `duplicate` (it has been called before) or `too_low`: what no repetition changes.
  Task<StatementStatus> call(Statement work) {
    for (;;) {
      const auto status = co_await ledger_.database().run(work);
      if (status == StatementStatus::ok || status == StatementStatus::duplicate ||
          status == StatementStatus::too_low) {
        co_return status;
      }
      co_await host_.sleep(1s, "call the handler again");
    }
  }

  Task<bool> refused_before(Purchase purchase) {
    for (;;) {
      const auto row = co_await ledger_.database().read(ledger::applications, purchase.order.value,
                                                        purchase.intent);
      if (row) co_return row->row.state == ledger::application_refused;
      co_await host_.sleep(1s, "look again");
    }
  }

  Task<> take_back(Purchase purchase) {
    for (;;) {
      const bool done = co_await ledger_.reverse(purchase);
      if (done) co_return;
      co_await host_.sleep(1s, "reverse again");
    }
  }

  Host& host_;
  const Deployment& site_;
  Bus bus_;
  WalletLedger ledger_;
  CommittedEvents events_;
};

class DomainEvents final : public Strategy {
 public:
  DomainEvents(const Deployment& site, Bus bus) : site_(site), bus_(bus) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Service>(host, site_, bus_);
      case Role::ops:
        return end_of_day(site_, host, site_.wallet_database);
      default:
        return std::make_unique<Idle>();
    }
  }

 private:
  const Deployment& site_;
  Bus bus_;
};

}  // namespace

std::unique_ptr<Strategy> make_domain_events(const Deployment& site, const Parameters& parameters) {
  const std::string& bus = parameters.choice("bus");
  return std::make_unique<DomainEvents>(site, bus == "one-transaction" ? Bus::one_transaction
                                              : bus == "outbox"        ? Bus::outbox
                                                                       : Bus::in_process);
}

}  // namespace txlab
