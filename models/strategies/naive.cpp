// naive: calls in a row, no protection. No idempotency key, no outbox, no reconciliation, no
// repair: what is built when nobody thinks of failures. It claims nothing; it is here so that the
// checkers have something to see.
//
// Variants: order (which of the two calls comes first), debit (the balance is read, checked and
// then written, instead of checked by the database), amount (the fund side computes the price
// anew), and how often a call that nobody answered is repeated.
#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

struct BuyBranch {
  static constexpr MessageType type{"buy-branch", MessageClass::work};
  struct Reply {
    bool bought;
  };
  IntentId intent;
  Purchase purchase;
};

struct Variant {
  bool branch_first;
  bool read_then_write;
  bool requoted;
  std::uint32_t repeats;
};

class Wallet final : public Program {
 public:
  Wallet(Host& host, const Deployment& site, Variant variant)
      : host_(host), site_(site), variant_(variant), database_(host, site.wallet_database) {}

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    co_return;
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    Purchase purchase = request.purchase;
    purchase.order = OrderId{host_.unique_id()};  // every attempt is a new order
    if (variant_.branch_first) co_return co_await branch_then_main(purchase);
    co_return co_await main_then_branch(purchase);
  }

 private:
  using Answer = std::optional<Submit::Reply>;

  Task<Answer> main_then_branch(Purchase purchase) {
    const auto paid = co_await pay(purchase);
    if (paid == StatementStatus::too_low) co_return Submit::Reply{Told::refused};
    if (paid != StatementStatus::ok) co_return std::nullopt;
    const auto bought = co_await buy_branch(purchase);
    if (!bought) co_return std::nullopt;
    if (*bought) co_return Submit::Reply{Told::placed};
    co_await database_.run(fund::reverse(purchase));
    co_return Submit::Reply{Told::held_in_wallet};
  }

  Task<Answer> branch_then_main(Purchase purchase) {
    const auto bought = co_await buy_branch(purchase);
    if (!bought) co_return std::nullopt;
    if (!*bought) co_return Submit::Reply{Told::refused};
    const auto paid = co_await pay(purchase);
    if (paid == StatementStatus::too_low) co_return Submit::Reply{Told::refused};
    if (paid != StatementStatus::ok) co_return std::nullopt;
    co_return Submit::Reply{Told::placed};
  }

  Task<StatementStatus> pay(Purchase purchase) {
    Statement main = fund::main(purchase);
    if (variant_.read_then_write) {
      const auto card =
          co_await database_.read(fund::paid_from(purchase), purchase.card, purchase.intent);
      if (!card) co_return StatementStatus::unavailable;
      if (card->row.value[0] < purchase.amount.fen) co_return StatementStatus::too_low;
      main.ops[1].kind = RowOp::Kind::add;  // "there is enough, I have just looked"
    }
    co_return co_await database_.run(main);
  }

  Task<std::optional<bool>> buy_branch(Purchase purchase) {
    for (std::uint32_t attempt = 0; attempt <= variant_.repeats; ++attempt) {
      const auto reply = co_await host_.call(site_.fund(purchase.order, attempt),
                                             BuyBranch{purchase.intent, purchase}, 1s, attempt);
      if (reply) co_return reply->bought;
    }
    co_return std::nullopt;
  }

  Host& host_;
  const Deployment& site_;
  Variant variant_;
  DatabaseClient database_;
};

class Fund final : public Program {
 public:
  Fund(Host& host, const Deployment& site, Variant variant)
      : host_(host), site_(site), variant_(variant), database_(host, site.fund_database) {}

  Task<> main() override {
    host_.on<&Fund::on_buy_branch>(*this);
    co_return;
  }

  Task<std::optional<BuyBranch::Reply>> on_buy_branch(BuyBranch request) {
    Purchase purchase = request.purchase;
    if (site_.fund_refuses(purchase, host_.local_time())) co_return BuyBranch::Reply{false};
    purchase.date = site_.date_of_branch(purchase, host_.local_time());
    if (variant_.requoted) purchase.amount += Money{purchase.amount.fen / 100};
    const auto status = co_await database_.run(fund::branch(purchase, host_.unique_id()));
    if (status == StatementStatus::too_low) co_return BuyBranch::Reply{false};  // sold out
    if (status != StatementStatus::ok) co_return std::nullopt;
    co_return BuyBranch::Reply{true};
  }

 private:
  Host& host_;
  const Deployment& site_;
  Variant variant_;
  DatabaseClient database_;
};

class Naive final : public Strategy {
 public:
  Naive(const Deployment& site, Variant variant) : site_(site), variant_(variant) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Wallet>(host, site_, variant_);
      case Role::fund:
        return std::make_unique<Fund>(host, site_, variant_);
      default:
        return std::make_unique<Idle>();
    }
  }

 private:
  const Deployment& site_;
  Variant variant_;
};

}  // namespace

std::unique_ptr<Strategy> make_naive(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<Naive>(
      site, Variant{.branch_first = parameters.choice("order") == "branch-first",
                    .read_then_write = parameters.choice("debit") == "read-then-write",
                    .requoted = parameters.choice("amount") == "requoted",
                    .repeats = static_cast<std::uint32_t>(parameters.count("repeats"))});
}

}  // namespace txlab
