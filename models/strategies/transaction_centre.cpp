#include "models/strategies/transaction_centre.hpp"

namespace txlab {

TransactionCentre::TransactionCentre(Host& host, const Deployment& site, HalfSending sending,
                                     CentreQueries queries)
    : host_(host),
      site_(site),
      sending_(sending),
      queries_(queries),
      log_(host.durable<DecisionLog>(host)) {}

Task<> TransactionCentre::main() {
  host_.on<&TransactionCentre::on_begin>(*this);
  host_.on<&TransactionCentre::on_end>(*this);
  host_.on<&TransactionCentre::on_check>(*this);
  co_return;
}

// Its own record first, then the half message: a check that comes later finds the record.
Task<BeginTransaction::Reply> TransactionCentre::on_begin(BeginTransaction request) {
  const Purchase purchase = request.purchase;
  if (log_.phase(purchase.order) == Phase::none) {
    co_await log_.force({purchase, 0, Phase::trying});
  }
  const SendHalf half = half_message(host_, site_, purchase, sending_);
  const auto stored = co_await send_half(host_, site_.mq, half, sending_);
  if (!stored || stored->status != PutStatus::stored) co_return BeginTransaction::Reply{false};
  halves_[purchase.order] = stored->half;  // RAM: after a crash the check tells it again
  co_return BeginTransaction::Reply{true};
}

Task<> TransactionCentre::on_end(EndTransactionAtCentre request) {
  const auto half = halves_.find(request.order);
  if (half == halves_.end() || request.outcome == HalfOutcome::unknown) co_return;
  const HalfAddress address = half->second;
  halves_.erase(half);
  Purchase purchase;
  purchase.order = request.order;
  purchase.intent = request.intent;
  co_await decide(purchase, request.outcome);
  host_.send(site_.mq, EndHalf{request.intent, address, request.outcome, false});
}

// First the centre's own state, then the query.
Task<> TransactionCentre::on_check(CheckHalf check) {
  const auto purchase = check.message.as<Purchase>();
  HalfOutcome outcome = HalfOutcome::unknown;
  switch (log_.phase(purchase.order)) {
    case Phase::committed:
      outcome = HalfOutcome::commit;
      break;
    case Phase::refused:
      outcome = HalfOutcome::rollback;
      break;
    default:
      outcome = co_await query(purchase, check.number);
      if (outcome != HalfOutcome::unknown) co_await decide(purchase, outcome);
  }
  host_.send(site_.mq, EndHalf{check.intent, check.half, outcome, true}, check.number);
}

// Silence, like a type that nobody can be asked about, is no answer: the broker checks again.
Task<HalfOutcome> TransactionCentre::query(Purchase purchase, std::uint32_t number) {
  const bool discount_purchase = purchase.type == TransactionType::discount_purchase;
  if (queries_ == CentreQueries::discount_purchases && !discount_purchase) {
    co_return HalfOutcome::unknown;
  }
  const auto reply =
      co_await host_.call(site_.wallet(purchase.order, number),
                          QueryLocalTransaction{purchase.intent, purchase}, 3s, number);
  co_return reply ? reply->outcome : HalfOutcome::unknown;
}

Task<> TransactionCentre::decide(Purchase purchase, HalfOutcome outcome) {
  const bool commit = outcome == HalfOutcome::commit;
  co_await log_.force({purchase, 0, commit ? Phase::committed : Phase::refused});
}

}  // namespace txlab
