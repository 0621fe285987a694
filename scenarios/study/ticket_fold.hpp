// TicketFold: what people had to see to, and how long it lay there, where there are people.
//
// A case is what enters a list that somebody watches; it is a ticket when people have settled it.
// What ends by itself within the time after which an alarm rings was nobody's case.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "scenarios/study/run_metrics.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class TicketFold {
 public:
  explicit TicketFold(bool staffed);

  void on(const Happening& happening, Instant at);
  // After everything; nothing if there are no people.
  std::optional<TicketMetrics> finish(Instant at);

 private:
  struct Key {
    std::string_view list;
    std::uint64_t intent;
    auto operator<=>(const Key&) const = default;
  };

  void changed(Key key, std::int64_t change, Instant at);
  void worked(const Happening& happening);

  bool staffed_;
  std::map<Key, std::vector<Instant>> open_;   // since when, the oldest first
  std::map<Key, std::vector<Duration>> left_;  // how long what has left its list was there
  TicketMetrics metrics_;
};

}  // namespace txlab
