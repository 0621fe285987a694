#include "sim/history/history.hpp"

#include <algorithm>
#include <utility>

namespace txlab {

namespace {

using Kind = Happening::Kind;

bool concerns_all(Kind kind) {
  return kind == Kind::crashed || kind == Kind::restarted || kind == Kind::fault_began ||
         kind == Kind::fault_ended;
}

// Of a Happening or a HistoryEvent.
template <typename Event>
bool is_of(const Event& event, IntentId intent) {
  return event.intent == intent ||
         std::ranges::any_of(event.changes, [intent](const RowChange& change) {
           return change.after.intent == intent || change.before.intent == intent;
         });
}

template <typename Event>
bool concerns(const Event& event, IntentId intent) {
  return is_of(event, intent) || concerns_all(event.kind);
}

}  // namespace

bool HistoryEvent::has_host() const {
  return kind != Kind::lost && kind != Kind::duplicated && kind != Kind::fault_began &&
         kind != Kind::fault_ended;
}

History about(const History& history, IntentId intent, Crashes crashes) {
  History kept{history.hosts, history.customers, {}};
  std::vector<std::size_t> renumbered(history.events.size(), HistoryEvent::none);
  std::size_t begin = 0;
  std::size_t end = history.events.size();
  if (crashes == Crashes::meanwhile) {
    const auto is_own = [intent](const HistoryEvent& event) { return is_of(event, intent); };
    // A batch of the next day is none of its own doing.
    const auto wants_it = [intent](const HistoryEvent& event) { return event.intent == intent; };
    const auto first = std::ranges::find_if(history.events, is_own);
    const auto last = std::find_if(history.events.rbegin(), history.events.rend(), wants_it);
    begin = static_cast<std::size_t>(first - history.events.begin());
    end = static_cast<std::size_t>(last.base() - history.events.begin());
  }
  for (std::size_t i = begin; i < end; ++i) {
    const HistoryEvent& event = history.events[i];
    if (!concerns(event, intent)) continue;
    renumbered[i] = kept.events.size();
    kept.events.push_back(event);
    if (event.sending != HistoryEvent::none) {
      kept.events.back().sending = renumbered[event.sending];
    }
  }
  return kept;
}

HistoryFold::HistoryFold(std::vector<std::string> hosts, HostId customers, Keep keep)
    : keep_(keep), history_{std::move(hosts), customers, {}} {}

bool HistoryFold::kept(const Happening& happening) const {
  const bool message = happening.kind != Kind::began && happening.kind <= Kind::duplicated;
  if (message && !keep_.messages) return false;
  if (!keep_.only || concerns(happening, *keep_.only)) return true;
  const Kind kind = happening.kind;
  return keep_.records &&
         (kind == Kind::forced_write || kind == Kind::durable || kind == Kind::in_doubt);
}

void HistoryFold::on(const Happening& happening, Instant at) {
  if (!kept(happening)) return;
  HistoryEvent event{.at = at,
                     .kind = happening.kind,
                     .message_class = happening.message_class,
                     .flow = happening.flow,
                     .host = happening.host,
                     .peer = happening.peer,
                     .name = std::string(happening.name),
                     .intent = happening.intent,
                     .value = happening.value,
                     .extra = happening.extra,
                     .changes = {happening.changes.begin(), happening.changes.end()}};
  if (event.kind == Kind::began) event.host = history_.customers;
  if (event.kind == Kind::sent) {
    sendings_[happening.message] = history_.events.size();
  } else if (event.is_message()) {
    const auto sending = sendings_.find(happening.message);
    if (sending != sendings_.end()) event.sending = sending->second;
  }
  if (event.kind == Kind::delivered) std::swap(event.host, event.peer);
  history_.events.push_back(std::move(event));
}

}  // namespace txlab
