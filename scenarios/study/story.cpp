#include "scenarios/study/story.hpp"

#include <fmt/format.h>

#include "models/fund/purchase.hpp"
#include "sim/explore/replaying.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// Between a service and its database, and in the background, messages are many and say little.
bool tells(const HistoryEvent& event) {
  return event.message_class != MessageClass::database &&
         event.message_class != MessageClass::background;
}

std::string message(const HistoryEvent& event, const std::string& verb) {
  if (!tells(event)) return "";
  return fmt::format("{}{} {}", event.name, event.answers() ? " (reply)" : "", verb);
}

std::string words_for(const HistoryEvent& event, const std::vector<std::string>& hosts) {
  switch (event.kind) {
    case Kind::began:
      return fmt::format("wish {} arises", event.intent.value);
    case Kind::delivered:
      return message(event, "arrives from " + hosts[event.peer.value]);
    case Kind::lost:
      return message(event, "to " + hosts[event.peer.value] + " is lost");
    case Kind::durable:
      return fmt::format("{} is durable", event.name);
    case Kind::in_doubt:
      return event.value > 0 ? "a prepared transaction is in doubt" : "in doubt no longer";
    case Kind::lock_refused:
      return fmt::format("a lock is refused: {}", event.name);
    case Kind::told:
      return fmt::format("customer is told {}", name_of(static_cast<Told>(event.value)));
    case Kind::gave_up:
      return "the customer's client gives up";
    case Kind::listed:
      return event.value > 0 ? "listed for people to see" : "off that list";
    case Kind::checked:
      return "asks what became of a half message";
    case Kind::redelivered:
      return "delivers a message again";
    case Kind::dead_letter:
      return "gives a message up as a dead letter";
    case Kind::repaired:
      return event.value == 1 ? "reconciliation acts in vain" : "reconciliation repairs";
    case Kind::crashed:
      return fmt::format("crashes ({})", event.name);
    case Kind::restarted:
      return "restarts";
    default:
      return "";
  }
}

// Listens to the run, and to the choices that are made in it.
class Listener final : public Observer, public Chooser {
 public:
  Listener(const ExploredWorld& world, const Choices& choices)
      : world_(world), inner_(choices), fold_(world.hosts(), world.customers()) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    const std::uint32_t answer = inner_.choose(site, n);
    if (answer != 0) {
      const Place place = Place::of(site);
      injections_.push_back({now_, fold_.history().events.size(), place, answer,
                             words_of(place, answer, world_.hosts())});
    }
    return answer;
  }

  void on(const Happening& happening, Instant at) override {
    now_ = at;
    fold_.on(happening, at);
  }

  Story story() const { return {fold_.history(), injections_, {}, {}, {}}; }

 private:
  const ExploredWorld& world_;
  Replaying inner_;
  HistoryFold fold_;
  Instant now_ = start_of_run;
  std::vector<Injection> injections_;
};

// Where a fault is put; a turned tie is nowhere in particular.
std::string host_of(const Injection& injection, const std::vector<std::string>& hosts) {
  return injection.place.kind == Site::Kind::tie ? "" : hosts[injection.place.host];
}

}  // namespace

std::vector<StoryLine> lines_of(const Story& story) {
  const std::vector<std::string>& hosts = story.history.hosts;
  std::vector<StoryLine> lines;
  auto injection = story.injections.begin();
  const auto inject_until = [&](std::size_t event) {
    for (; injection != story.injections.end() && injection->before <= event; ++injection) {
      lines.push_back({injection->at, host_of(*injection, hosts), injection->words, true});
    }
  };
  for (std::size_t i = 0; i < story.history.events.size(); ++i) {
    inject_until(i);
    const HistoryEvent& event = story.history.events[i];
    std::string words = words_for(event, hosts);
    if (!words.empty()) lines.push_back({event.at, hosts[event.host.value], std::move(words)});
  }
  inject_until(story.history.events.size());
  return lines;
}

Story tell(const ExploredWorld& world, const Choices& choices) {
  Listener listener(world, choices);
  UnfinishedFold unfinished(world.hosts());
  Observer* const observers[] = {&listener, &unfinished};
  RunResult result = world.run(listener, observers);
  Story story = listener.story();
  // A choice is made between two happenings, and a crash comes at the time of its own.
  for (Injection& injection : story.injections) {
    const std::size_t event = event_of(story, injection);
    if (event != HistoryEvent::none) injection.at = story.history.events[event].at;
  }
  story.unfinished = unfinished.explain(result.unfinished, result.ended);
  story.result = std::move(result);
  story.lines = lines_of(story);
  return story;
}

bool is_crash(const Injection& injection) {
  return injection.place.kind == Site::Kind::suspension &&
         is_crash(static_cast<CrashChoice>(injection.answer));
}

std::size_t event_of(const Story& story, const Injection& injection) {
  const std::vector<HistoryEvent>& events = story.history.events;
  const Place& place = injection.place;
  if (place.kind == Site::Kind::message) {
    // The choice comes just after the sending.
    if (injection.before == 0) return HistoryEvent::none;
    const HistoryEvent& event = events[injection.before - 1];
    const bool is_it = event.kind == Kind::sent && event.name == place.what &&
                       event.host.value == place.host && event.peer.value == place.peer;
    return is_it ? injection.before - 1 : HistoryEvent::none;
  }
  if (!is_crash(injection)) return HistoryEvent::none;
  for (std::size_t i = injection.before; i < events.size(); ++i) {
    if (events[i].kind == Kind::crashed && events[i].host.value == place.host) return i;
  }
  return HistoryEvent::none;
}

Story about(const Story& story, IntentId intent) {
  Story one = story;
  one.history = about(story.history, intent);
  // An injection stays before the first event that was kept of those that followed it.
  for (Injection& injection : one.injections) {
    History earlier{story.history.hosts, story.history.customers, {}};
    const auto begin = story.history.events.begin();
    earlier.events.assign(begin, begin + static_cast<std::ptrdiff_t>(injection.before));
    injection.before = about(earlier, intent).events.size();
  }
  return one;
}

std::string spelled(Instant at) {
  std::int64_t microseconds = (at - start_of_run) / 1us;
  std::string words;
  for (const auto& [unit, name] : {std::pair{86'400'000'000, "d"}, std::pair{3'600'000'000, "h"},
                                   std::pair{60'000'000L, "m"}}) {
    if (microseconds < unit && words.empty()) continue;
    words += fmt::format("{}{} ", microseconds / unit, name);
    microseconds %= unit;
  }
  return words + fmt::format("{}.{:06}s", microseconds / 1'000'000, microseconds % 1'000'000);
}

}  // namespace txlab
