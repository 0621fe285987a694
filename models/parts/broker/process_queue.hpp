// ProcessQueue: what a consumer holds of one queue: the messages that it received and has not
// finished, in the order of the queue.
//
// Its offset is the smallest unfinished position: one slow message holds it back, and a crash
// delivers everything behind it again (apache/rocketmq client/.../impl/consumer/ProcessQueue.java,
// removeMessage).
#pragma once

#include <deque>
#include <map>

#include "models/parts/broker/consumer_messages.hpp"

namespace txlab {

class ProcessQueue {
 public:
  struct Entry {
    Deliver message;
    Instant started = end_of_time;  // its listener; not yet: the end of time
    bool finished = false;
  };

  // False if it has been received before.
  bool receive(const Deliver& message);
  // Null if it is finished, or was given back.
  Entry* find(LogPosition position);
  // False if it was finished before.
  bool finish(LogPosition position);
  // The first unfinished message whose turn it is: nothing before it is missing. Or null.
  Entry* first();
  bool empty() const { return entries_.empty(); }
  const Entry& front() const { return entries_.front(); }

  LogPosition next() const { return complete_ + 1; }
  LogPosition offset() const;
  // The broker's log ends before what was read here: what was read beyond is lost there.
  void truncate(LogPosition end);

 private:
  std::deque<Entry> entries_;
  LogPosition complete_ = 0;                   // everything up to it was received
  std::map<LogPosition, LogPosition> beyond_;  // received too early: previous -> position
};

}  // namespace txlab
