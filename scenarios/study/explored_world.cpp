#include "scenarios/study/explored_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/study/run_world.hpp"
#include "sim/history/happens_before.hpp"

namespace txlab {

namespace {

// Passes questions on once a customer wants something.
class FromTheFirstWish final : public Chooser, public Observer {
 public:
  explicit FromTheFirstWish(Chooser& inner) : inner_(inner) {}
  void on(const Happening& happening, Instant) override {
    if (happening.kind == Happening::Kind::began) begun_ = true;
  }
  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    return begun_ ? inner_.choose(site, n) : 0;
  }

 private:
  Chooser& inner_;
  bool begun_ = false;
};

}  // namespace

ExploredWorld::ExploredWorld(Scenario scenario, std::uint64_t seed, std::uint32_t wanted)
    : scenario_(std::move(scenario)),
      customers_(scenario_.workload, seed),
      seed_(seed),
      wanted_(wanted) {
  CHECK(scenario_.strategies.size() == 1);
  // So that no run has to change them for itself.
  for (DatabaseSettings& database : scenario_.databases) {
    database.lock_wait_timeout = lock_wait_timeout(database, entry());
  }
  RunWorld names(scenario_, entry(), seed);
  hosts_ = names_of_hosts(names.world());
  // What programs take they say when they boot, or soon after.
  names.start();
  names.world().kernel().run_until(start_of_run + 500ms);
  declared_ = declared_transitions(names.world());
}

HostId ExploredWorld::customers() const { return customers_among(hosts_); }

RunResult ExploredWorld::run(Chooser& chooser, std::span<Observer* const> observers,
                             const std::atomic<bool>* stop, RunOptions::Measure measure) const {
  FromTheFirstWish steered(chooser);
  std::vector<Observer*> all(observers.begin(), observers.end());
  all.insert(all.begin(), &steered);
  return txlab::run(scenario_, entry(), seed_,
                    {.chooser = &steered,
                     .observers = all,
                     .stop = stop,
                     .customers = &customers_,
                     .measure = measure});
}

Outcome ExploredWorld::explore(Chooser& chooser, Observer* watcher,
                               const std::atomic<bool>* stop) const {
  HappensBefore order;
  Reach reach(declared_);
  std::array<Observer*, 3> observers{&order, &reach, watcher};
  const std::size_t count = watcher == nullptr ? 2 : 3;
  Outcome outcome = outcome_of(
      run(chooser, std::span(observers).first(count), stop, RunOptions::Measure::verdicts),
      wanted_);
  outcome.order = order.value();
  outcome.reached = reach.transitions();
  outcome.goals = reach.goals();
  return outcome;
}

Outcome outcome_of(const RunResult& run, std::uint32_t wanted) {
  Outcome outcome{.digest = run.digest, .events = run.events, .complete = run.complete};
  for (const PropertyInfo& property : all_properties) {
    const Violations::Entry& entry = run.violations.of(property.id);
    if ((wanted & bit_of(property.id)) == 0) continue;
    if (entry.count > 0) outcome.broken |= bit_of(property.id);
    if (entry.unknown > 0) outcome.blocked |= bit_of(property.id);
  }
  return outcome;
}

std::string words_of(const Place& place, std::uint32_t answer, std::span<const std::string> hosts) {
  if (place.kind == Site::Kind::tie) {
    return fmt::format("number {} of several events at the same instant comes first", answer + 1);
  }
  const std::string& host = hosts[place.host];
  if (place.kind == Site::Kind::replica) {
    return fmt::format("{} asks a replica of {} whose turn comes {} later", host, place.what,
                       answer);
  }
  if (place.kind == Site::Kind::message) {
    constexpr std::string_view fates[] = {"arrives", "is lost", "is duplicated",
                                          "is delayed past its timeout",
                                          "is overtaken by another message"};
    return fmt::format("{}{} from {} to {} {}", place.what, place.idle ? " (reply)" : "", host,
                       hosts[place.peer], fates[answer]);
  }
  constexpr std::string_view crashes[] = {"goes on",
                                          "crashes (process)",
                                          "loses power (unsynced writes gone)",
                                          "loses power (just after the flush)",
                                          "loses power (what was being written is torn)",
                                          "has its clock set ahead by a minute",
                                          "has its clock set back by a minute"};
  return fmt::format("{} {} while waiting for {}", host, crashes[answer], place.what);
}

}  // namespace txlab
