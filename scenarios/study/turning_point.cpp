#include "scenarios/study/turning_point.hpp"

#include <fmt/format.h>

#include "scenarios/study/phrases.hpp"
#include "sim/explore/fault_places.hpp"
#include "sim/history/vector_clocks.hpp"
#include "sim/world/world.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// What a host does on its own account: it sends something that matters, or makes it durable.
bool is_act(const HistoryEvent& event, HostId host) {
  if (event.host != host) return false;
  if (event.kind == Kind::durable) return true;
  return event.kind == Kind::sent && event.message_class != MessageClass::database &&
         event.message_class != MessageClass::background;
}

std::vector<const HistoryEvent*> acts(const History& history, HostId host, std::size_t from,
                                      std::size_t until) {
  std::vector<const HistoryEvent*> all;
  for (std::size_t i = from; i < std::min(until, history.events.size()); ++i) {
    if (is_act(history.events[i], host)) all.push_back(&history.events[i]);
  }
  return all;
}

bool same_act(const HistoryEvent& one, const HistoryEvent& other) {
  return one.kind == other.kind && one.name == other.name && one.flow == other.flow &&
         one.peer == other.peer;
}

std::string crash_words(std::uint32_t answer) {
  switch (static_cast<CrashChoice>(answer)) {
    case CrashChoice::power_before:
      return "loses power (what was not flushed is gone)";
    case CrashChoice::power_after:
      return "loses power (just after the flush)";
    case CrashChoice::power_torn:
      return "loses power (what was being written is torn)";
    case CrashChoice::clock_ahead:
      return "has its clock set ahead by a minute";
    case CrashChoice::clock_back:
      return "has its clock set back by a minute";
    default:
      return "crashes (its process dies)";
  }
}

// Until the crash both runs are the same, so the numbers of events agree.
std::string of_crash(const Story& story, const Story& spared, const Injection& injection) {
  const HostId host{injection.place.host};
  const std::vector<std::string>& hosts = story.history.hosts;
  // A clock is set where it is asked for.
  const std::size_t crash = is_crash(injection)
                                ? std::min(event_of(story, injection), story.history.events.size())
                                : injection.before;
  const auto before = acts(story.history, host, 0, crash);
  const auto after = acts(spared.history, host, crash, spared.history.events.size());
  const std::string last = before.empty() ? "before it has done anything for the purchase"
                                          : "after " + doing(*before.back(), hosts);
  const std::string next =
      after.empty() ? "with nothing left to do for it" : "before " + doing(*after.front(), hosts);
  return fmt::format("{} {} {}, {}", hosts[host.value], crash_words(injection.answer), last, next);
}

std::size_t arrival_of(const History& history, std::size_t sending) {
  for (std::size_t i = sending; i < history.events.size(); ++i) {
    const HistoryEvent& event = history.events[i];
    if (event.kind == Kind::delivered && event.sending == sending) return i;
  }
  return HistoryEvent::none;
}

bool does_it_later(const Story& story, std::size_t sending, const HistoryEvent& act) {
  for (std::size_t i = sending; i < story.history.events.size(); ++i) {
    const HistoryEvent& event = story.history.events[i];
    if (event.host == act.host && same_act(event, act)) return true;
  }
  return false;
}

// The first that would have become durable because of the message, or else the first that its
// receiver would have done; nothing, if that happens later all the same.
std::string kept_from(const Story& story, const Story& spared, const Injection& injection) {
  const std::size_t sending = event_of(story, injection);
  if (sending == HistoryEvent::none) return "";
  const std::size_t arrival = arrival_of(spared.history, sending);
  if (arrival == HistoryEvent::none) return "";
  const std::vector<HistoryEvent>& events = spared.history.events;
  const std::vector<VectorClock> clocks = vector_clocks(spared.history);
  const HistoryEvent* next = nullptr;
  for (std::size_t i = arrival; i < events.size() && next == nullptr; ++i) {
    const bool follows = events[i].kind == Kind::durable && events[i].intent &&
                         happened_before(clocks[arrival], clocks[i]);
    if (follows) next = &events[i];
  }
  if (next == nullptr || does_it_later(story, sending, *next)) {
    const auto own = acts(spared.history, events[arrival].host, arrival, events.size());
    next = own.empty() ? nullptr : own.front();
  }
  if (next == nullptr || does_it_later(story, sending, *next)) return "";
  return fmt::format(", which keeps {} from {}", spared.history.hosts[next->host.value],
                     doing(*next, spared.history.hosts));
}

std::string of_message(const Story& story, const Story& spared, const Injection& injection) {
  const std::vector<std::string>& hosts = story.history.hosts;
  const Place& place = injection.place;
  const std::string message =
      fmt::format("the {} `{}` from {} to {}", place.idle ? "answer to" : "message", place.what,
                  hosts[place.host], hosts[place.peer]);
  switch (static_cast<MessageChoice>(injection.answer)) {
    case MessageChoice::lose:
      return message + " is lost" + kept_from(story, spared, injection);
    case MessageChoice::duplicate:
      return message + " arrives twice";
    case MessageChoice::overtaken:
      return message + " is overtaken by one that was sent later";
    default:
      return message + " comes later than its sender's patience lasts";
  }
}

}  // namespace

std::string turning_point(const ExploredWorld& world, const Choices& choices, const Story& story,
                          std::optional<IntentId> purchase, std::size_t number) {
  const Injection& injection = story.injections[number];
  if (is_order(injection.place.kind)) return injection.words;
  // Later choices may not fit any more where this one is missing.
  const Choices earlier(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(number));
  Story spared = tell(world, earlier);
  if (purchase) spared = about(spared, *purchase);
  return "FAULT: " + (injection.place.kind == Site::Kind::message
                          ? of_message(story, spared, injection)
                          : of_crash(story, spared, injection));
}

}  // namespace txlab
