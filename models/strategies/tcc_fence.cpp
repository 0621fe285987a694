#include "models/strategies/tcc_fence.hpp"

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

Task<std::optional<Try::Reply>> FencedService::on_try(Try request) {
  if (heard_before(request)) co_return std::nullopt;
  const bool branch = role_ == Role::fund && request.part == 0;
  if (branch && site_.customers.branch_refusal(request.intent)) co_return Try::Reply{false};
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

// A row says when it was changed last (gmt_modified).
void FencedService::change_state(Statement& fence, std::uint64_t transaction,
                                 FenceState state) const {
  fence.transition(ledger::fences, fence_row(transaction), tried, state);
  fence.put(ledger::fences, fence_row(transaction), 0, now());
}

// commitFence: without a row it is an error, and the coordinator comes again.
Task<bool> FencedService::confirm_with_state(Confirm request) {
  Statement fence = fenced("fence", request.intent);
  change_state(fence, request.transaction, committed);
  const Statement confirm = reservation_of(role_, request.part).confirm(request.purchase);
  const Done done = co_await run(request.part, followed_by(fence, confirm));
  if (done.status == StatementStatus::ok) co_return true;
  if (done.status != StatementStatus::wrong_state) co_return false;
  const auto state = co_await state_of(request.part, request.transaction, request.intent);
  co_return state == committed;
}

// rollbackFence: without a row there was no Try, and there must not be one any more.
Task<bool> FencedService::cancel_with_state(Cancel request) {
  Statement fence = fenced("fence", request.intent);
  change_state(fence, request.transaction, rollbacked);
  const Statement cancel = reservation_of(role_, request.part).cancel(request.purchase);
  const Done done = co_await run(request.part, followed_by(fence, cancel));
  if (done.status == StatementStatus::ok) co_return true;
  if (done.status == StatementStatus::absent) {
    Statement empty = fenced("fence", request.intent);
    empty.insert(ledger::fences, fence_row(request.transaction), 0, suspended, 0, now());
    const Done written = co_await run(request.part, empty);
    co_return written.status == StatementStatus::ok;
  }
  if (done.status != StatementStatus::wrong_state) co_return false;
  const auto state = co_await state_of(request.part, request.transaction, request.intent);
  co_return state == rollbacked || state == suspended;
}

Task<std::uint16_t> FencedService::state_of(std::uint8_t part, std::uint64_t transaction,
                                            IntentId intent) {
  const auto row = co_await databases_[part].read(ledger::fences, fence_row(transaction), intent);
  co_return row ? row->row.state : std::uint16_t{fence_absent};
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
