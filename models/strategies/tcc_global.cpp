#include "models/strategies/tcc_global.hpp"

namespace txlab::tcc {

GlobalOptions global_options(const Parameters& parameters) {
  return {
      .try_timeout = parameters.duration("try_timeout"),
      .rpc_timeout = parameters.duration("rpc_timeout"),
      .transaction_timeout = parameters.duration("transaction_timeout"),
      .retry_every = parameters.duration("retry_every"),
      .stuck_after = parameters.duration("stuck_after"),
      .cron_every = parameters.duration("cron_every"),
      .refusing = static_cast<std::uint64_t>(parameters.count("refusing")),
      .fence = parameters.on("fence"),
      .fence_clean = parameters.duration("fence_clean"),
      .clean_suspended = parameters.on("clean_suspended"),
      .effect_outside = parameters.choice("try_effect") == "outside",
      .store_forced = parameters.choice("store") == "forced",
      .store_flush = parameters.duration("store_flush"),
      .unknown_retried = Duration{0},
  };
}

Task<> GlobalStore::write(GlobalTransaction transaction, bool forced, Duration later) {
  if (forced) {
    co_await log_.force(transaction, "global", transaction.intent());
  } else {
    log_.append(transaction);
    log_.flush_within(later);
  }
}

void GlobalStore::listed(const Record& record, int change) {
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = record.intent(),
                          .value = change,
                          .name = "open decisions"});
}

void GlobalStore::became_durable(const Record& record) {
  const auto found = open_.find(record.id);
  const GlobalStatus before = found == open_.end() ? GlobalStatus::none : found->second.status;
  if (record.status == GlobalStatus::none) {
    if (found != open_.end()) {
      open_.erase(found);
      listed(record, -1);
    }
  } else {
    open_.insert_or_assign(record.id, record);
    if (before == GlobalStatus::none) listed(record, +1);
  }
  const bool decided = !commits(before) && commits(record.status);
  if (record.status != before && record.status != GlobalStatus::none) {
    host_.world().happened({.kind = Happening::Kind::durable,
                            .host = host_.id(),
                            .intent = record.intent(),
                            .value = decided ? 1 : 0,
                            .name = record.status == GlobalStatus::begun ? "trying" : "decision"});
  }
  log_.trim(log_.durable_end());
}

void GlobalStore::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  log_.crashed(kind, unsynced, draw);
  if (kind == CrashKind::host_lost) open_.clear();
}

HostId participant(const Deployment& site, const Purchase& purchase, std::uint8_t number,
                   std::uint32_t attempt) {
  return number == 0 ? site.wallet(purchase.order, attempt) : site.fund(purchase.order, attempt);
}

Task<bool> try_branch(Host& host, HostId where, GlobalTransaction transaction, std::uint8_t branch,
                      GlobalOptions options) {
  const Try request{transaction.intent(), part_of(branch), transaction.purchase, transaction.id};
  const auto held = co_await host.call(where, request, options.try_timeout);
  co_return held && held->done;  // silence counts as no
}

Task<bool> end_branch(Host& host, HostId where, GlobalTransaction transaction, std::uint8_t branch,
                      GlobalOptions options, std::uint32_t attempt) {
  const std::uint8_t part = part_of(branch);
  const IntentId intent = transaction.intent();
  if (commits(transaction.status)) {
    const auto reply =
        co_await host.call(where, Confirm{intent, part, transaction.purchase, transaction.id},
                           options.rpc_timeout, attempt);
    co_return reply && reply->done;
  }
  const auto reply =
      co_await host.call(where, Cancel{intent, part, transaction.purchase, transaction.id},
                         options.rpc_timeout, attempt);
  co_return reply && reply->done;
}

}  // namespace txlab::tcc
