#include "models/parts/broker/state.hpp"

#include <algorithm>

#include "models/parts/broker/replica.hpp"

namespace txlab {

namespace {

constexpr std::uint32_t page = 4096;
// What a record takes in the log besides the body of an op record: the fixed part, the topic, and
// the properties that a transactional message carries.
constexpr std::uint32_t message_bytes = 400;
constexpr std::uint32_t op_bytes = 250;
// How soon GroupCommitService flushes what nobody waits for.
constexpr Duration group_commit = 10ms;

}  // namespace

StoredMessage* BrokerState::find(LogPosition position) {
  if (position < log_.begin() || position > log_.end()) return nullptr;
  return &log_.at(position);
}

void BrokerState::mark_done(LogPosition position) {
  StoredMessage& message = log_.at(position);
  if (message.done) return;
  message.done = true;
  message.done_at = host_.kernel().now();
  listed(message, -1);
}

void BrokerState::listed(const StoredMessage& message, int change) {
  host_.world().happened({.kind = Happening::Kind::listed,
                          .host = host_.id(),
                          .intent = message.intent,
                          .value = change,
                          .name = "broker log"});
}

std::uint64_t BrokerState::end_bytes() {
  if (log_.end() < log_.begin()) return trimmed_bytes_;
  const StoredMessage& last = log_.at(log_.end());
  return last.log_offset + last.bytes;
}

std::uint64_t BrokerState::durable_bytes() {
  if (log_.durable_end() < log_.begin()) return trimmed_bytes_;
  const StoredMessage& last = log_.at(log_.durable_end());
  return last.log_offset + last.bytes;
}

LogPosition BrokerState::append(StoredMessage message) {
  message.log_offset = end_bytes();
  message.stored = host_.kernel().now();
  if (message.bytes == 0) message.bytes = message_bytes;
  const bool half = message.kind == StoredMessage::Kind::half;
  if (half) message.queue_offset = halves_.end();
  // An offset that a crash left beyond the queue's end: the scanner will never see this one.
  if (half && message.queue_offset < halves_.half_offset().value()) message.done = true;
  if (!message.done) listed(message, +1);
  const LogPosition position = log_.append(message);
  if (half) halves_.add_half(position);
  flush_later();
  if (on_append_) on_append_();
  return position;
}

void BrokerState::append_op(std::vector<QueueOffset> halves, std::uint32_t bytes) {
  StoredMessage op{.kind = StoredMessage::Kind::op, .done = true, .bytes = op_bytes + bytes};
  op.queue_offset = halves_.op_end();
  halves_.add_op(append(op), std::move(halves));
}

// store/.../CommitLog.java, FlushRealTimeService and GroupCommitService: with asynchronous flush
// every 500 ms if four pages are dirty, and whatever is dirty every 10 s.
void BrokerState::flush_later() {
  if (settings_.flush == Flush::sync) return log_.flush_within(group_commit);
  const Instant now = host_.kernel().now();
  const std::uint64_t dirty = end_bytes() / page - durable_bytes() / page;
  const bool enough = dirty >= settings_.flush_pages;
  const Duration period = enough ? settings_.flush_every : settings_.flush_at_latest;
  log_.flush_within(next_tick_delay(now, period));
}

LogPosition BrokerState::retry(LogPosition position, const StoredMessage& again) {
  const LogPosition copy = append(again);
  log_.at(position).successor = copy;
  return copy;
}

void BrokerState::park(LogPosition position, bool half) {
  StoredMessage& message = log_.at(position);
  message.successor = parked_.append({message, half, host_.kernel().now()});
  message.parked = true;
  parked_.flush_within(Duration{0});
  parked_gate(half ? Parked::half : Parked::dead_letter).add(1);
}

void BrokerState::taken_up(LogPosition position) {
  ParkedMessage& parked = parked_.at(position);
  CHECK(!parked.resumed);
  parked.resumed = true;
  parked_gate(parked.half ? Parked::half : Parked::dead_letter).add(-1);
}

void BrokerState::recount_parked() {
  std::int64_t letters = 0;
  std::int64_t halves = 0;
  for (LogPosition at = parked_.begin(); at <= parked_.end(); ++at) {
    const ParkedMessage& parked = parked_.at(at);
    if (!parked.resumed) ++(parked.half ? halves : letters);
  }
  waiting_letters_.add(letters - waiting_letters_.items());
  waiting_halves_.add(halves - waiting_halves_.items());
}

// Snapshots are taken at whole multiples of their period.
bool BrokerState::written_down(const StoredMessage& message, OffsetsFile file) const {
  Instant now = host_.kernel().now();
  if (message.kind != StoredMessage::Kind::message) return halves_.may_forget(message, now);
  if (file == OffsetsFile::as_written_back) now -= settings_.offsets_written_back;
  const Instant last = now - now.time_since_epoch() % settings_.offsets_every;
  const LogPosition safe = message.parked ? parked_.durable_end() : log_.durable_end();
  return message.done && message.done_at <= last && message.successor <= safe;
}

void BrokerState::trim() {
  while (log_.begin() <= log_.durable_end()) {
    if (!replicas_.empty() && log_.begin() > replicated_) return;
    const StoredMessage& first = log_.at(log_.begin());
    if (!written_down(first, OffsetsFile::as_written_back)) return;
    trimmed_bytes_ = first.log_offset + first.bytes;
    if (first.kind != StoredMessage::Kind::message) halves_.forget(first);
    log_.trim(log_.begin() + 1);
  }
}

LogPosition BrokerState::kept_by_replicas(CrashKind kind) const {
  LogPosition end = 0;
  for (const HostId replica : replicas_) {
    if (kind != CrashKind::host_lost && !host_.world().host(replica).up()) continue;
    end = std::max(end, host_.world().host(replica).find_durable<ReplicaState>()->end());
  }
  return end;
}

// The replica that has most becomes the master, under the same name; what only the old master had
// is cut off, and is cut off from it if it comes back as a replica.
void BrokerState::take_over(LogPosition end, std::vector<StoredMessage> records) {
  records.resize(std::min<std::size_t>(records.size(), end + 1 - log_.begin()));
  for (const StoredMessage& record : records) log_.append(record);
  log_.crashed(CrashKind::process, Unsynced::kept, {});  // all of it is on the new master's disk
}

// A controller elects among those that are there.
bool BrokerState::loses_its_place(CrashKind kind) const {
  if (replicas_.empty()) return false;
  if (kind == CrashKind::host_lost) return true;
  const auto is_up = [this](HostId replica) { return host_.world().host(replica).up(); };
  return settings_.failover == Failover::any_crash && std::ranges::any_of(replicas_, is_up);
}

// What is lost stands in no list any more.
void BrokerState::lose_unsynced(CrashKind kind, Unsynced unsynced, Draw draw) {
  std::vector<StoredMessage> before;
  for (LogPosition at = log_.begin(); at <= log_.end(); ++at) before.push_back(log_.at(at));
  const LogPosition replicated = kept_by_replicas(kind);
  const bool replaced = loses_its_place(kind);
  log_.crashed(replaced ? CrashKind::host_lost : kind, unsynced, draw);
  if (replaced && replicated >= log_.begin()) take_over(replicated, before);
  for (std::size_t i = log_.end() + 1 - log_.begin(); i < before.size(); ++i) {
    if (!before[i].done) listed(before[i], -1);
  }
}

// What was known about half messages in memory only is forgotten: they are open again.
void BrokerState::recover_halves(OffsetsFile file) {
  halves_.crashed(host_.kernel().now(), file);
  for (LogPosition at = log_.begin(); at <= log_.end(); ++at) {
    StoredMessage& half = log_.at(at);
    if (half.kind != StoredMessage::Kind::half) continue;
    if (half.op > log_.end()) half.op = 0;
    const bool done = halves_.resolved(half);
    if (half.done && !done) listed(half, +1);
    if (!half.done && done) listed(half, -1);
    half.done = done;
  }
}

// Nor does what was parked and is lost; its message is met again, and given up once more.
void BrokerState::lose_parked(CrashKind kind, Unsynced unsynced, Draw draw) {
  std::vector<ParkedMessage> before;
  for (LogPosition at = parked_.begin(); at <= parked_.end(); ++at) {
    before.push_back(parked_.at(at));
  }
  parked_.crashed(kind, unsynced, draw);
  for (std::size_t i = parked_.end() + 1 - parked_.begin(); i < before.size(); ++i) {
    if (before[i].resumed || !settings_.alarm) continue;
    host_.world().happened({.kind = Happening::Kind::listed,
                            .host = host_.id(),
                            .intent = before[i].message.intent,
                            .value = -1,
                            .name = before[i].half ? parked_half_list : dead_letter_list});
  }
  recount_parked();
}

void BrokerState::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  on_append_ = nullptr;
  lose_unsynced(kind, unsynced, draw);
  const bool gone = kind == CrashKind::host_lost && replicas_.empty();
  lose_parked(replicas_.empty() ? kind : CrashKind::process, unsynced, draw);
  if (gone) return halves_.lost();
  const bool cache_lost =
      kind == CrashKind::power && !loses_its_place(kind) && unsynced != Unsynced::kept;
  const OffsetsFile file = cache_lost ? OffsetsFile::as_written_back : OffsetsFile::as_written;
  recover_halves(file);
  for (LogPosition at = log_.begin(); at <= log_.end(); ++at) {
    StoredMessage& message = log_.at(at);
    if (message.kind != StoredMessage::Kind::message) continue;
    if (!message.done || written_down(message, file)) continue;
    message.done = false;
    message.successor = 0;
    message.parked = false;
    listed(message, +1);
  }
}

}  // namespace txlab
