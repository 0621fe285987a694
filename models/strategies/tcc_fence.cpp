#include "models/strategies/tcc_fence.hpp"

#include <algorithm>

#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab::tcc {

namespace {

// Seata: one row per transaction; dtm: one per operation.
RowKey fence_row(std::uint64_t transaction, std::uint64_t operation = 0) {
  return transaction * 4 + operation;
}
constexpr std::uint64_t of_try = 1;
constexpr std::uint64_t of_confirm = 2;
constexpr std::uint64_t of_cancel = 3;

Statement fenced(std::string_view label, IntentId intent) {
  Statement statement;
  statement.label = label;
  statement.intent = intent;
  return statement;
}

// The fence's operation first: whether it went through decides about the rest.
Statement followed_by(Statement fence, const Statement& business) {
  fence.label = business.label;
  for (std::uint8_t i = 0; i < business.count; ++i) fence.with(business.ops[i]);
  return fence;
}

}  // namespace

FencedService::FencedService(Host& host, const Deployment& site, const GlobalOptions& options,
                             Fence fence, Role role)
    : host_(host),
      site_(site),
      options_(options),
      fence_(options.fence ? fence : Fence::off),
      role_(role) {
  const bool wallet = role == Role::wallet;
  databases_.emplace_back(host, wallet ? site.wallet_database : site.fund_database);
  if (!wallet) {
    for (const HostId extra : site.extra_databases) databases_.emplace_back(host, extra);
  }
  const bool cleans = fence_ == Fence::state_row && options.fence_clean > Duration{0};
  for (DatabaseClient& database : databases_) {
    if (cleans) cleaners_.emplace_back(host, database, options);
  }
}

Task<> FencedService::main() {
  host_.on<&FencedService::on_try>(*this);
  host_.on<&FencedService::on_confirm>(*this);
  host_.on<&FencedService::on_cancel>(*this);
  host_.on<&FencedService::on_rule_out>(*this);
  for (FenceCleaner& cleaner : cleaners_) host_.spawn(cleaner.run());
  co_return;
}

// A call comes over a connection, which delivers it once. It matters to Seata's fence, which takes
// a second Try for a late one. Ids grow, so the oldest are forgotten first.
bool FencedService::heard_before(const Try& request) {
  constexpr std::size_t remembered = 1 << 16;
  if (!heard_.emplace(request.transaction, request.part).second) return true;
  if (heard_.size() > remembered) heard_.erase(heard_.begin());
  return false;
}

bool FencedService::refuses(const Try& request) const {
  const std::uint64_t refusing =
      std::min<std::uint64_t>(options_.refusing, site_.workload.branches);
  const bool asked = role_ == Role::fund && request.part + 1u == refusing;
  return asked && site_.fund_refuses(request.purchase, host_.local_time());
}

Task<std::optional<Try::Reply>> FencedService::on_try(Try request) {
  if (heard_before(request)) co_return std::nullopt;
  if (refuses(request)) co_return Try::Reply{false};
  const bool branch = role_ == Role::fund && request.part == 0;
  if (branch) request.purchase.date = site_.date_of_branch(request.purchase, host_.local_time());
  bool held = false;
  if (fence_ == Fence::off) {
    const Statement reserve = reservation_of(role_, request.part).reserve(request.purchase);
    const Done done = co_await run(request.part, reserve);
    held = done.status == StatementStatus::ok;
  } else if (fence_ == Fence::state_row) {
    held = co_await hold_with_state(request);
  } else {
    held = co_await hold_with_barrier(request);
  }
  co_return Try::Reply{held};
}

Task<Confirm::Reply> FencedService::on_confirm(Confirm request) {
  bool confirmed = false;
  if (fence_ == Fence::off) {
    const Statement confirm = reservation_of(role_, request.part).confirm(request.purchase);
    const Done done = co_await run(request.part, confirm);
    confirmed = done.status == StatementStatus::ok || done.status == StatementStatus::wrong_state;
  } else if (fence_ == Fence::state_row) {
    confirmed = co_await confirm_with_state(request);
  } else {
    confirmed = co_await confirm_with_barrier(request);
  }
  co_return Confirm::Reply{confirmed};
}

Task<Cancel::Reply> FencedService::on_cancel(Cancel request) {
  bool cancelled = false;
  if (fence_ == Fence::off) {
    const Statement cancel = reservation_of(role_, request.part).cancel(request.purchase);
    const Done done = co_await run(request.part, cancel);
    cancelled = done.status == StatementStatus::ok || done.status == StatementStatus::absent ||
                done.status == StatementStatus::wrong_state;
  } else if (fence_ == Fence::state_row) {
    cancelled = co_await cancel_with_state(request);
  } else {
    cancelled = co_await cancel_with_barrier(request);
  }
  co_return Cancel::Reply{cancelled};
}

Task<std::optional<RuleOut::Reply>> FencedService::on_rule_out(RuleOut request) {
  const auto told = co_await rule_out(&databases_[0], request.purchase);
  if (!told) co_return std::nullopt;
  co_return RuleOut::Reply{*told};
}

Task<FencedService::Done> FencedService::run(std::uint8_t part, Statement statement) {
  auto begun = co_await databases_[part].begin(statement);
  if (begun.status != StatementStatus::ok) co_return Done{begun.status, begun.failed_op};
  const auto ended = co_await databases_[part].end(
      std::move(*begun.session), EndTransaction::How::commit, 0, statement.intent);
  if (!ended) co_return Done{StatementStatus::unknown};
  co_return Done{*ended ? StatementStatus::ok : StatementStatus::unavailable};
}

// --- Seata: one row with a state ----------------------------------------------------------------

// prepareFence. A row that is there already belongs to a Cancel, or to this Try the first time: it
// is an error either way, and the row is thrown away, so it protects only once.
Task<bool> FencedService::hold_with_state(Try request) {
  Statement fence = fenced("fence", request.intent);
  fence.insert(ledger::fences, fence_row(request.transaction), 0, tried, 0, now());
  const Statement reserve = reservation_of(role_, request.part).reserve(request.purchase);
  if (options_.effect_outside) {
    const Done effect = co_await run(request.part, reserve);
    if (effect.status != StatementStatus::ok) co_return false;
  } else {
    fence = followed_by(fence, reserve);
  }
  const Done done = co_await run(request.part, fence);
  if (done.status == StatementStatus::duplicate && done.failed_op == 0) {
    host_.spawn(clear(request.part, request.transaction, request.intent));
  }
  co_return done.status == StatementStatus::ok;
}

Task<> FencedService::clear(std::uint8_t part, std::uint64_t transaction, IntentId intent) {
  Statement erase = fenced("fence", intent);
  erase.forced = false;
  erase.erase(ledger::fences, fence_row(transaction));
  co_await databases_[part].run(erase);
}

// SELECT ... FOR UPDATE: the row stays as it is until the transaction that this opens has ended.
Task<DatabaseClient::Begun> FencedService::lock_row(std::uint8_t part, std::uint64_t transaction,
                                                    IntentId intent) {
  Statement look = fenced("fence", intent);
  look.lock(ledger::fences, fence_row(transaction));
  co_return co_await databases_[part].begin(look);
}

// There is nothing to be changed.
Task<> FencedService::let_go(std::uint8_t part, DatabaseClient::Session session, IntentId intent) {
  co_await databases_[part].end(std::move(session), EndTransaction::How::rollback, 0, intent);
}

// The second statement, and the commit. The victim of a deadlock is not done.
Task<bool> FencedService::finish(std::uint8_t part, DatabaseClient::Session session,
                                 Statement statement) {
  DatabaseClient& database = databases_[part];
  auto changed = co_await database.go_on(std::move(session), statement);
  if (changed.status != StatementStatus::ok) co_return false;
  const auto ended = co_await database.end(std::move(*changed.session), EndTransaction::How::commit,
                                           0, statement.intent);
  co_return ended.value_or(false);
}

// A row says when it was changed last (gmt_modified).
Statement FencedService::change_state(std::uint64_t transaction, FenceState state,
                                      IntentId intent) const {
  Statement fence = fenced("fence", intent);
  fence.transition(ledger::fences, fence_row(transaction), tried, state);
  return fence.put(ledger::fences, fence_row(transaction), 0, now());
}

// commitFence: without a row it is an error, and the coordinator comes again.
Task<bool> FencedService::confirm_with_state(Confirm request) {
  auto row = co_await lock_row(request.part, request.transaction, request.intent);
  if (row.status != StatementStatus::ok) co_return false;
  if (row.locked_state != tried) {
    co_await let_go(request.part, std::move(*row.session), request.intent);
    co_return row.locked_state == committed;
  }
  const Statement fence = change_state(request.transaction, committed, request.intent);
  const Statement confirm = reservation_of(role_, request.part).confirm(request.purchase);
  co_return co_await finish(request.part, std::move(*row.session), followed_by(fence, confirm));
}

// rollbackFence: without a row there was no Try, and there must not be one any more.
Task<bool> FencedService::cancel_with_state(Cancel request) {
  auto row = co_await lock_row(request.part, request.transaction, request.intent);
  if (row.status != StatementStatus::ok) co_return false;
  if (row.locked_state == fence_absent) {
    Statement empty = fenced("fence", request.intent);
    empty.insert(ledger::fences, fence_row(request.transaction), 0, suspended, 0, now());
    co_return co_await finish(request.part, std::move(*row.session), empty);
  }
  if (row.locked_state != tried) {
    co_await let_go(request.part, std::move(*row.session), request.intent);
    co_return row.locked_state == rollbacked || row.locked_state == suspended;
  }
  const Statement fence = change_state(request.transaction, rollbacked, request.intent);
  const Statement cancel = reservation_of(role_, request.part).cancel(request.purchase);
  co_return co_await finish(request.part, std::move(*row.session), followed_by(fence, cancel));
}

// --- dtm: one row per operation -----------------------------------------------------------------

// A row that is there already: this Try was executed, or a Cancel was faster. It says done either
// way: in the second case the transaction is being cancelled, and nobody will rely on it.
Task<bool> FencedService::hold_with_barrier(Try request) {
  Statement fence = fenced("fence", request.intent);
  fence.insert(ledger::fences, fence_row(request.transaction, of_try), 0, tried);
  const Statement reserve = reservation_of(role_, request.part).reserve(request.purchase);
  const Done done = co_await run(request.part, followed_by(fence, reserve));
  co_return done.status == StatementStatus::ok ||
      (done.status == StatementStatus::duplicate && done.failed_op == 0);
}

Task<bool> FencedService::confirm_with_barrier(Confirm request) {
  Statement fence = fenced("fence", request.intent);
  fence.insert(ledger::fences, fence_row(request.transaction, of_confirm), 0, committed);
  const Statement confirm = reservation_of(role_, request.part).confirm(request.purchase);
  const Done done = co_await run(request.part, followed_by(fence, confirm));
  co_return done.status == StatementStatus::ok ||
      (done.status == StatementStatus::duplicate && done.failed_op == 0);
}

// The row of the Try is inserted first: if that goes through there was none (an empty cancel).
Task<bool> FencedService::cancel_with_barrier(Cancel request) {
  Statement empty = fenced("fence", request.intent);
  empty.insert(ledger::fences, fence_row(request.transaction, of_try), 0, rollbacked);
  empty.insert(ledger::fences, fence_row(request.transaction, of_cancel), 0, rollbacked);
  const Done nothing_tried = co_await run(request.part, empty);
  if (nothing_tried.status == StatementStatus::ok) co_return true;
  if (nothing_tried.status != StatementStatus::duplicate) co_return false;
  Statement fence = fenced("fence", request.intent);
  fence.insert(ledger::fences, fence_row(request.transaction, of_cancel), 0, rollbacked);
  const Statement cancel = reservation_of(role_, request.part).cancel(request.purchase);
  const Done done = co_await run(request.part, followed_by(fence, cancel));
  co_return done.status == StatementStatus::ok ||
      (done.status == StatementStatus::duplicate && done.failed_op == 0);
}

}  // namespace txlab::tcc
