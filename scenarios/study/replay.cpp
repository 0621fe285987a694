#include "scenarios/study/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab {

namespace {

bool made(const Choices& choices, const TrailChoice& wanted, std::span<const std::string> hosts) {
  const std::vector<TrailChoice> all = named(choices, hosts);
  return std::ranges::any_of(all, [&](const TrailChoice& one) {
    return one.kind == wanted.kind && one.host == wanted.host && one.peer == wanted.peer &&
           one.what == wanted.what && one.idle == wanted.idle &&
           one.occurrence == wanted.occurrence && one.answer == wanted.answer;
  });
}

// The first choice of the trail that found no place in the run.
void note_divergence(const Trail& trail, std::span<const std::string> hosts, ReplayResult& result) {
  for (const TrailChoice& choice : trail.choices) {
    if (made(result.run.choices, choice, hosts)) continue;
    result.diverged_at = choice.question;
    result.divergence = fmt::format("the fault of question {} found no place: {}, the {}th time",
                                    choice.question, choice.what, choice.occurrence + 1);
    return;
  }
}

}  // namespace

ReplayResult replay(const Trail& trail, const ExploredWorld& world, Addressing addressing) {
  ReplayResult result;
  const Subject subject = [&world](Chooser& chooser, Observer* watcher) {
    return world.explore(chooser, watcher);
  };
  result.run = repeat(subject, numbered(trail.choices, world.hosts()), addressing);
  note_divergence(trail, world.hosts(), result);
  result.story = tell(world, result.run.choices);
  CHECK(result.story.result.digest == result.run.outcome.digest);
  result.digest = result.run.outcome.digest;
  if (result.digest != trail.digest) {
    result.departure = departure(trail.marks, world, result.run.choices);
  }
  const Violations::Entry& violation = result.story.result.violations.of(trail.property);
  result.violated = violation.count > 0;
  result.example = violation.example;
  result.plot = plot_of(world, trail.property, result.run.choices, result.story);
  return result;
}

}  // namespace txlab
