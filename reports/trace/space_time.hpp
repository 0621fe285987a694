// SpaceTime: a story as a space-time diagram, before it is drawn in characters, SVG or Mermaid.
//
// A lane per host, a row per event, time downwards. Rows are evenly spaced: what matters is the
// order, and a purchase of 20 ms that is repaired after a day would be a dot on a true scale.
// Messages between a service and its database and in the background are left out.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "scenarios/study/replay.hpp"

namespace txlab {

struct SpaceTime {
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  enum class Mark : std::uint8_t { sending, arrival, loss, record, note, crash, restart };
  struct Row {
    Instant at;
    Mark mark = Mark::note;
    std::size_t lane = 0;
    std::size_t from = none;     // of an arrival: the sender's lane; of a loss: the receiver's
    std::size_t sending = none;  // of an arrival or a loss: the row of its sending
    std::string label;           // with all that follows
    std::string act;             // the label without how often, to be said in other languages
    std::size_t more = 0;        // so many more that are not drawn
    bool doubled = false;
    bool answer = false;
    bool injected = false;
    Duration under_way{0};  // of an arrival
  };

  std::string title;
  std::string verdict;  // the last line: "violated: ..." or "holds: ..."
  bool violated = false;
  Instant origin;  // when the customer's wish arose
  std::vector<std::string> lanes;
  std::vector<Row> rows;

  // A host that comes back before it has crashed was down from the beginning.
  bool down_at_first(std::size_t lane) const;
};

// Without what has nothing to do with the purchase that the plot is about.
SpaceTime space_time(const Story& story, const Plot& plot);
SpaceTime space_time(const Trail& trail, const ReplayResult& result);

// "7.439 ms", "4.190 s", "1d 0h 10m 1.2s" after the wish.
std::string time_since(Instant origin, Instant at);

}  // namespace txlab
