#include "scenarios/selftest/contestant.hpp"

#include "scenarios/study/hunt.hpp"
#include "scenarios/study/run_world.hpp"
#include "sim/explore/batch.hpp"
#include "sim/explore/shrink.hpp"

namespace txlab::selftest {

namespace {

constexpr std::uint64_t seed = 7;

Scenario scenario_of(const Base& base, const Sets& sets, std::uint32_t purchases,
                     const Reader& read) {
  const ScenarioText text = text_of(base, sets, purchases);
  return read(text.yaml, text.sets);
}

std::uint32_t held(const Base& base, const Reader& read) {
  std::uint32_t bits = 0;
  for (const PropertyId id : base.held_to) bits |= bit_of(id);
  return bits != 0 ? bits : held_to(scenario_of(base, {}, 1, read), {});
}

ExploredWorld world_of(const Base& base, const Sets& sets, std::uint32_t purchases,
                       const Reader& read) {
  return ExploredWorld(scenario_of(base, sets, purchases, read), seed, held(base, read));
}

Book::Settings settings_of(const ExploredWorld& world, const CheckerMutant& checker) {
  RunWorld site(world.scenario(), world.entry(), world.seed());
  const Claims claims = find_protocol(world.entry().protocol)->claims(world.entry().parameters);
  Book::Settings settings = book_settings(world.scenario().workload, site.deployment(), claims);
  if (checker.settings != nullptr) checker.settings(settings);
  return settings;
}

std::vector<MakeProperty> properties_of(const CheckerMutant& checker) {
  const auto usual = Book::usual_properties();
  std::vector<MakeProperty> properties(usual.begin(), usual.end());
  if (checker.make != nullptr) {
    properties[static_cast<std::size_t>(checker.property)] = checker.make;
  }
  return properties;
}

}  // namespace

Contestant::Contestant(const Base& base, const Sets& sets, const Reader& read,
                       const CheckerMutant* checker)
    : one_(world_of(base, sets, 1, read)), two_(world_of(base, sets, 2, read)), checker_(checker) {}

Outcome Contestant::explore(std::uint32_t purchases, Chooser& chooser, Observer* watcher,
                            const std::atomic<bool>* stop) const {
  const ExploredWorld& world = purchases == 1 ? one_ : two_;
  return checker_ != nullptr ? compared(world, chooser, watcher, stop)
                             : world.explore(chooser, watcher, stop);
}

Outcome Contestant::compared(const ExploredWorld& world, Chooser& chooser, Observer* watcher,
                             const std::atomic<bool>* stop) const {
  const Customers customers(world.scenario().workload, world.seed());
  Book book(settings_of(world, *checker_), customers, properties_of(*checker_));
  std::vector<Observer*> observers{&book};
  if (watcher != nullptr) observers.push_back(watcher);
  const RunResult run = world.run(chooser, observers, stop, RunOptions::Measure::verdicts);
  book.end(run.ended, run.ending);
  const PropertyId id = checker_->property;
  const bool seen = run.violations.of(id).count > 0;
  const bool said = book.violations().of(id).count > 0;
  return {.digest = run.digest, .broken = seen != said ? bit_of(id) : 0, .complete = run.complete};
}

namespace {

std::vector<std::string> in_words(const Choices& choices, const std::vector<std::string>& hosts) {
  std::vector<std::string> words;
  for (const Choice& choice : choices) {
    words.push_back(words_of(choice.place, choice.answer, hosts));
  }
  return words;
}

}  // namespace

Cell first_kill(const Contestant& contestant, const NamedSearch& named, Limits limits) {
  const Subject subject = [&](Chooser& chooser, Observer* watcher) {
    return contestant.explore(named.purchases, chooser, watcher, limits.stop);
  };
  const auto hosts = static_cast<std::uint32_t>(contestant.hosts().size());
  const auto search = named.make({subject, hosts, seed});
  Cell cell;
  while (cell.runs < std::min(limits.budget, search->runs().value_or(limits.budget))) {
    const auto tried = try_runs({*search, subject, cell.runs, 1}, 1, limits.stop);
    if (tried.empty()) return cell;  // stopped
    search->learn(cell.runs++, tried.front());
    const std::uint32_t broken = tried.front().outcome.broken;
    if (broken == 0) continue;
    const ShrunkRun again = repeat(subject, tried.front().choices, Addressing::question);
    cell.kill = Kill{cell.runs, broken, in_words(again.choices, contestant.hosts())};
    break;
  }
  return cell;
}

}  // namespace txlab::selftest
