#include "reports/trace/space_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/fund/purchase.hpp"
#include "reports/messages/messages.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;
using Mark = SpaceTime::Mark;

// How often the same event is drawn before the rest is only counted.
constexpr std::size_t drawn_at_most = 3;

std::string label_of(const HistoryEvent& event) {
  switch (event.kind) {
    case Kind::sent:
    case Kind::delivered:
    case Kind::lost:
    case Kind::duplicated:
      return event.answers() ? fmt::format(said_later("{} (reply)"), event.name) : event.name;
    case Kind::durable:
      return fmt::format(said_later("{} durable"), event.name);
    case Kind::began:
      return said_later("wants to buy");
    case Kind::told:
      return fmt::format(said_later("told {}"), name_of(static_cast<Told>(event.value)));
    case Kind::gave_up:
      return said_later("gives up waiting");
    case Kind::in_doubt:
      return event.value > 0 ? said_later("in doubt") : said_later("in doubt no longer");
    case Kind::lock_refused:
      return event.name;
    case Kind::checked:
      return said_later("checks back");
    case Kind::redelivered:
      return said_later("delivers again");
    case Kind::dead_letter:
      return said_later("dead letter");
    case Kind::repaired:
      return said_later("reconciles");
    case Kind::crashed:
      return fmt::format(said_later("CRASH ({})"), event.name);
    case Kind::restarted:
      return said_later("restarts");
    default:
      return "";
  }
}

Mark mark_of(const HistoryEvent& event) {
  switch (event.kind) {
    case Kind::sent:
      return Mark::sending;
    case Kind::delivered:
      return Mark::arrival;
    case Kind::lost:
      return Mark::loss;
    case Kind::durable:
      return Mark::record;
    case Kind::crashed:
      return Mark::crash;
    case Kind::restarted:
      return Mark::restart;
    default:
      return Mark::note;
  }
}

class Draughtsman {
 public:
  explicit Draughtsman(const Story& story) : story_(story), history_(story.history) {
    for (const HistoryEvent& event : history_.events) {
      if (event.intent) concerned_.insert(event.host);
    }
    for (const Injection& injection : story.injections) note_injection(injection);
    for (std::size_t i = 0; i < history_.events.size(); ++i) {
      const HistoryEvent& event = history_.events[i];
      if (shown(i)) ++times_[name_of_row(event)];
    }
  }

  SpaceTime draw() {
    // Lanes in the order in which hosts come in; customers are the first.
    lane(history_.customers);
    row_of_.assign(history_.events.size(), SpaceTime::none);
    for (std::size_t i = 0; i < history_.events.size(); ++i) {
      if (shown(i)) add(i);
    }
    for (const HistoryEvent& event : history_.events) {
      if (event.kind != Kind::began) continue;
      picture_.origin = event.at;
      break;
    }
    return std::move(picture_);
  }

 private:
  using RowName = std::tuple<Kind, HostId, HostId, std::string>;

  static RowName name_of_row(const HistoryEvent& event) {
    return {event.kind, event.host, event.peer, label_of(event)};
  }

  // Which events show a fault: the crash, the loss, the second copy, the late arrival.
  void note_injection(const Injection& injection) {
    const std::size_t event = event_of(story_, injection);
    if (event == HistoryEvent::none) return;
    if (is_crash(injection)) {
      injected_.insert(event);
      return;
    }
    for (std::size_t i = event + 1; i < history_.events.size(); ++i) {
      const HistoryEvent& later = history_.events[i];
      if (later.sending != event) continue;
      injected_.insert(i);
      return;
    }
  }

  bool shown(std::size_t index) const {
    const HistoryEvent& event = history_.events[index];
    if (injected_.contains(index)) return true;
    if (label_of(event).empty()) return false;
    if (!event.intent && !concerned_.contains(event.host)) return false;
    if (!event.is_message()) return true;
    return event.kind != Kind::duplicated && event.message_class != MessageClass::database &&
           event.message_class != MessageClass::background;
  }

  std::size_t lane(HostId host) {
    const auto [found, fresh] = lane_of_.try_emplace(host, picture_.lanes.size());
    if (fresh) picture_.lanes.push_back(history_.hosts[host.value]);
    return found->second;
  }

  void add(std::size_t index) {
    const HistoryEvent& event = history_.events[index];
    const std::size_t nth = ++drawn_[name_of_row(event)];
    const bool injected = injected_.contains(index);
    if (nth > drawn_at_most && !injected) return;
    SpaceTime::Row row{.at = event.at,
                       .mark = mark_of(event),
                       .lane = lane(event.host),
                       .label = label_of(event),
                       .answer = event.answers(),
                       .injected = injected};
    const std::size_t more = times_[name_of_row(event)] - std::min(nth, drawn_at_most);
    row.act = row.label;
    row.more = nth == drawn_at_most ? more : 0;
    row.doubled = event.kind == Kind::duplicated;
    if (row.more > 0) row.label += fmt::format(" ({} more)", row.more);
    if (row.doubled) row.label += " DOUBLED";
    if (event.is_message()) {
      const std::size_t other = lane(event.peer);
      if (row.mark == Mark::arrival || row.mark == Mark::loss) row.from = other;
      if (event.sending != HistoryEvent::none) {
        row.sending = row_of_[event.sending];
        row.under_way = event.at - history_.events[event.sending].at;
      }
    }
    row_of_[index] = picture_.rows.size();
    picture_.rows.push_back(std::move(row));
  }

  const Story& story_;
  const History& history_;
  std::set<HostId> concerned_;
  std::set<std::size_t> injected_;
  std::map<RowName, std::size_t> times_;
  std::map<RowName, std::size_t> drawn_;
  std::map<HostId, std::size_t> lane_of_;
  std::vector<std::size_t> row_of_;  // by event
  SpaceTime picture_;
};

}  // namespace

bool SpaceTime::down_at_first(std::size_t lane) const {
  for (const Row& row : rows) {
    if (row.lane != lane) continue;
    if (row.mark == Mark::crash) return false;
    if (row.mark == Mark::restart) return true;
  }
  return false;
}

SpaceTime space_time(const Story& story, const Plot& plot) {
  const Story mine = plot.purchase ? about(story, *plot.purchase) : story;
  return Draughtsman(mine).draw();
}

SpaceTime space_time(const Trail& trail, const ReplayResult& result) {
  SpaceTime picture = space_time(result.story, result.plot);
  const std::string_view property = info(trail.property).name;
  picture.title = fmt::format("{}, seed {}: {}", trail.strategy, trail.seed, property);
  picture.violated = result.violated;
  const Violations::Entry& violation = result.story.result.violations.of(trail.property);
  if (result.violated && (!result.plot.purchase || violation.intent == *result.plot.purchase)) {
    // What comes after a violation cannot have caused it. Arrows point upwards, so none is cut.
    const Instant end = violation.at;
    std::erase_if(picture.rows, [end](const SpaceTime::Row& row) { return row.at > end; });
  }
  picture.verdict = result.violated ? fmt::format("violated: {}: {}", property, result.example)
                                    : fmt::format("holds: {}", property);
  return picture;
}

std::string time_since(Instant origin, Instant at) {
  if (at < origin) return "-" + time_since(at, origin);
  const Duration since = at - origin;
  const std::int64_t microseconds = since / 1us;
  if (since < 1s) {
    return fmt::format("{}.{:03} ms", microseconds / 1000, microseconds % 1000);
  }
  const std::int64_t milliseconds = since / 1ms;
  if (since < 60s) return fmt::format("{}.{:03} s", milliseconds / 1000, milliseconds % 1000);
  const std::int64_t seconds = since / 1s;
  if (since < 1h) return fmt::format("{}m {}s", seconds / 60, seconds % 60);
  if (since < 24h)
    return fmt::format("{}h {}m {}s", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return fmt::format("{}d {}h {}m", seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60);
}

}  // namespace txlab
