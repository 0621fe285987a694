#include "scenarios/study/aftermath.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/fund/ledger.hpp"
#include "models/fund/purchase.hpp"
#include "models/strategies/catalogue.hpp"
#include "scenarios/study/phrases.hpp"
#include "sim/explore/replaying.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;
using RowName = std::tuple<TableId, RowKey>;

// What one host has of a purchase in the end.
struct Side {
  std::map<RowName, Row> rows;
  int in_doubt = 0;
  std::optional<HistoryEvent> last_record;    // of those that change no rows
  bool commits = false;                       // so it has decided
  std::map<std::string, std::int64_t> lists;  // that it stands in, by name
};

using Sides = std::map<HostId, Side>;

void note_rows(const HistoryEvent& event, std::optional<IntentId> purchase, Side& side) {
  for (const RowChange& change : event.changes) {
    const IntentId whose = change.after.intent ? change.after.intent : change.before.intent;
    if (purchase && whose != *purchase) continue;
    if (!purchase && !whose) continue;
    const RowName name{change.table, change.key};
    if (change.after.state != 0) {
      side.rows.insert_or_assign(name, change.after);
    } else if (change.table == ledger::orders || change.table == ledger::applications) {
      // Orders and applications are never deleted; they leave their tables when they are settled.
      Row& row = side.rows.insert_or_assign(name, change.before).first->second;
      if (change.table == ledger::orders) row.state = ledger::order_settled;
    } else {
      side.rows.erase(name);
    }
  }
}

Sides sides_of(const History& history, std::optional<IntentId> purchase) {
  Sides sides;
  for (const HistoryEvent& event : history.events) {
    if (event.kind == Kind::durable && !event.changes.empty()) {
      note_rows(event, purchase, sides[event.host]);
    } else if (event.kind == Kind::durable) {
      Side& side = sides[event.host];
      side.last_record = event;
      side.commits = side.commits || event.value == 1;
    } else if (event.kind == Kind::in_doubt) {
      sides[event.host].in_doubt += static_cast<int>(event.value);
    } else if (event.kind == Kind::listed) {
      sides[event.host].lists[event.name] += event.value;
    }
  }
  return sides;
}

// A decision to commit is on record once; the records after it say how far it was carried out.
std::string record_says(const Side& side, const std::vector<std::string>& hosts) {
  const HistoryEvent& record = *side.last_record;
  if (record.name != "decision") return "the last it did on disk was " + doing(record, hosts);
  return side.commits ? "the decision is to commit" : "the decision is to roll back";
}

std::string words_of(const Side& side, const std::vector<std::string>& hosts) {
  std::vector<std::string> words;
  std::map<std::string, int> said;
  for (const auto& [name, row] : side.rows) {
    const std::string words_of_row = what_it_says(std::get<TableId>(name), row);
    if (!words_of_row.empty() && said[words_of_row]++ == 0) words.push_back(words_of_row);
  }
  for (std::string& one : words) {
    if (said[one] > 1) one += fmt::format(" ({} times)", said[one]);
  }
  if (side.in_doubt > 0) words.push_back("its part is prepared and in doubt: rows stay locked");
  if (side.last_record) words.push_back(record_says(side, hosts));
  for (const auto& [name, count] : side.lists) {
    if (count > 0) words.push_back(fmt::format("the order stands in the list `{}`", name));
  }
  return words.empty() ? "knows nothing of the order" : fmt::format("{}", fmt::join(words, "; "));
}

std::string customer_heard(const History& history) {
  std::string last = "was told nothing";
  for (const HistoryEvent& event : history.events) {
    if (event.kind == Kind::told) {
      last = fmt::format("was told {}", name_of(static_cast<Told>(event.value)));
    }
  }
  return last;
}

std::string times(std::size_t n) {
  if (n == 1) return "once";
  return n == 2 ? "twice" : fmt::format("{} times", n);
}

std::size_t count(const History& history, Kind kind, std::int64_t value = 0) {
  return static_cast<std::size_t>(std::ranges::count_if(
      history.events,
      [=](const HistoryEvent& event) { return event.kind == kind && event.value == value; }));
}

bool acts(const HistoryEvent& event) {
  if (event.kind == Kind::durable) return true;
  return event.kind == Kind::sent && event.message_class != MessageClass::background &&
         event.message_class != MessageClass::database;
}

// What the crashed host does for the purchase once it is back: by itself, or because it is asked.
std::string after_crash(const Story& story, const Injection& injection) {
  const HostId host{injection.place.host};
  const std::vector<std::string>& hosts = story.history.hosts;
  const std::string& name = hosts[host.value];
  bool back = false;
  for (std::size_t i = injection.before; i < story.history.events.size(); ++i) {
    const HistoryEvent& event = story.history.events[i];
    if (event.host != host) continue;
    back = back || event.kind == Kind::restarted;
    if (!back) continue;
    if (event.kind == Kind::delivered && !event.answers()) {
      return fmt::format("{} comes back and does nothing for the order until {} sends `{}`", name,
                         actor(hosts[event.peer.value]), event.name);
    }
    if (acts(event)) {
      return fmt::format("{} comes back and goes on by {}", name, doing(event, hosts));
    }
  }
  return name + (back ? " comes back and does nothing more for the order" : " does not come back");
}

std::string after_loss(const Story& story, const Injection& injection) {
  const Place& place = injection.place;
  std::size_t again = 0;
  for (std::size_t i = injection.before; i < story.history.events.size(); ++i) {
    const HistoryEvent& event = story.history.events[i];
    again += event.kind == Kind::sent && event.host.value == place.host &&
             event.peer.value == place.peer && event.name == place.what &&
             event.answers() == place.idle;
  }
  return fmt::format("{} {} `{}` again{}", story.history.hosts[place.host],
                     again == 0 ? "never sends" : "sends", place.what,
                     again == 0 ? "" : ", " + times(again));
}

std::string after(const Story& story, const Injection& injection) {
  if (is_crash(injection)) return after_crash(story, injection);
  const bool lost = static_cast<MessageChoice>(injection.answer) == MessageChoice::lose;
  if (injection.place.kind == Site::Kind::message && lost) return after_loss(story, injection);
  return "";
}

bool keeps(const ExploredWorld& world, PropertyId property, const Choices& choices) {
  Following chooser(choices);
  const RunResult result = world.run(chooser);
  return result.violations.of(property).count == 0 && result.violations.of(property).unknown == 0;
}

}  // namespace

std::vector<Plot::Belief> beliefs_of(const Story& story, const Story& undisturbed,
                                     std::optional<IntentId> purchase) {
  const std::vector<std::string>& hosts = story.history.hosts;
  Sides sides = sides_of(story.history, purchase);
  for (const auto& [host, side] : sides_of(undisturbed.history, purchase)) sides[host];
  std::vector<Plot::Belief> beliefs;
  for (const auto& [host, side] : sides) {
    beliefs.push_back({hosts[host.value], words_of(side, hosts)});
  }
  beliefs.push_back({"the customer", customer_heard(story.history)});
  return beliefs;
}

std::vector<std::string> repairs_of(const Story& story, PropertyId property) {
  std::vector<std::string> words;
  for (const Injection& injection : story.injections) {
    if (std::string one = after(story, injection); !one.empty()) words.push_back(std::move(one));
  }
  const History& history = story.history;
  const std::pair<std::size_t, std::string_view> seen[] = {
      {count(history, Kind::checked), "the broker asks {} what became of main"},
      {count(history, Kind::redelivered), "the broker delivers again {}"},
      {count(history, Kind::dead_letter), "the broker gives the message up {}"},
      {count(history, Kind::repaired), "reconciliation repairs {}"},
      {count(history, Kind::repaired, 1), "reconciliation acts {} without need"}};
  const std::size_t before = words.size();
  for (const auto& [n, phrase] : seen) {
    if (n > 0) words.push_back(fmt::format(fmt::runtime(phrase), times(n)));
  }
  if (words.size() == before && can_be_repaired(property)) {
    words.emplace_back("nobody asks again, delivers again or reconciles");
  }
  for (const Unfinished& open : story.unfinished) {
    const bool mine = std::ranges::any_of(
        history.events, [&](const HistoryEvent& event) { return event.intent == open.intent; });
    if (mine) words.push_back(fmt::format("{}: {}", name_of(open.reason), open.words));
  }
  return words;
}

std::vector<std::string> guards_of(const ExploredWorld& world, PropertyId property,
                                   const Choices& choices) {
  const StrategyEntry& entry = world.entry();
  std::vector<std::string> guards;
  for (const ParameterSpec& spec : find_protocol(entry.protocol)->parameters) {
    ParameterValue usual;
    if (!parse_parameter(spec, spec.fallback, usual)) continue;
    if (!entry.parameters.has(spec.name)) continue;
    const auto now = entry.parameters.values().find(spec.name);
    if (now->second == usual) continue;
    Scenario scenario = world.scenario();
    scenario.strategies.front().parameters.set(std::string(spec.name), usual);
    const ExploredWorld guarded(std::move(scenario), world.seed(), world.wanted());
    if (keeps(guarded, property, choices)) {
      guards.push_back(fmt::format("{}={}", spec.name, spec.fallback));
    }
  }
  return guards;
}

}  // namespace txlab
