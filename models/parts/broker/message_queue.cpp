#include "models/parts/broker/message_queue.hpp"

#include <algorithm>

namespace txlab {

void MessageQueue::announce(LogPosition position) {
  open_.push_back({.position = position, .visible = false});
  gate_.add(1);
}

void MessageQueue::add(LogPosition position) {
  const auto announced = std::find_if(open_.rbegin(), open_.rend(), [position](const Open& open) {
    return open.position <= position;
  });
  if (announced != open_.rend() && announced->position == position) {
    announced->visible = true;
  } else {
    CHECK(announced == open_.rbegin());
    open_.push_back({position});
    gate_.add(1);
  }
  send_more();
}

// An owner that is gone holds the lock for a while, also against its own next life
// (broker/.../client/rebalance/RebalanceLockManager.java, LockEntry.isExpired).
bool MessageQueue::locked_against(HostId consumer) const {
  if (settings_.mode != ConsumeMode::orderly) return false;
  return holder_ ? *holder_ != consumer : host_.kernel().now() < locked_until_;
}

// A pull that was under way while the shares moved must not take the queue from its new reader.
bool MessageQueue::pull(const Pull& request, HostId consumer) {
  if (locked_against(consumer)) return false;
  if (!request.fresh) commit(request.committed);
  if (request.version < shares_) return !request.fresh;
  const bool begins = request.fresh || reader_ != consumer;
  shares_ = request.version;
  reader_ = holder_ = consumer;
  confirmed_ = request.fresh ? 0 : request.from;
  if (begins) rewind(confirmed_);
  send_more();
  return true;
}

// The broker takes every offset that it is told, from whomever
// (broker/.../offset/ConsumerOffsetManager.java, commitOffset); here it never goes back.
void MessageQueue::release(const Release& notice, HostId consumer) {
  commit(notice.committed);
  if (notice.version < shares_) return;  // it came late: the queue is in use again
  shares_ = notice.version;
  if (reader_ == consumer) reader_.reset();
  if (holder_ == consumer) holder_.reset();
}

void MessageQueue::forget_reader(HostId consumer) {
  if (reader_ == consumer) reader_.reset();
  if (holder_ != consumer) return;
  holder_.reset();
  locked_until_ = host_.kernel().now() + settings_.lock_expires;
}

// What was skipped needs no offset of its own: the next one goes past it.
void MessageQueue::commit(LogPosition offset) {
  while (!open_.empty() && (open_.front().position < offset || open_.front().skipped)) {
    forget_front();
  }
  state_.trim();
}

void MessageQueue::forget_front() {
  state_.mark_done(open_.front().position);
  open_.pop_front();
  if (sent_ > 0) --sent_;
  gate_.add(-1);
}

void MessageQueue::rewind(LogPosition from) {
  const auto first = std::lower_bound(
      open_.begin(), open_.end(), from,
      [](const Open& open, LogPosition position) { return open.position < position; });
  sent_ = static_cast<std::size_t>(first - open_.begin());
}

void MessageQueue::send_overdue_again() {
  if (!reader_ || sent_ == 0) return;
  const Instant overdue = host_.kernel().now() - settings_.pull_timeout;
  for (std::size_t i = 0; i < sent_; ++i) {
    const Open& open = open_[i];
    if (open.skipped || open.position < confirmed_ || open.sent > overdue) continue;
    sent_ = i;
    break;
  }
  send_more();
}

void MessageQueue::send_more() {
  if (!reader_ || !host_.world().host(*reader_).up()) return;
  while (sent_ < open_.size() && open_[sent_].visible) {
    Open& open = open_[sent_++];
    open.skipped = !wanted_.may_want(state_.log().at(open.position).message.tag);
    if (!open.skipped) send(open);
  }
  while (!open_.empty() && open_.front().skipped) forget_front();
}

LogPosition MessageQueue::before(std::size_t index) const {
  while (index > 0) {
    if (!open_[--index].skipped) return open_[index].position;
  }
  return 0;
}

void MessageQueue::send(Open& open) {
  const StoredMessage& stored = state_.log().at(open.position);
  if (open.deliveries > 0) {
    host_.world().happened(
        {.kind = Happening::Kind::redelivered, .host = host_.id(), .intent = stored.intent});
  }
  open.sent = host_.kernel().now();
  host_.send(*reader_, Deliver{stored.intent, topic_, index_, stored.reconsumed, open.deliveries++,
                               open.position, before(sent_ - 1), stored.message});
}

}  // namespace txlab
