#include "models/strategies/tcc_application.hpp"

namespace txlab::tcc {

Task<> Application::main() {
  host_.on<&Application::on_place>(*this);
  host_.on<&Application::on_ask>(*this);
  co_return;
}

Task<std::optional<PlaceOrder::Reply>> Application::on_place(PlaceOrder request) {
  if (!admission_.asks_nothing()) {
    const Admission::Verdict verdict = co_await admission_.ask(request);
    if (verdict == Admission::Verdict::refused) co_return PlaceOrder::Reply{Told::refused};
    if (verdict == Admission::Verdict::pending) co_return std::nullopt;
  }
  Purchase purchase = request.purchase;
  if (!purchase.order) purchase.order = OrderId{host_.unique_id()};
  if (!working_.insert(purchase.order).second) co_return std::nullopt;
  const Told told = co_await run(purchase);
  working_.erase(purchase.order);
  if (told == Told::unknown) co_return std::nullopt;
  co_return PlaceOrder::Reply{told};
}

Task<std::optional<Ask::Reply>> Application::on_ask(Ask request) {
  if (admission_.is_paying(request.intent)) co_return std::nullopt;
  const Told told = co_await rule_out(request.purchase);
  if (told == Told::unknown) co_return std::nullopt;
  co_return Ask::Reply{told};
}

Task<Told> Application::run(Purchase purchase) {
  const LocalInstant began = host_.local_time();
  const auto begun = co_await host_.call(site_.centre, BeginGlobal{purchase.intent, purchase},
                                         options_.rpc_timeout);
  if (!begun) co_return Told::unknown;
  const std::uint32_t held = co_await try_all(purchase, begun->transaction);
  // Seata looks at the clock once more before it asks to commit (TransactionalTemplate.java).
  const bool in_time = host_.local_time() - began <= options_.transaction_timeout;
  const bool commit = held == site_.workload.branches + 1 && in_time;
  const auto answer = co_await decide(purchase.intent, begun->transaction, commit);
  if (answer == Decide::Answer::decided) {
    if (commit) co_return Told::placed;
    // Main is reserved by this transaction and will be cancelled; nothing can follow it.
    if (held > 0 && calls_.leaves_a_trace) co_return Told::refused;
  }
  // Refused, refused before, placed before, or nobody can tell.
  co_return co_await rule_out(purchase);
}

// How many are held before the first that is not.
Task<std::uint32_t> Application::try_all(Purchase purchase, std::uint64_t transaction) {
  const std::uint32_t branches = site_.workload.branches + 1;
  for (std::uint8_t branch = 0; branch < branches; ++branch) {
    const RegisterBranch request{purchase.intent, transaction, branch};
    const auto registered = co_await host_.call(site_.centre, request, options_.rpc_timeout);
    if (!registered || !registered->registered) co_return branch;
    const GlobalTransaction global{.id = transaction, .purchase = purchase};
    const HostId where = participant(site_, purchase, branch, 0);
    const bool held = co_await calls_.first_phase(host_, where, global, branch, options_);
    if (!held) co_return branch;
  }
  co_return branches;
}

Task<std::optional<Decide::Answer>> Application::decide(IntentId intent, std::uint64_t transaction,
                                                        bool commit) {
  for (std::uint32_t attempt = 0; attempt < attempts_; ++attempt) {
    const auto reply = co_await host_.call(site_.centre, Decide{intent, transaction, commit},
                                           options_.rpc_timeout, attempt);
    if (reply) co_return reply->answer;
  }
  co_return std::nullopt;
}

Task<Told> Application::rule_out(Purchase purchase) {
  const auto reply = co_await host_.call(site_.wallet(purchase.order),
                                         RuleOut{purchase.intent, purchase}, options_.rpc_timeout);
  co_return reply ? reply->told : Told::unknown;
}

}  // namespace txlab::tcc
