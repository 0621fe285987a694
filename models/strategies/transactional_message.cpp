// transactional-message: RocketMQ's half messages with check-back (apache/rocketmq
// client/.../impl/producer/DefaultMQProducerImpl.java, sendMessageInTransaction; the broker's side
// is models/parts/broker).
//
//   1  send the half message and wait for SEND_OK; consumers do not see it
//   2  run main, whose order row is the log that checks are answered from
//   3  END(COMMIT or ROLLBACK), one-way: nobody knows whether it arrived
//   4  the broker delivers to the branch, again and again if need be; consumers recognise the order
//   5  no END in time: the broker asks a live producer, which reads the order row
//
// The answer to a check is fenced: where there is no row, one is written that makes the order
// refused, so that a local transaction that is still under way cannot commit after "rollback" was
// said (dtm's barrier does the same; client/dtmcli/barrier.go QueryPrepared). RocketMQ leaves that
// to the application, and `listener` has what applications do instead: with `logged`, a durable
// note that main has begun (shared/begin_log.hpp). centre: service puts a transaction centre
// (transaction_centre.hpp) between the wallet and the broker. Controls: check_back off; dedup off;
// the listeners naive, buggy and trusting; a centre with queries for one type only.
#include <set>

#include "models/fund/stamp.hpp"
#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/acknowledgement.hpp"
#include "models/strategies/shared/begin_log.hpp"
#include "models/strategies/shared/branch_consumer.hpp"
#include "models/strategies/shared/half_message.hpp"
#include "models/strategies/transaction_centre.hpp"

namespace txlab {

namespace {

enum class CheckListener : std::uint8_t {
  fenced,
  logged,
  truthful,
  unknown,
  naive,
  buggy,
  trusting,
};

CheckListener listener_named(std::string_view name) {
  if (name == "logged") return CheckListener::logged;
  if (name == "truthful") return CheckListener::truthful;
  if (name == "unknown") return CheckListener::unknown;
  if (name == "naive") return CheckListener::naive;
  if (name == "trusting") return CheckListener::trusting;
  return name == "buggy" ? CheckListener::buggy : CheckListener::fenced;
}

struct Options {
  BrokerUse broker;  // what is set here and not at the broker
  HalfSending sending;
  CheckListener listener;
  bool end_misses;  // END goes to a broker that does not hold the half message
  bool with_centre;
  CentreQueries queries;
  Deduplication dedup;
  Acknowledge acknowledge;
};

class Wallet final : public Program {
 public:
  Wallet(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        site_(site),
        options_(options),
        ledger_(host, site),
        begun_(host, ledger_.database()) {}

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    host_.on<&Wallet::on_check>(*this);
    host_.on<&Wallet::on_local_query>(*this);
    host_.on<&Wallet::on_inquire>(*this);
    host_.on<&Wallet::on_reverse>(*this);
    co_await ledger_.push_leftover_notices();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    const Purchase purchase = ledger_.receive(request.purchase);
    const auto half = co_await begin(purchase);
    if (!half) {
      // Without SEND_OK the local transaction does not run. The half message may be there all the
      // same; the refused order answers its check.
      const Answer refused = co_await ledger_.refuse(purchase);
      co_return reply_to(refused);
    }
    const Answer done = co_await run_main(purchase);
    if (done.told == Told::unknown) co_return std::nullopt;  // the check will find out
    end(purchase, *half, outcome_for(purchase, done));
    co_return reply_to(done);
  }

  Task<> on_check(CheckHalf check) {
    const auto purchase = check.message.as<Purchase>();
    const HalfOutcome outcome = co_await local_outcome(purchase);
    host_.send(site_.mq, EndHalf{check.intent, check.half, outcome, true}, check.number);
  }

  Task<QueryLocalTransaction::Reply> on_local_query(QueryLocalTransaction query) {
    const HalfOutcome outcome = co_await local_outcome(query.purchase);
    co_return QueryLocalTransaction::Reply{outcome};
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
  static std::optional<Submit::Reply> reply_to(Answer answer) {
    if (answer.told == Told::unknown) return std::nullopt;
    return Submit::Reply{answer.told, answer.date};
  }
  // A half message for another date than main's is a repetition after the cut-off and must not go
  // out: main's own will be asked about. A centre, with one outcome per order, cannot tell.
  HalfOutcome outcome_for(const Purchase& sent, Answer main) const {
    if (main.told == Told::unknown) return HalfOutcome::unknown;
    const bool other_date = main.told == Told::accepted && main.date != sent.date;
    const bool repeated = other_date && !options_.with_centre;
    return main.told == Told::refused || repeated ? HalfOutcome::rollback : HalfOutcome::commit;
  }

  // The half message's address, or nothing if it is not known to be stored.
  Task<std::optional<HalfAddress>> begin(Purchase purchase) {
    if (options_.with_centre) {
      const auto begun =
          co_await host_.call(site_.centre, BeginTransaction{purchase.intent, purchase}, 5s);
      if (!begun || !begun->begun) co_return std::nullopt;
      co_return HalfAddress{};  // the centre remembers it
    }
    const SendHalf half = half_message(host_, site_, purchase, options_.sending);
    const auto stored = co_await send_half(host_, site_.mq, half, options_.sending);
    if (stored && stored->status == PutStatus::stored) co_return stored->half;
    // Stored, but not as it should be: rolled back without having run.
    if (stored && stored->status == PutStatus::slave_not_available) {
      end(purchase, stored->half, HalfOutcome::rollback);
    }
    co_return std::nullopt;
  }

  Task<Answer> run_main(Purchase purchase) {
    Statement main = fund::main(purchase);
    if (options_.listener == CheckListener::logged) {
      const bool logged = co_await begun_.begin(purchase);
      if (!logged) co_return Answer{};
      main = BeginLog::with_end(main, purchase);
    }
    under_way_.insert(purchase.order);
    const Answer done = co_await ledger_.buy(purchase, main);
    under_way_.erase(purchase.order);
    co_return done;
  }

  void end(const Purchase& purchase, HalfAddress half, HalfOutcome outcome) {
    if (options_.with_centre) {
      host_.send(site_.centre, EndTransactionAtCentre{purchase.intent, purchase.order, outcome});
    } else {
      constexpr HalfAddress nowhere{~std::uint64_t{0}, ~std::uint64_t{0}};
      const HalfAddress address = options_.end_misses ? nowhere : half;
      host_.send(site_.mq, EndHalf{purchase.intent, address, outcome, false});
    }
  }

  Task<HalfOutcome> local_outcome(Purchase purchase) {
    const auto row =
        co_await ledger_.database().read(ledger::orders, purchase.order.value, purchase.intent);
    if (!row) {
      co_return options_.listener == CheckListener::buggy ? HalfOutcome::commit
                                                          : HalfOutcome::unknown;
    }
    const Answer known{told_by(*row), Stamp::read(row->row.stamp).date};
    if (known.told != Told::unknown) co_return outcome_for(purchase, known);
    switch (options_.listener) {
      case CheckListener::fenced:
        break;
      case CheckListener::logged: {
        const auto entry = co_await begun_.find(purchase);
        if (!entry || *entry == BeginLog::Entry::others) co_return HalfOutcome::unknown;
        if (*entry == BeginLog::Entry::none) co_return HalfOutcome::rollback;
        if (under_way_.contains(purchase.order)) co_return HalfOutcome::unknown;
        break;  // it is over, or its process is: what it left behind may not commit any more
      }
      case CheckListener::unknown:
        co_return HalfOutcome::unknown;
      case CheckListener::trusting:
        co_return HalfOutcome::commit;  // a rolled back main has left no row that says so
      case CheckListener::truthful:
        if (under_way_.contains(purchase.order)) co_return HalfOutcome::unknown;
        [[fallthrough]];
      default:
        co_return HalfOutcome::rollback;  // it may be about to commit, here or elsewhere
    }
    const Answer fenced = co_await ledger_.refuse(purchase);
    co_return outcome_for(purchase, fenced);
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  WalletLedger ledger_;
  BeginLog begun_;
  std::set<OrderId> under_way_;  // RAM, of this replica
};

class TransactionalMessage final : public Strategy {
 public:
  TransactionalMessage(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Wallet>(host, site_, options_);
      case Role::fund:
        return std::make_unique<BranchConsumer>(
            host, site_, options_.dedup, BranchLedger::Quote::as_ordered, options_.acknowledge);
      case Role::broker:
        return broker_for(site_, host, broker_use());
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      default:
        if (role != Role::centre || !options_.with_centre) return std::make_unique<Idle>();
        return std::make_unique<TransactionCentre>(host, site_, options_.sending, options_.queries);
    }
    return nullptr;
  }

 private:
  BrokerUse broker_use() const {
    BrokerUse use = options_.broker;
    use.producers = options_.with_centre ? std::vector{site_.centre} : site_.wallets;
    return use;
  }

  const Deployment& site_;
  Options options_;
};

}  // namespace

std::unique_ptr<Strategy> make_transactional_message(const Deployment& site,
                                                     const Parameters& parameters) {
  BrokerUse broker{.check_back = parameters.on("check_back"),
                   .check_interval = parameters.duration_if_set("check_interval"),
                   .immunity = parameters.duration_if_set("immunity")};
  if (const auto checks = parameters.count_if_set("max_checks")) {
    broker.max_checks = static_cast<std::uint32_t>(*checks);
  }
  return std::make_unique<TransactionalMessage>(
      site, Options{.broker = std::move(broker),
                    .sending = {.own_immunity = parameters.duration("own_immunity"),
                                .attempt_timeout = parameters.duration("attempt_timeout")},
                    .listener = listener_named(parameters.choice("listener")),
                    .end_misses = parameters.choice("end_route") == "elsewhere",
                    .with_centre = parameters.choice("centre") == "service",
                    .queries = parameters.choice("queries") == "discount-purchase"
                                   ? CentreQueries::discount_purchases
                                   : CentreQueries::every_type,
                    .dedup = deduplication(parameters),
                    .acknowledge = acknowledgement(parameters)});
}

}  // namespace txlab
