#include "models/parts/broker/half_scanner.hpp"

namespace txlab {

namespace {

constexpr QueueOffset ops_per_read = 32;  // OP_MSG_PULL_NUMS
constexpr Duration longest_round = 60s;   // MAX_PROCESS_TIME_LIMIT
constexpr Duration dispatch = 1ms;
constexpr Duration pause_without_ops = 1s;  // SLEEP_WHILE_NO_OP

}  // namespace

HalfScanner::HalfScanner(Host& host, BrokerState& state, const BrokerSettings& settings,
                         ParkedHalves& parked, Ask ask)
    : host_(host),
      state_(state),
      halves_(state.halves()),
      settings_(settings),
      parked_(parked),
      ask_(std::move(ask)),
      last_round_(host.local_time()),
      work_(host.kernel()) {
  count_work();
}

// Half messages that the scanner has not gone past. An offset beyond the queue, which a crash that
// took the queue's end leaves behind, is work as well.
void HalfScanner::count_work() {
  const auto distance = static_cast<std::int64_t>(halves_.end() - halves_.half_offset().value());
  work_.add(std::abs(distance) - work_.items());
}

Duration HalfScanner::until_next_round() const {
  const Duration since = host_.local_time() - last_round_;
  return next_tick_delay(LocalInstant{since}, settings_.check_interval);
}

Task<> HalfScanner::scan_regularly() {
  for (;;) {
    while (work_.empty()) co_await work_.wait("no half message");
    co_await host_.sleep(until_next_round(), "check interval");
    co_await scan();
    last_round_ = host_.local_time();
    count_work();
    state_.trim();
  }
}

Task<> HalfScanner::scan() {
  Round round{.began = host_.kernel().now()};
  round.from = round.at = std::min(halves_.half_offset().value(), halves_.end());
  round.first_op = round.next_op = std::min(halves_.op_offset().value(), halves_.op_end());
  read_ops(round);
  for (bool going_on = true; going_on;) {
    const bool too_long = host_.kernel().now() - round.began > longest_round;
    if (too_long || !in_queue(round.at)) break;
    if (resolved(round)) {
      ++round.at;
      continue;
    }
    switch (look_at(round)) {
      case Verdict::abort:
        co_return;  // copies stay, offsets do not move: the next round copies the same again
      case Verdict::stop:
        going_on = false;
        break;
      case Verdict::go_past:
        ++round.at;
        break;
      case Verdict::read_ops:
        read_ops(round);
        if (settings_.op_read > Duration{0}) co_await host_.sleep(settings_.op_read, "op records");
        if (!round.ops_found) co_await host_.sleep(pause_without_ops, "op records");
        break;
    }
  }
  commit_offsets(round);
}

// fillOpRemoveMap. What an op record says about half messages before this round is not taken in:
// the END of an original whose copy is still open resolves nothing.
void HalfScanner::read_ops(Round& round) {
  round.ops_found = round.next_op < halves_.op_end();
  const QueueOffset until = std::min(round.next_op + ops_per_read, halves_.op_end());
  for (; round.next_op < until; ++round.next_op) {
    std::uint32_t unused = 0;
    const HalfTopic::OpRecord& op = *halves_.op(round.next_op);
    round.last_op = state_.log().at(op.position).stored;
    for (const QueueOffset half : op.halves) {
      if (half < round.from) continue;
      if (half - round.from >= round.removed.size()) round.removed.resize(half - round.from + 1);
      round.removed[half - round.from] = round.next_op + 1;
      ++unused;
    }
    round.unused.push_back(unused);
  }
}

bool HalfScanner::resolved(Round& round) {
  const QueueOffset index = round.at - round.from;
  if (index >= round.removed.size() || round.removed[index] == 0) return false;
  --round.unused[round.removed[index] - 1 - round.first_op];
  return true;
}

// The queue is an index that is built behind the log (ReputMessageService): what a round appends it
// does not find at once.
bool HalfScanner::in_queue(QueueOffset offset) {
  const StoredMessage* const half = halves_.half(offset);
  return half != nullptr && half->stored + dispatch <= host_.kernel().now();
}

HalfScanner::Verdict HalfScanner::look_at(Round& round) {
  StoredMessage half = *halves_.half(round.at);
  const Duration age = host_.local_time() - half.born;  // across two clocks
  if (half.checks >= settings_.max_checks || age > settings_.half_lifetime) {
    give_up(round.at);
    return Verdict::go_past;
  }
  ++half.checks;  // in the copy, also in one that only says that the message is immune
  if (half.stored >= round.began) return Verdict::stop;
  const bool own_immunity = half.check_immunity > Duration{0};
  const Duration immunity = own_immunity ? half.check_immunity : settings_.immunity;
  if (own_immunity && age < immunity) {
    if (half.immunity_copy && removed_original(round, half.prepared)) return Verdict::go_past;
    if (!half.immunity_copy) half.prepared = half.queue_offset;
    half.immunity_copy = true;
    put_back(round.at, half);
    return Verdict::go_past;
  }
  // What comes after it is younger.
  if (!own_immunity && age >= Duration{0} && age < immunity) return Verdict::stop;
  // A message from the future, which only a wrong clock makes, is asked about at once.
  const bool ops_are_young = round.ops_found && round.last_op - round.began > settings_.immunity;
  const bool needs_check = (!round.ops_found && age > immunity) || ops_are_young || age <= -1ms;
  if (!needs_check) return Verdict::read_ops;
  const StoredMessage& copy = put_back(round.at, half);
  const bool queue_full = ++round.asked > settings_.check_queue;
  if (queue_full && settings_.check_queue_full == QueueFull::abort_round) return Verdict::abort;
  ask_(copy);
  return Verdict::go_past;
}

// The operator finds it in TRANS_CHECK_MAX_TIME_TOPIC, if that could be written; the scanner goes
// on in either case (DefaultTransactionalMessageCheckListener.java, resolveDiscardMsg).
void HalfScanner::give_up(QueueOffset at) {
  const LogPosition position = halves_.position(at);
  if (settings_.give_up == GiveUp::park && settings_.park_writable) parked_.park(position);
  state_.mark_done(position);
}

// putBackHalfMsgQueue: nobody waits for its flush. Returns the copy.
const StoredMessage& HalfScanner::put_back(QueueOffset at, StoredMessage half) {
  half.done = half.ended = false;
  half.op = half.successor = 0;
  half.bytes = 0;
  const LogPosition copy = state_.append(half);
  state_.mark_done(halves_.position(at));
  return state_.log().at(copy);
}

// checkPrepareQueueOffset. The offset of the original is below this round's, except after a round
// that was broken off: it is never found otherwise.
bool HalfScanner::removed_original(Round& round, QueueOffset prepared) {
  if (prepared < round.from) return false;
  const QueueOffset index = prepared - round.from;
  if (index >= round.removed.size() || round.removed[index] == 0) return false;
  --round.unused[round.removed[index] - 1 - round.first_op];
  return true;
}

void HalfScanner::commit_offsets(const Round& round) {
  const Instant now = host_.kernel().now();
  if (round.at != halves_.half_offset().value()) halves_.half_offset().set(round.at, now);
  QueueOffset used = 0;
  while (used < round.unused.size() && round.unused[used] == 0) ++used;
  const QueueOffset next_op = round.first_op + used;
  if (next_op != halves_.op_offset().value()) halves_.op_offset().set(next_op, now);
}

}  // namespace txlab
