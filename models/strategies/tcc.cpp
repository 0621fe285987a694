// tcc: Try reserves, Confirm consumes the reservation, Cancel releases it; an embedded coordinator.
//
// Order of the durable steps (embedded coordinator, 2N + 2 forced writes): `trying`; a Try per
// participant; the decision, which is the commit point; a Confirm or Cancel per participant,
// repeated until each has answered. Confirm and Cancel are idempotent by the state of the order's
// row. A Cancel that finds no Try writes a tombstone under the order's unique key (empty cancel),
// so that the Try that is still on its way fails (suspension guard); SEATA's fence and dtm's
// barrier do the same with a table of their own (spring/.../SpringFenceHandler.java,
// client/dtmcli/barrier.go). Controls: suspension_guard off writes no tombstone; recovery off
// forgets open orders after a crash; unchecked; give_up_after.
#include <set>

#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/decision_log.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"
#include "models/strategies/tcc_global.hpp"
#include "models/strategies/tcc_messages.hpp"

namespace txlab {

namespace {

using namespace tcc;

enum class Unchecked : std::uint8_t { nothing, confirm, cancel };

struct Options {
  Duration try_timeout;
  Duration retry_every;
  bool suspension_guard;
  Unchecked unchecked;
  std::uint32_t give_up_after;  // attempts at a second phase; 0: never
  bool recovery;
  bool forced_decision;
};

class Participant {
 public:
  Participant(DatabaseClient& database, const Reservation& reservation, const Options& options)
      : database_(database), reservation_(reservation), options_(options) {}

  Task<bool> hold(Purchase purchase) {
    const auto status = co_await database_.run(reservation_.reserve(purchase));
    if (status == StatementStatus::ok) co_return true;
    if (status != StatementStatus::duplicate) co_return false;
    const auto state = co_await state_of(purchase);
    co_return state == ledger::order_tried;  // a second Try; after a Cancel it must fail
  }

  Task<bool> confirm(Purchase purchase) {
    const auto status = co_await database_.run(reservation_.confirm(purchase));
    if (status == StatementStatus::ok) co_return true;
    if (options_.unchecked == Unchecked::confirm && status == StatementStatus::wrong_state) {
      co_return co_await all_the_same(reservation_.confirm(purchase));
    }
    co_return co_await finished_before(status, purchase);
  }

  Task<bool> cancel(Purchase purchase) {
    const auto status = co_await database_.run(reservation_.cancel(purchase));
    if (status == StatementStatus::ok) co_return true;
    if (status == StatementStatus::absent) co_return co_await cancel_nothing(purchase);
    co_return co_await finished_before(status, purchase);
  }

 private:
  // There is no Try. It may still come: leave a tombstone that it will run into.
  Task<bool> cancel_nothing(Purchase purchase) {
    if (options_.unchecked == Unchecked::cancel) {
      co_return co_await all_the_same(reservation_.cancel(purchase));
    }
    if (!options_.suspension_guard) co_return true;
    const auto status = co_await database_.run(reservation_.cancel_unstarted(purchase));
    co_return status == StatementStatus::ok;  // duplicate: the Try has just come; cancel again
  }

  Task<bool> all_the_same(Statement second_phase) {
    const auto status = co_await database_.run(without_record(second_phase, reservation_.table));
    co_return status == StatementStatus::ok;
  }

  Task<bool> finished_before(StatementStatus status, Purchase purchase) {
    if (status == StatementStatus::wrong_state) co_return true;
    if (status != StatementStatus::absent) co_return false;
    const auto row =
        co_await database_.read(reservation_.table, purchase.order.value, purchase.intent);
    co_return row && row->archived;  // settled by now
  }

  Task<std::uint16_t> state_of(Purchase purchase) {
    const auto row =
        co_await database_.read(reservation_.table, purchase.order.value, purchase.intent);
    co_return row ? row->row.state : std::uint16_t{0};
  }

  DatabaseClient& database_;
  const Reservation& reservation_;
  const Options& options_;
};

// Wallet and fund service: one or several participants behind one door.
class Service final : public Program {
 public:
  Service(Host& host, const Deployment& site, const Options& options, Role role)
      : host_(host), site_(site), role_(role) {
    const bool wallet = role == Role::wallet;
    databases_.emplace_back(host, wallet ? site.wallet_database : site.fund_database);
    if (!wallet) {
      for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
    }
    for (std::size_t part = 0; part < databases_.size(); ++part) {
      participants_.emplace_back(databases_[part], reservation_of(role, part), options);
    }
  }

  Task<> main() override {
    host_.on<&Service::on_try>(*this);
    host_.on<&Service::on_confirm>(*this);
    host_.on<&Service::on_cancel>(*this);
    co_return;
  }

  Task<Try::Reply> on_try(Try request) {
    const bool branch = role_ == Role::fund && request.part == 0;
    if (branch && site_.fund_refuses(request.purchase, host_.local_time())) {
      co_return Try::Reply{false};
    }
    if (branch) request.purchase.date = site_.date_of_branch(request.purchase, host_.local_time());
    const bool held = co_await participants_[request.part].hold(request.purchase);
    co_return Try::Reply{held};
  }
  Task<std::optional<Confirm::Reply>> on_confirm(Confirm request) {
    if (!alone_with(request.part, request.purchase)) co_return std::nullopt;
    const bool done = co_await participants_[request.part].confirm(request.purchase);
    finishing_.erase({request.part, request.purchase.order});
    co_return Confirm::Reply{done};
  }
  Task<std::optional<Cancel::Reply>> on_cancel(Cancel request) {
    if (!alone_with(request.part, request.purchase)) co_return std::nullopt;
    const bool done = co_await participants_[request.part].cancel(request.purchase);
    finishing_.erase({request.part, request.purchase.order});
    co_return Cancel::Reply{done};
  }

 private:
  // False if the same is under way: a slow database must not be given the repetitions as well, or
  // the queue in front of it keeps every answer late and every order repeating for ever.
  bool alone_with(std::uint8_t part, const Purchase& purchase) {
    return finishing_.insert({part, purchase.order}).second;
  }

  Host& host_;
  const Deployment& site_;
  Role role_;
  std::deque<DatabaseClient> databases_;
  std::deque<Participant> participants_;
  std::set<std::pair<std::uint8_t, OrderId>> finishing_;
};

class Coordinator final : public Program {
 public:
  Coordinator(Host& host, const Deployment& site, const Options& options)
      : host_(host), site_(site), options_(options), log_(host.durable<DecisionLog>(host)) {}

  Task<> main() override {
    host_.on<&Coordinator::on_submit>(*this);
    host_.on<&Coordinator::on_inquire>(*this);
    if (options_.recovery) recover();
    co_return;
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    Purchase purchase = request.purchase;
    if (!purchase.order) purchase.order = OrderId{host_.unique_id()};
    const Phase known = log_.phase(purchase.order);
    if (known == Phase::committing || known == Phase::committed) {
      co_return Submit::Reply{Told::placed};
    }
    if (known == Phase::aborting || known == Phase::refused) {
      co_return Submit::Reply{Told::refused};
    }
    if (known == Phase::trying || !working_.insert(purchase.order).second) co_return std::nullopt;

    co_await log_.force({purchase, 0, Phase::trying});
    const bool held = co_await try_all(purchase);  // silence counts as no
    const Phase decision = held ? Phase::committing : Phase::aborting;
    co_await decide({purchase, 0, decision});  // the commit point
    host_.spawn(finish(purchase, decision));
    working_.erase(purchase.order);
    co_return Submit::Reply{held ? Told::placed : Told::refused};
  }

  // What became of an order; one that nobody knows is refused for good.
  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const OrderId order = request.purchase.order;
    if (log_.phase(order) == Phase::none && working_.insert(order).second) {
      co_await log_.force({request.purchase, 0, Phase::refused});
      working_.erase(order);
    }
    switch (log_.phase(order)) {
      case Phase::committing:
      case Phase::committed:
        co_return Inquire::Reply{Told::placed};
      case Phase::aborting:
      case Phase::refused:
        co_return Inquire::Reply{Told::refused};
      default:
        co_return std::nullopt;
    }
  }

 private:
  // What was tried without a decision is cancelled; what was decided is finished.
  void recover() {
    for (const auto& [order, decision] : log_.open()) host_.spawn(finish_open(decision));
  }

  Task<> finish_open(Decision open) {
    if (open.phase == Phase::trying) {
      open.phase = Phase::aborting;
      co_await log_.force(open);
    }
    co_await finish(open.purchase, open.phase);
  }

  Task<> decide(Decision decision) {
    if (options_.forced_decision) {
      co_await log_.force(decision);
    } else {
      log_.note(decision);
    }
  }

  Task<bool> try_all(Purchase purchase) {
    TaskList<bool> tries;
    tries.add(try_one(site_.wallet(purchase.order), Try{purchase.intent, 0, purchase}));
    for (std::uint32_t part = 0; part < site_.workload.branches; ++part) {
      const Try message{purchase.intent, static_cast<std::uint8_t>(part), purchase};
      tries.add(try_one(site_.fund(purchase.order), message));
    }
    const auto held = co_await tries;
    bool all = true;
    for (std::size_t i = 0; i < tries.size(); ++i) all = all && *held[i];
    co_return all;
  }

  Task<bool> try_one(HostId participant, Try message) {
    const auto reply = co_await host_.call(participant, message, options_.try_timeout);
    co_return reply && reply->done;
  }

  Task<> finish(Purchase purchase, Phase decision) {
    TaskList<bool> steps;
    const bool commit = decision == Phase::committing;
    steps.add(finish_one(purchase, Role::wallet, 0, commit));
    for (std::uint32_t part = 0; part < site_.workload.branches; ++part) {
      steps.add(finish_one(purchase, Role::fund, static_cast<std::uint8_t>(part), commit));
    }
    co_await steps;
    log_.note({purchase, 0, commit ? Phase::committed : Phase::refused});
  }

  // Again and again, at another replica each time, until the participant says that it is done.
  Task<bool> finish_one(Purchase purchase, Role role, std::uint8_t part, bool commit) {
    const std::uint32_t most = options_.give_up_after;
    for (std::uint32_t attempt = 0; most == 0 || attempt < most; ++attempt) {
      const HostId participant = role == Role::wallet ? site_.wallet(purchase.order, attempt)
                                                      : site_.fund(purchase.order, attempt);
      bool done = false;
      if (commit) {
        done = co_await say(participant, Confirm{purchase.intent, part, purchase}, attempt);
      } else {
        done = co_await say(participant, Cancel{purchase.intent, part, purchase}, attempt);
      }
      if (done) co_return true;
      co_await host_.sleep(options_.retry_every, "second phase again");
    }
    co_return false;  // and nobody looks at that
  }

  template <typename Message>
  Task<bool> say(HostId participant, Message message, std::uint32_t attempt) {
    const auto reply = co_await host_.call(participant, message, options_.try_timeout, attempt);
    co_return reply && reply->done;
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  DecisionLog& log_;
  std::set<OrderId> working_;
};

class Tcc final : public Strategy {
 public:
  Tcc(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, {site_.centre}, host);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<Service>(host, site_, options_, role);
      case Role::centre:
        return std::make_unique<Coordinator>(host, site_, options_);
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::broker:
      case Role::department:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  Options options_;
};

Unchecked unchecked(const Parameters& parameters) {
  const std::string& choice = parameters.choice("unchecked");
  if (choice == "confirm") return Unchecked::confirm;
  return choice == "cancel" ? Unchecked::cancel : Unchecked::nothing;
}

}  // namespace

std::unique_ptr<Strategy> make_tcc(const Deployment& site, const Parameters& parameters) {
  const std::string& coordinator = parameters.choice("coordinator");
  if (coordinator == "seata") return make_tcc_seata(site, parameters);
  if (coordinator == "dtm") return make_tcc_dtm(site, parameters);
  return std::make_unique<Tcc>(
      site, Options{.try_timeout = parameters.duration("try_timeout"),
                    .retry_every = parameters.duration("retry_every"),
                    .suspension_guard = parameters.on("suspension_guard"),
                    .unchecked = unchecked(parameters),
                    .give_up_after = static_cast<std::uint32_t>(parameters.count("give_up_after")),
                    .recovery = parameters.on("recovery"),
                    .forced_decision = parameters.on("forced_decision")});
}

}  // namespace txlab
