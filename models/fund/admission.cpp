#include "models/fund/admission.hpp"

namespace txlab {

namespace {

constexpr Duration patience = 10s;  // with the bank

}  // namespace

Task<Admission::Verdict> Admission::ask(PlaceOrder request) {
  const Duration takes = customers_.precheck_takes(request.intent);
  if (!workload_.precheck.none() && takes > Duration{0}) co_await host_.sleep(takes, "precheck");
  if (!passes(request)) co_return Verdict::refused;
  const bool by_bank =
      request.purchase.type == TransactionType::discount_purchase && !request.purchase.from_wallet;
  if (!workload_.payment || !by_bank) co_return Verdict::admitted;
  if (!paying_.insert(request.intent).second) co_return Verdict::pending;
  const Verdict verdict = co_await pay(request);
  paying_.erase(request.intent);
  co_return verdict;
}

// A fund's status changes, and an order that was admitted before must not be told REFUSED because
// its request came again. So the status counts for a first request only, and once.
bool Admission::passes(const PlaceOrder& request) {
  constexpr std::size_t remembered = 1 << 16;
  const bool first = request.attempt == 0 && !admitted_.contains(request.intent);
  const Duration now = host_.local_time().time_since_epoch();
  if (customers_.precheck_refuses(request.purchase, workload_.precheck)) return false;
  if (first && workload_.precheck.has(Precheck::fund_status) &&
      customers_.fund_paused(request.purchase, now)) {
    return false;
  }
  admitted_.insert(request.intent);
  if (admitted_.size() > remembered) admitted_.erase(admitted_.begin());
  return true;
}

// "Processing" and silence are neither yes nor no: the bank is asked until it says which. What it
// has never heard of is debited again.
Task<Admission::Verdict> Admission::pay(PlaceOrder request) {
  auto status = co_await debit(request.intent, request.attempt);
  for (std::uint32_t query = 0; status == DebitStatus::processing || status == DebitStatus::unheard;
       ++query) {
    co_await host_.sleep(workload_.payment->query_every, "debit unknown");
    if (status == DebitStatus::unheard) {
      status = co_await debit(request.intent, request.attempt + query + 1);
      continue;
    }
    const auto reply = co_await host_.call(bank_, QueryDebit{request.intent}, patience, query);
    if (reply) status = reply->status;
  }
  co_return status == DebitStatus::paid ? Verdict::admitted : Verdict::refused;
}

Task<DebitStatus> Admission::debit(IntentId intent, std::uint32_t attempt) {
  const auto reply = co_await host_.call(bank_, Debit{intent}, patience, attempt);
  co_return reply ? reply->status : DebitStatus::processing;
}

}  // namespace txlab
