// How long after the last fault every purchase is whole, undone, or in a list that people watch:
// what each protocol's timers add up to.
//
// All of them rest on what the timers are set to, so the bounds of real implementations are those
// of their profiles. The slack is for what is under way when the faults end: a client's last
// attempts, calls that time out (3 s, three times), statements (8 s), a transaction whose client
// fell silent (10 s), a message that was delivered and not acknowledged (60 s).
#include <algorithm>

#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

constexpr Duration slack = 2min;

// A message that the fund side could not take comes again after 10 s, 30 s, 1 to 10 min, 20 min,
// 30 min, 1 h and 2 h, and then lies with the dead letters: 17140 s in all
// (store/.../MessageStoreConfig.java: messageDelayLevel, from level 3 on).
Duration redelivery(const BrokerSettings& broker) {
  constexpr Duration delays[] = {10s,  30s,  1min, 2min,  3min,  4min,  5min, 6min,
                                 7min, 8min, 9min, 10min, 20min, 30min, 1h,   2h};
  Duration sum{0};
  for (std::uint32_t i = 0; i < std::min<std::size_t>(broker.consumers.max_reconsume, 16); ++i) {
    sum += delays[i];
  }
  return sum + (broker.consumers.dead_letters_delayed ? delays[15] : Duration{0});
}

// Dead letters are a list that people watch only where there is an alarm on them.
bool unseen_dead_letters(const BrokerSettings& broker, Duration outage) {
  return !broker.alarm && outage > redelivery(broker);
}
constexpr Liveness nobody_watches_dead_letters{
    forever, "an outage outlasts the deliveries, and nobody watches dead letters"};

}  // namespace

Liveness liveness_of_none(const Parameters&, const BrokerSettings&, Duration) {
  return {slack, "one local transaction, repeated by the customer's client"};
}

// One reconciliation that comes to its end after the faults: R + L.
Liveness liveness_of_async_reconciliation(const Parameters& chosen, const BrokerSettings&,
                                          Duration) {
  if (!chosen.on("reconcile")) return {forever, "nobody compares the ledgers"};
  if (chosen.count("most_repairs") > 0) return {forever, "passes stop before they are done"};
  const Duration passes = 2 * chosen.duration("ledger_skew") + chosen.duration("lag");
  return {chosen.duration("reconcile_every") + passes + slack,
          "reconcile_every + lag + twice ledger_skew"};
}

// P and the recovery of the broker's consumers.
Liveness liveness_of_local_message_table(const Parameters& chosen, const BrokerSettings& broker,
                                         Duration outage) {
  const std::string& relay = chosen.choice("relay");
  const bool direct = chosen.choice("delivery") == "direct";
  const Duration delivery = direct ? Duration{0} : redelivery(broker);
  if (!chosen.on("atomic")) return {forever, "main may be durable without its message row"};
  if (!direct && unseen_dead_letters(broker, outage)) return nobody_watches_dead_letters;
  if (chosen.count("poll_rows") > 0) return {forever, "a poll stops before it is done"};
  if (relay == "id-cursor") return {forever, "what commits behind the cursor is skipped"};
  if (relay == "immediate") {
    return {chosen.duration("retry_every") + chosen.duration("retry_after") + delivery + slack,
            "retry_every + retry_after + redelivery by the broker"};
  }
  if (relay == "log-tailing") {
    return {20s + delivery + slack, "two reports of 10 s each + redelivery by the broker"};
  }
  // Pauses have doubled while the fault lasted, so the last one is at most as long as that.
  const Duration again = direct ? std::min(chosen.duration("backoff_max"), outage) : delivery;
  return {chosen.duration("lease") + chosen.duration("poll_every") + again + slack,
          direct ? "lease + poll_every + the outage, or backoff_max"
                 : "lease + poll_every + redelivery by the broker"};
}

// The transaction manager's recovery time.
Liveness liveness_of_xa(const Parameters& chosen, const BrokerSettings&, Duration) {
  if (chosen.choice("coordinator") == "seata") {
    const Duration timeout = chosen.duration("transaction_timeout");
    const Duration patience = timeout + std::max(timeout, chosen.duration("unknown_retried"));
    return {std::max(chosen.duration("stuck_after"), patience) + chosen.duration("retry_every") +
                2 * chosen.duration("rpc_timeout") + slack,
            "stuck_after, or transaction_timeout and unknown_retried, + retry_every + two calls"};
  }
  if (!chosen.on("recovery")) return {forever, "nobody asks who is in doubt"};
  const Duration attempt = chosen.duration("work_timeout") + chosen.duration("vote_timeout");
  return {chosen.duration("recovery_scan") + attempt + chosen.duration("retry_every") +
              chosen.duration("unknown_retried") + slack,
          "recovery_scan + work_timeout + vote_timeout + retry_every + unknown_retried"};
}

// Seata: what died in its second phase is taken up again `stuck_after` its begin. dtm: pauses have
// doubled while the fault lasted, so the last one is as long as the fault, and an undecided
// transaction waits for its timeout.
Liveness liveness_of_tcc(const Parameters& chosen, const BrokerSettings&, Duration outage) {
  const std::string& coordinator = chosen.choice("coordinator");
  if (coordinator == "embedded" && !chosen.on("recovery")) {
    return {forever, "a crash forgets open orders"};
  }
  if (coordinator == "embedded" && !chosen.on("suspension_guard")) {
    return {forever, "a late Try reserves for ever"};
  }
  if (coordinator != "embedded" && !chosen.on("fence")) {
    return {forever, "a late Try reserves for ever"};
  }
  const Duration retry = chosen.duration("retry_every");
  const Duration calls = 2 * chosen.duration("rpc_timeout");
  if (coordinator == "seata") {
    const Duration age =
        std::max(chosen.duration("stuck_after"), chosen.duration("transaction_timeout"));
    return {age + retry + calls + slack, "stuck_after + retry_every + two calls"};
  }
  if (coordinator == "dtm") {
    return {2 * outage + chosen.duration("transaction_timeout") + retry +
                chosen.duration("cron_every") + calls + slack,
            "twice the outage + transaction_timeout + retry_every + cron_every + two calls"};
  }
  return {2 * chosen.duration("try_timeout") + retry + slack, "twice try_timeout + retry_every"};
}

// Checks until the half message is parked (15 of 30 s, and 6 s: 486 s), or its lifetime, and
// 17140 s for the branch. Where nobody sees what is given up, the bound is only one for outages
// that the checks outlast: they begin when the message is no longer immune, but are counted from
// the start on if it has an immunity time of its own.
Liveness liveness_of_transactional_message(const Parameters& chosen, const BrokerSettings& broker,
                                           Duration outage) {
  if (!chosen.on("check_back")) return {forever, "nobody asks about half messages"};
  const Duration interval =
      chosen.duration_if_set("check_interval").value_or(broker.check_interval);
  const Duration own = chosen.duration("own_immunity");
  const Duration immunity =
      std::max(chosen.duration_if_set("immunity").value_or(broker.immunity), own);
  const std::int64_t checks = chosen.count_if_set("max_checks").value_or(broker.max_checks);
  const bool too_old = broker.half_lifetime < immunity + checks * interval;
  const Duration asked_about =
      std::min(checks * interval - own, broker.half_lifetime - immunity) - interval;
  if (!sees_given_up_halves(broker) && outage > asked_about) {
    return {forever, "an outage outlasts the checks, and nobody sees what is given up"};
  }
  if (unseen_dead_letters(broker, outage)) return nobody_watches_dead_letters;
  const Duration given_up =
      too_old ? broker.half_lifetime + interval : immunity + (checks + 1) * interval;
  return {given_up + redelivery(broker) + slack,
          too_old ? "half_lifetime + check_interval + redelivery by the broker"
                  : "immunity + (max_checks + 1) x check_interval + redelivery by the broker"};
}

Liveness liveness_of_domain_events(const Parameters& chosen, const BrokerSettings&, Duration) {
  if (chosen.choice("bus") == "in-process") return {forever, "a crash forgets events"};
  return {2 * Duration(30s) + slack, "two looks for events that were left, 30 s apart"};
}

// Whoever left is told when the order lapses; whoever bought, and was not called for, is taken up
// by the next look at the message table. The customer may take the second step just before.
Liveness liveness_of_two_step(const Parameters& chosen, const BrokerSettings&, Duration) {
  return {chosen.duration("lapse_after") + chosen.duration("look_every") +
              chosen.duration("retry_after") + chosen.duration("retry_every") + slack,
          "lapse_after + look_every + retry_after + retry_every"};
}

}  // namespace txlab
