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

std::string of_message(const HistoryEvent& event, const History& history) {
  const std::string& receiver = history.hosts[event.host.value];
  const std::string& sender = history.hosts[event.peer.value];
  if (is_background(event)) return "";
  if (event.kind == Kind::lost) {
    return fmt::format("the {} `{}` from {} to {} is lost",
                       event.answers() ? "answer to" : "message", event.name, receiver, sender);
  }
  // Answers come if nothing else is said.
  if (event.answers() || event.sending == HistoryEvent::none) return "";
  return fmt::format("{} {}", actor(sender), does(history.events[event.sending], history.hosts));
}

std::string of_customer(const HistoryEvent& event) {
  if (event.kind == Kind::began) {
    return fmt::format("a customer wants to buy for {}", in_yuan(event.value));
  }
  if (event.kind == Kind::gave_up) return "the customer's client gives up waiting";
  return fmt::format("the customer is told {}", name_of(static_cast<Told>(event.value)));
}

std::string sentence(const HistoryEvent& event, const History& history) {
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
      return fmt::format("{} {}", host, does(event, history.hosts));
    case Kind::in_doubt:
      return host + (event.value > 0 ? " has prepared its part and is in doubt from now on"
                                     : " learns the outcome and is in doubt no longer");
    case Kind::lock_refused:
      return fmt::format("{} refuses a lock: {}", host, event.name);
    case Kind::redelivered:
      return fmt::format("{} delivers the message again", host);
    case Kind::dead_letter:
      return fmt::format("{} gives the message up as a dead letter", host);
    case Kind::repaired:
      return fmt::format("{} reconciles{}", host, event.value == 1 ? ", without need" : "");
    case Kind::crashed:
      return fmt::format("{} crashes ({})", host, event.name);
    case Kind::restarted:
      return fmt::format("{} is back", host);
    default:
      return "";
  }
}

class Narrator {
 public:
  Narrator(const Story& story, std::vector<std::string> turning_points)
      : story_(story),
        turning_points_(std::move(turning_points)),
        concerned_(those_concerned(story)) {}

  std::vector<Plot::Step> steps() {
    for (std::size_t i = 0; i < story_.history.events.size(); ++i) {
      tell_injections(i);
      tell(story_.history.events[i]);
    }
    tell_injections(story_.history.events.size());
    for (const auto& [words, told] : told_) {
      if (told.times <= told_at_most) continue;
      const std::size_t more = told.times - told_at_most;
      steps_[told.last].words += fmt::format(" (and {} more time{})", more, more == 1 ? "" : "s");
    }
    return std::move(steps_);
  }

 private:
  void tell_injections(std::size_t event) {
    for (; next_ < turning_points_.size() && story_.injections[next_].before <= event; ++next_) {
      steps_.push_back({story_.injections[next_].at, turning_points_[next_], true});
    }
  }

  // What an injection has told already.
  bool was_injected(const HistoryEvent& event) const {
    if (steps_.empty() || !steps_.back().injected || steps_.back().at != event.at) return false;
    const Place& place = story_.injections[next_ - 1].place;
    if (event.kind == Kind::crashed) {
      return place.kind == Site::Kind::suspension && place.host == event.host.value;
    }
    return event.kind == Kind::lost && place.kind == Site::Kind::message &&
           place.what == event.name;
  }

  void tell(const HistoryEvent& event) {
    const bool of_others = !event.intent && !concerned_.contains(event.host);
    if (of_others || was_injected(event)) return;
    std::string words = sentence(event, story_.history);
    if (words.empty()) return;
    Sentence& told = told_[words];
    if (++told.times > told_at_most) return;
    told.last = steps_.size();
    steps_.push_back({event.at, std::move(words)});
  }

  const Story& story_;
  std::vector<std::string> turning_points_;
  std::set<HostId> concerned_;
  std::size_t next_ = 0;
  std::vector<Plot::Step> steps_;
  struct Sentence {
    std::size_t times = 0;
    std::size_t last = 0;  // the step that told it
  };
  std::map<std::string, Sentence> told_;
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
  plot.steps.push_back(
      {violation.at, fmt::format("{} is violated: {}", info(property).name, violation.example)});
}

}  // namespace

Plot plot_of(const ExploredWorld& world, PropertyId property, const Choices& choices,
             const Story& story) {
  Plot plot;
  plot.purchase = purchase_of(property, story);
  const Story mine = plot.purchase ? about(story, *plot.purchase) : story;
  const bool broken = story.result.violations.of(property).count > 0;
  std::vector<std::string> turning_points;
  for (std::size_t i = 0; i < mine.injections.size(); ++i) {
    turning_points.push_back(turning_point(world, choices, mine, plot.purchase, i));
  }
  plot.steps = Narrator(mine, std::move(turning_points)).steps();
  if (broken) end_with_the_violation(property, story.result.violations.of(property), plot);
  Story undisturbed = tell(world, {});
  if (plot.purchase) undisturbed = about(undisturbed, *plot.purchase);
  plot.beliefs = beliefs_of(mine, undisturbed, plot.purchase);
  plot.repairs = repairs_of(mine);
  if (broken) plot.guards = guards_of(world, property, choices);
  return plot;
}

}  // namespace txlab
