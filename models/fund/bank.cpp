#include "models/fund/bank.hpp"

namespace txlab {

Task<> Bank::main() {
  host_.on<&Bank::on_debit>(*this);
  host_.on<&Bank::on_query>(*this);
  co_return;
}

Task<Debit::Reply> Bank::on_debit(Debit request) {
  const PaymentDraw payment = customers_.payment(request.intent);
  const LocalInstant now = host_.local_time();
  const LocalInstant ready =
      ready_.try_emplace(request.intent, now + payment.latency).first->second;
  if (payment.unknown && now < ready) co_return Debit::Reply{DebitStatus::processing};
  if (now < ready) co_await host_.sleep(ready - now, "debit");
  co_return Debit::Reply{status(request.intent)};
}

QueryDebit::Reply Bank::on_query(QueryDebit request) {
  const auto found = ready_.find(request.intent);
  if (found == ready_.end()) return {DebitStatus::unheard};
  const bool ready = found->second <= host_.local_time();
  return {ready ? status(request.intent) : DebitStatus::processing};
}

DebitStatus Bank::status(IntentId intent) const {
  return customers_.payment(intent).refused ? DebitStatus::refused : DebitStatus::paid;
}

}  // namespace txlab
