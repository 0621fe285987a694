// Spans: a history as calls with a beginning, an end and a parent, for tools that think in those.
//
// A request is two spans: `call` where it was sent, `serve` where it arrived, its child. What is
// sent one way is `produce` and `consume`, which is linked to it. A write that somebody waits for
// is `write`. Everything else is a point inside the span that was at work on that host.
//
// An answer is taken for one to the oldest open request of its name, purchase, sender and receiver.
// When a caller gave up is not observed. A call without an answer ends with the next event at its
// caller, a request that is never answered with the last thing that was done for it.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "sim/history/history.hpp"

namespace txlab {

struct Span {
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  enum class Kind : std::uint8_t { purchase, call, serve, produce, consume, write, outage };

  Kind kind = Kind::call;
  HostId host;
  HostId peer;
  std::string name;
  IntentId intent;
  Instant begin;
  Instant end;
  std::size_t parent = none;
  std::size_t link = none;     // of `consume`: the sending
  std::size_t message = none;  // the event of the sending, of both its sides
  std::string failure;         // why it did not end well, or empty
};

struct SpanPoint {
  Instant at;
  HostId host;
  std::size_t span = Span::none;
  std::string words;
};

struct Spans {
  std::vector<Span> spans;  // parents before their children
  std::vector<SpanPoint> points;
};

Spans spans_of(const History& history);

// "receive prepare from centre", "main durable": one event in a few words.
std::string in_short(const HistoryEvent& event, const std::vector<std::string>& hosts);

}  // namespace txlab
