// async-reconciliation: a plain message beside a local transaction, and a job that compares the
// ledgers.
//
//   commit-then-send: main commits; then the message is sent. A crash in between loses the branch.
//   send-then-commit: the message is sent; then main commits. A crash in between leaves a branch
//   that
//                     nobody paid for.
//
// The reconciliation runs every `reconcile_every` (T+1 by default). What has no counterpart is
// looked at again after `lag`, so that what is merely on its way is left alone, and is then
// repaired: forward (the branch is run now) or by reversal (the branch is ruled out, main is
// reversed). Amounts that differ are for people. There is no standard implementation; the
// parameters are ours.
#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/branch_consumer.hpp"
#include "models/strategies/shared/difference_cases.hpp"
#include "models/strategies/shared/reconciler.hpp"

namespace txlab {

namespace {

struct Options {
  bool send_first;
  Reconciliation reconciliation;
  Deduplication dedup;
  BranchLedger::Quote quote;
};

class Wallet final : public Program {
 public:
  Wallet(Host& host, const Deployment& site, const Options& options)
      : host_(host), site_(site), options_(options), ledger_(host, site) {}

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    host_.on<&Wallet::on_inquire>(*this);
    host_.on<&Wallet::on_reverse>(*this);
    co_await ledger_.push_leftover_notices();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    Purchase purchase = ledger_.receive(request.purchase);
    if (options_.send_first) co_await send(purchase);
    const Answer done = co_await ledger_.buy(purchase, fund::main(purchase));
    if (done.told == Told::unknown) co_return std::nullopt;
    purchase.date = done.date;  // of the first request, if this is a repetition
    // Main is committed; the customer is answered while the message goes out. Nothing remembers
    // that it has to.
    if (done.told == Told::accepted && !options_.send_first) host_.spawn(send(purchase));
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
  Task<> send(Purchase purchase) {
    // Whether it was stored or not, there is nothing left to be done about it here.
    co_await publish(host_, site_.mq, message_for_branches(site_, purchase));
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  WalletLedger ledger_;
};

// The fund service: a consumer that also runs, rules out or withdraws a branch for the
// reconciliation.
class Fund final : public Program {
 public:
  Fund(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        site_(site),
        consumer_(host, site, options.dedup, options.quote),
        ledger_(consumer_.ledger()) {}

  Task<> main() override {
    host_.on<&Fund::on_repair>(*this);
    co_await consumer_.main();
  }

  Task<Repair::Reply> on_repair(Repair request) {
    const Purchase purchase = request.purchase;
    auto status = StatementStatus::ok;
    switch (request.how) {
      case Repair::How::run_branch: {
        const bool done = co_await run_all(purchase);
        co_return Repair::Reply{done};
      }
      case Repair::How::rule_out_branch: {
        const bool done = co_await rule_out(purchase);
        co_return Repair::Reply{done};
      }
      case Repair::How::withdraw_branch:
        status = co_await ledger_.database().run(fund::withdraw_branch(purchase));
        if (status == StatementStatus::ok) ledger_.notifier().push(purchase, Told::refused);
        break;
      case Repair::How::correct_branch:
        status = co_await ledger_.database().run(fund::correct_branch(purchase, request.wrong));
        break;
    }
    co_return Repair::Reply{status == StatementStatus::ok};
  }

 private:
  // True if the branch will never run: a tombstone, now or before, or a refusal. False if it has
  // run.
  Task<bool> rule_out(Purchase purchase) {
    const auto status = co_await ledger_.database().run(fund::cancel_branch_unstarted(purchase));
    if (status != StatementStatus::duplicate) co_return status == StatementStatus::ok;
    const auto row = co_await ledger_.database().read(ledger::applications, purchase.order.value,
                                                      purchase.intent);
    co_return row && !row->archived && !ledger::stands(row->row.state);
  }

  Task<bool> run_all(Purchase purchase) {
    bool done = co_await ledger_.run(purchase);
    for (std::uint32_t number = 1; number < site_.workload.branches && done; ++number) {
      done = co_await ledger_.run_extra(purchase, number);
    }
    co_return done;
  }

  Host& host_;
  const Deployment& site_;
  BranchConsumer consumer_;
  BranchLedger& ledger_;
};

CaseLists differences(Host& host, const Deployment& site) {
  CaseLists lists;
  if (site.operators && site.operators->may(OperatorAction::repair_difference)) {
    lists.push_back(std::make_unique<DifferenceCases>(host, site));
  }
  return lists;
}

class Operations final : public Program {
 public:
  Operations(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        site_(site),
        batch_(end_of_day(site, host, site.fund_database, differences(host, site))),
        reconciler_(host, site, options.reconciliation) {}
  Task<> main() override {
    host_.spawn(batch_->main());
    if (!site_.operators) host_.spawn(reconciler_.work_off_cases());
    co_await reconciler_.run();
  }

 private:
  Host& host_;
  const Deployment& site_;
  std::unique_ptr<Program> batch_;
  Reconciler reconciler_;
};

class AsyncReconciliation final : public Strategy {
 public:
  AsyncReconciliation(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Wallet>(host, site_, options_);
      case Role::fund:
        return std::make_unique<Fund>(host, site_, options_);
      case Role::broker:
        return broker_for(site_, host, {});
      case Role::ops:
        return std::make_unique<Operations>(host, site_, options_);
      case Role::centre:
      case Role::department:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  Options options_;
};

}  // namespace

std::unique_ptr<Strategy> make_async_reconciliation(const Deployment& site,
                                                    const Parameters& parameters) {
  return std::make_unique<AsyncReconciliation>(
      site, Options{.send_first = parameters.choice("order") == "send-then-commit",
                    .reconciliation = {.every = parameters.duration("reconcile_every"),
                                       .lag = parameters.duration("lag"),
                                       .skew = parameters.duration("ledger_skew"),
                                       .most_repairs = static_cast<std::uint64_t>(
                                           parameters.count("most_repairs")),
                                       .manual_service = parameters.duration("manual_service"),
                                       .forward = parameters.choice("repair") == "forward",
                                       .catch_up = parameters.on("catch_up"),
                                       .on = parameters.on("reconcile")},
                    .dedup = deduplication(parameters),
                    .quote = parameters.choice("amount") == "requoted"
                                 ? BranchLedger::Quote::anew
                                 : BranchLedger::Quote::as_ordered});
}

}  // namespace txlab
