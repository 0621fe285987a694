#include "models/parts/broker/process_queue.hpp"

#include <algorithm>

namespace txlab {

bool ProcessQueue::receive(const Deliver& message) {
  if (message.position <= complete_) return false;
  if (message.previous <= complete_) {
    complete_ = message.position;
    while (!beyond_.empty() && beyond_.begin()->first <= complete_) {
      complete_ = std::max(complete_, beyond_.begin()->second);
      beyond_.erase(beyond_.begin());
    }
  } else if (!beyond_.emplace(message.previous, message.position).second) {
    return false;
  }
  if (find(message.position) != nullptr) return false;
  auto place = entries_.end();
  while (place != entries_.begin() && std::prev(place)->message.position > message.position) {
    --place;
  }
  entries_.insert(place, {.message = message});
  return true;
}

ProcessQueue::Entry* ProcessQueue::find(LogPosition position) {
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), position,
      [](const Entry& entry, LogPosition at) { return entry.message.position < at; });
  const bool here = found != entries_.end() && found->message.position == position;
  return here && !found->finished ? &*found : nullptr;
}

bool ProcessQueue::finish(LogPosition position) {
  Entry* const entry = find(position);
  if (entry == nullptr) return false;
  entry->finished = true;
  while (!entries_.empty() && entries_.front().finished) entries_.pop_front();
  return true;
}

ProcessQueue::Entry* ProcessQueue::first() {
  if (entries_.empty() || entries_.front().message.position > complete_) return nullptr;
  return &entries_.front();
}

LogPosition ProcessQueue::offset() const {
  return entries_.empty() ? next() : std::min(entries_.front().message.position, next());
}

void ProcessQueue::truncate(LogPosition end) {
  if (complete_ <= end) return;
  complete_ = end;
  beyond_.clear();
}

}  // namespace txlab
