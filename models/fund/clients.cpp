#include "models/fund/clients.hpp"

#include <algorithm>

#include "sim/world/world.hpp"

namespace txlab {

Clients::Clients(Host& host, HostId gateway, const WorkloadSettings& workload,
                 const Customers& customers, Duration ask_until)
    : host_(host),
      gateway_(gateway),
      workload_(workload),
      customers_(customers),
      ask_until_(ask_until) {}

Task<> Clients::main() {
  host_.on<&Clients::on_notice>(*this);
  Instant begins = start_of_run;
  // Purchases of closed-loop clients are numbered by client and turn, above those of open loops, so
  // that a strategy that answers later meets the same purchases.
  const auto closed = [](const ArrivalPhase& p) {
    return p.process == ArrivalPhase::Process::closed;
  };
  const bool only_closed = std::ranges::all_of(workload_.arrivals, closed);
  std::uint64_t first = only_closed ? 1 : std::uint64_t{1} << 20;
  for (const ArrivalPhase& phase : workload_.arrivals) {
    if (phase.process == ArrivalPhase::Process::closed) {
      for (std::uint32_t client = 0; client < phase.clients; ++client) {
        host_.spawn(closed_loop(phase, begins, client, first));
      }
      first += std::uint64_t{1} << 20;
    }
    begins += phase.lasts;
  }
  co_await open_loop();
}

Task<> Clients::open_loop() {
  Arrivals arrivals(workload_, host_.world().seed());
  std::uint64_t number = 0;
  for (auto at = arrivals.next(); at; at = arrivals.next()) {
    co_await Sleep(host_.kernel(), *at - host_.kernel().now(), "next customer");
    host_.spawn(buy(IntentId{++number}));
  }
}

Task<> Clients::closed_loop(ArrivalPhase phase, Instant begins, std::uint32_t client,
                            std::uint64_t first_intent) {
  const Stream thinking(host_.world().seed(), "think", client);
  co_await Sleep(host_.kernel(), begins - host_.kernel().now(), "phase");
  for (std::uint64_t turn = 0;; ++turn) {
    co_await Sleep(host_.kernel(), phase.think.duration(thinking.at(turn).bits), "think");
    if (host_.kernel().now() >= begins + phase.lasts) co_return;
    co_await buy(IntentId{first_intent + turn * phase.clients + client});
  }
}

Task<> Clients::buy(IntentId intent) {
  Purchase purchase = customers_.purchase(intent);
  if (workload_.order_id == OrderIds::client) purchase.order = OrderId{intent.value};
  host_.world().began(intent, purchase.amount.fen);
  Told told = co_await place_until_answered(purchase, Step::first);
  if (told == Told::recharged) told = co_await take_second_step(purchase);
  // Who was told "accepted" waits for the notice; who was told nothing asks.
  if (told == Told::unknown && workload_.order_id == OrderIds::client) {
    host_.spawn(ask_until_told(purchase));
  }
}

Duration Clients::backoff(IntentId intent, std::uint32_t attempt) const {
  const ClientSettings& client = workload_.client;
  Duration longest = client.backoff_base;
  for (std::uint32_t i = 0; i < attempt && longest < client.backoff_max; ++i) {
    longest = Duration{
        static_cast<std::int64_t>(static_cast<double>(longest.count()) * client.backoff_factor)};
  }
  longest = std::min(longest, client.backoff_max);
  if (client.jitter == ClientSettings::Jitter::none) return longest;
  return host_.jitter(longest, intent, attempt);
}

// `recharged` is the last word that a customer wants to hear who leaves.
Task<Told> Clients::take_second_step(Purchase purchase) {
  if (customers_.leaves(purchase.intent)) co_return Told::recharged;
  co_await Sleep(host_.kernel(), customers_.thinks(purchase.intent), "think between steps");
  co_return co_await place_until_answered(purchase, Step::second);
}

Task<Told> Clients::place_until_answered(Purchase purchase, Step step) {
  const ClientSettings& client = workload_.client;
  for (std::uint32_t attempt = 0; attempt <= client.retries; ++attempt) {
    if (attempt > 0) {
      co_await Sleep(host_.kernel(), backoff(purchase.intent, attempt - 1), "backoff");
      if (satisfied(purchase.intent)) co_return Told::placed;  // a notice came meanwhile
    }
    const auto reply = co_await host_.call(
        gateway_, PlaceOrder{purchase.intent, attempt, purchase, step}, client.timeout, attempt);
    if (reply) {
      hear(purchase.intent, reply->told, reply->date);
      co_return reply->told;
    }
  }
  host_.world().happened(
      {.kind = Happening::Kind::gave_up, .host = host_.id(), .intent = purchase.intent});
  co_return Told::unknown;
}

Task<> Clients::ask_until_told(Purchase purchase) {
  const Instant until = host_.kernel().now() + ask_until_;
  Duration pause = workload_.client.ask_every;
  for (std::uint32_t attempt = 1; host_.kernel().now() < until; ++attempt) {
    co_await Sleep(host_.kernel(), pause, "ask again");
    pause = std::min<Duration>(2 * pause, 1h);
    if (satisfied(purchase.intent)) co_return;
    const auto reply = co_await host_.call(gateway_, Ask{purchase.intent, attempt, purchase},
                                           workload_.client.timeout, attempt);
    if (!reply || reply->told == Told::unknown) continue;
    hear(purchase.intent, reply->told, reply->date);
    if (reply->told != Told::recharged) co_return;
    const Told told = co_await take_second_step(purchase);
    if (told != Told::unknown) co_return;
  }
}

void Clients::hear(IntentId intent, Told told, ApplicationDate date) {
  if (definitive(told)) {
    if (satisfied_.size() <= intent.value) satisfied_.resize(intent.value + 1);
    satisfied_[intent.value] = true;
  }
  host_.world().happened({.kind = Happening::Kind::told,
                          .host = host_.id(),
                          .intent = intent,
                          .value = static_cast<std::int64_t>(told),
                          .extra = date,
                          .name = name_of(told)});
}

bool Clients::satisfied(IntentId intent) const {
  return intent.value < satisfied_.size() && satisfied_[intent.value];
}

Notice::Reply Clients::on_notice(Notice notice) {
  hear(notice.intent, notice.told, 0);
  return {true};
}

}  // namespace txlab
