#include "models/fund/gateway.hpp"

#include "sim/world/world.hpp"

namespace txlab {

Task<> Gateway::main() {
  host_.on<&Gateway::on_place>(*this);
  host_.on<&Gateway::on_ask>(*this);
  co_return;
}

// Silence is passed on as silence: the customer's own timeout decides.
Task<std::optional<PlaceOrder::Reply>> Gateway::on_place(PlaceOrder request) {
  // What is asked and paid before main belongs to the first step.
  if (request.step == Step::first && !admission_.asks_nothing()) {
    const Admission::Verdict verdict = co_await admission_.ask(request);
    if (verdict == Admission::Verdict::refused) co_return PlaceOrder::Reply{Told::refused};
    if (verdict == Admission::Verdict::pending) co_return std::nullopt;
  }
  const Submit work{request.intent, request.attempt, request.purchase, request.step};
  const auto reply =
      co_await host_.call(entry(request.intent, request.attempt), work, patience_, request.attempt);
  if (!reply) co_return std::nullopt;
  co_return PlaceOrder::Reply{reply->told, reply->date};
}

Task<std::optional<Ask::Reply>> Gateway::on_ask(Ask request) {
  if (admission_.is_paying(request.intent)) co_return std::nullopt;
  const Inquire work{request.intent, request.attempt, request.purchase};
  const auto reply =
      co_await host_.call(entry(request.intent, request.attempt), work, patience_, request.attempt);
  if (!reply) co_return std::nullopt;
  co_return Ask::Reply{reply->told, reply->date};
}

}  // namespace txlab
