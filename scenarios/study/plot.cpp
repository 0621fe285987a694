#include "scenarios/study/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/fund/purchase.hpp"
#include "scenarios/study/aftermath.hpp"
#include "scenarios/study/phrases.hpp"
#include "scenarios/study/turning_point.hpp"
#include "sim/explore/replaying.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// How often the same sentence is told before the rest is only counted.
constexpr std::size_t told_at_most = 2;

bool is_background(const HistoryEvent& event) {
  return event.message_class == MessageClass::database ||
         event.message_class == MessageClass::background;
}

// Whoever did something for the purchase; crashes of the others do not belong to its story.
std::set<HostId> those_concerned(const Story& story) {
  std::set<HostId> concerned;
  for (const HistoryEvent& event : story.history.events) {
    if (event.intent) concerned.insert(event.host);
  }
  return concerned;
}

Sentence of_message(const HistoryEvent& event, const History& history) {
  const std::string& receiver = history.hosts[event.host.value];
  const std::string& sender = history.hosts[event.peer.value];
  if (is_background(event)) return {};
  if (event.kind == Kind::lost) {
    if (event.answers()) {
      return {"the answer to `{}` from {} to {} is lost", {event.name, receiver, sender}};
    }
    return {"the message `{}` from {} to {} is lost", {event.name, receiver, sender}};
  }
  // Answers come if nothing else is said.
  if (event.answers() || event.sending == HistoryEvent::none) return {};
  return act_of(actor(sender), history.events[event.sending], history.hosts);
}

Sentence of_customer(const HistoryEvent& event) {
  if (event.kind == Kind::began) {
    return {"a customer wants to buy for {}", {in_yuan(event.value)}};
  }
  if (event.kind == Kind::gave_up) return {"the customer's client gives up waiting", {}};
  return {"the customer is told {}", {std::string(name_of(static_cast<Told>(event.value)))}};
}

Sentence sentence(const HistoryEvent& event, const History& history) {
  const std::string& host = history.hosts[event.host.value];
  switch (event.kind) {
    case Kind::began:
    case Kind::gave_up:
    case Kind::told:
      return of_customer(event);
    case Kind::delivered:
    case Kind::lost:
      return of_message(event, history);
    case Kind::durable:
      return act_of(host, event, history.hosts);
    case Kind::in_doubt:
      if (event.value > 0) return {"{} has prepared its part and is in doubt from now on", {host}};
      return {"{} learns the outcome and is in doubt no longer", {host}};
    case Kind::lock_refused:
      return {"{} refuses a lock: {}", {host, event.name}};
    case Kind::redelivered:
      return {"{} delivers the message again", {host}};
    case Kind::dead_letter:
      return {"{} gives the message up as a dead letter", {host}};
    case Kind::repaired:
      if (event.value == 1) return {"{} reconciles, without need", {host}};
      return {"{} reconciles", {host}};
    case Kind::crashed:
      return {"{} crashes ({})", {host, event.name}};
    case Kind::restarted:
      return {"{} is back", {host}};
    default:
      return {};
  }
}

class Narrator {
 public:
  Narrator(const Story& story, const std::vector<std::string>& turning_points)
      : story_(story), concerned_(those_concerned(story)) {
    for (std::size_t i = 0; i < turning_points.size(); ++i) {
      place(story.injections[i], turning_points[i]);
    }
  }

  std::vector<Plot::Step> steps() {
    for (std::size_t i = 0; i <= story_.history.events.size(); ++i) {
      for (const Plot::Step& one : injected_[i]) steps_.push_back(one);
      if (i < story_.history.events.size() && !told_already_.contains(i)) {
        tell(story_.history.events[i]);
      }
    }
    for (const auto& [words, told] : told_) {
      if (told.times <= told_at_most) continue;
      const std::size_t more = told.times - told_at_most;
      steps_[told.last].more = more;
      steps_[told.last].words += fmt::format(" (and {} more time{})", more, more == 1 ? "" : "s");
    }
    return std::move(steps_);
  }

 private:
  struct Repetition {
    std::size_t times = 0;
    std::size_t last = 0;  // the step that told it
  };

  // A crash is told when it comes, and so it need not be told again; nor need a loss.
  void place(const Injection& injection, const std::string& words) {
    const std::size_t event = event_of(story_, injection);
    const bool crash = is_crash(injection);
    const std::size_t when = crash && event != HistoryEvent::none ? event : injection.before;
    injected_[when].push_back({injection.at, words, true, true});
    if (event == HistoryEvent::none) return;
    if (crash) told_already_.insert(event);
    for (std::size_t i = event; i < story_.history.events.size(); ++i) {
      const HistoryEvent& later = story_.history.events[i];
      if (later.kind != Kind::lost || later.sending != event) continue;
      told_already_.insert(i);
      return;
    }
  }

  void tell(const HistoryEvent& event) {
    if (!event.intent && !concerned_.contains(event.host)) return;
    Sentence said = sentence(event, story_.history);
    if (said.empty()) return;
    std::string words = said.words();
    Repetition& told = told_[words];
    if (++told.times > told_at_most) return;
    told.last = steps_.size();
    const bool mishap = event.kind == Kind::crashed || event.kind == Kind::lost;
    steps_.push_back({event.at, std::move(words), false, mishap, std::move(said)});
  }

  const Story& story_;
  std::set<HostId> concerned_;
  std::map<std::size_t, std::vector<Plot::Step>> injected_;  // before which event
  std::set<std::size_t> told_already_;                       // events
  std::vector<Plot::Step> steps_;
  std::map<std::string, Repetition> told_;
};

std::optional<IntentId> purchase_of(PropertyId property, const Story& story) {
  const Violations::Entry& violation = story.result.violations.of(property);
  if (violation.count > 0 && violation.intent) return violation.intent;
  std::set<IntentId> all;
  for (const HistoryEvent& event : story.history.events) {
    if (event.kind == Kind::began) all.insert(event.intent);
  }
  if (all.size() == 1) return *all.begin();
  return std::nullopt;
}

// What comes after a violation cannot have caused it.
void end_with_the_violation(PropertyId property, const Violations::Entry& violation, Plot& plot) {
  std::erase_if(plot.steps, [&](const Plot::Step& step) { return step.at > violation.at; });
  const bool at_the_end = info(property).modality == "eventually";
  plot.steps.push_back(
      {violation.at,
       fmt::format("{}{} is violated: {}", at_the_end ? "nothing more will happen, and " : "",
                   info(property).name, violation.example)});
}

}  // namespace

bool can_be_repaired(PropertyId property) {
  return info(property).modality == "eventually" || property == PropertyId::nothing_stuck_unseen;
}

std::vector<Plot::Step> steps_of(const Story& story) { return Narrator(story, {}).steps(); }

Plot plot_of(const ExploredWorld& world, PropertyId property, const Choices& choices,
             const Story& story) {
  Plot plot;
  plot.purchase = purchase_of(property, story);
  const Story mine = plot.purchase ? about(story, *plot.purchase) : story;
  const bool broken = story.result.violations.of(property).count > 0;
  const auto wish = std::ranges::find(mine.history.events, Kind::began, &HistoryEvent::kind);
  if (wish != mine.history.events.end()) plot.origin = wish->at;
  std::vector<std::string> turning_points;
  for (std::size_t i = 0; i < mine.injections.size(); ++i) {
    turning_points.push_back(turning_point(world, choices, mine, plot.purchase, i));
  }
  plot.steps = Narrator(mine, turning_points).steps();
  if (broken) end_with_the_violation(property, story.result.violations.of(property), plot);
  Story undisturbed = tell(world, {});
  if (plot.purchase) undisturbed = about(undisturbed, *plot.purchase);
  plot.beliefs = beliefs_of(mine, undisturbed, plot.purchase);
  plot.repairs = repairs_of(mine, property);
  if (broken) plot.guards = guards_of(world, property, choices);
  return plot;
}

}  // namespace txlab
