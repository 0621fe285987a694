#include "scenarios/study/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenarios/study/answers/answer_fold.hpp"
#include "scenarios/study/answers/away_fold.hpp"
#include "scenarios/study/digest_fold.hpp"
#include "scenarios/study/main_side_fold.hpp"
#include "scenarios/study/metrics_fold.hpp"
#include "scenarios/study/open_money_fold.hpp"
#include "scenarios/study/run_world.hpp"
#include "scenarios/study/timeline/timeline_fold.hpp"
#include "sim/base/check.hpp"

namespace txlab {

namespace {

struct Description {
  const Scenario& scenario;
  const StrategyEntry& entry;
  std::uint64_t seed;
  World& world;

  static std::string of(const void* self) {
    const auto& run = *static_cast<const Description*>(self);
    return fmt::format(
        "scenario {}, strategy {}, seed {}, virtual time {} ns\n"
        "  repeat it: txlab run {} -s {} --seed {} --replications 1",
        run.scenario.name, run.entry.name, run.seed, run.world.now().time_since_epoch().count(),
        run.scenario.file, run.entry.name, run.seed);
  }
};

// In slices, so that an interruption is noticed; short ones where much happens.
bool run_to_the_end(World& world, Instant deadline, const std::atomic<bool>* stop) {
  constexpr std::uint64_t many_events = 200'000;
  Kernel& kernel = world.kernel();
  Duration slice = 1ms;
  while (!kernel.agenda().empty() && kernel.agenda().next_time() <= deadline) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) return false;
    const std::uint64_t before = kernel.fired();
    kernel.run_until(std::min(deadline, saturating_add(kernel.agenda().next_time(), slice)));
    const bool busy = kernel.fired() - before > many_events;
    slice = busy ? std::max<Duration>(slice / 2, 1ns) : std::min<Duration>(2 * slice, 10s);
  }
  return true;
}

}  // namespace

Book::Settings book_settings(const WorkloadSettings& workload, const Deployment& deployment,
                             const Claims& claims) {
  return {.branches = workload.branches,
          .stuck_after = workload.stuck_after,
          .told_within = workload.told_within,
          .further_databases = deployment.extra_databases,
          .ledger_watched = claims.ledger_watched,
          .calendar = workload.calendar,
          .earmark = workload.earmark};
}

namespace {

// Everything that is measured, beside what is judged.
class Measurements {
 public:
  Measurements(const Scenario& scenario, const Claims& claims, RunWorld& setup, Book& book,
               const RunOptions& options)
      : rows_(options.keep_every),
        open_money_(book, scenario),
        metrics_(book, start_of_run + scenario.experiment.warmup,
                 [&setup] { return setup.fund_cut_off(); }, claims.convention,
                 {.departments = setup.deployment().departments,
                  .others = setup.others(),
                  .staffed = scenario.operators.has_value(),
                  .arrivals = arrivals_last(scenario.workload)}) {
    if (scenario.experiment.coupling) main_side_.emplace(setup.deployment());
    if (has_crashes(scenario)) away_.emplace(setup.world());
    if (options.keep_every > 0) {
      metrics_.keep_purchases(rows_);
      book.violations().keep_cases();
    }
    if (options.measure == RunOptions::Measure::everything) return;
    const bool whole = options.measure == RunOptions::Measure::over_time;
    bins_.emplace(looked_at(scenario), setup.deadline() - start_of_run);
    timeline_.emplace(book, setup.world(), *bins_,
                      whole ? TimelineFold::Detail::whole : TimelineFold::Detail::levels);
    if (whole) answers_.emplace(setup.world(), setup.deployment().clients);
  }

  // Open money is asked for before the book changes, all the rest after it.
  void watch_before_the_book(World& world) { world.add_observer(open_money_); }
  void watch_after_the_book(World& world) {
    world.add_observer(metrics_);
    if (main_side_) world.add_observer(*main_side_);
    if (away_) world.add_observer(*away_);
    if (timeline_) world.add_observer(*timeline_);
    if (answers_) world.add_observer(*answers_);
  }
  void before_the_end(Instant at, Book::Ending ending) {
    open_at_ = open_money_.finish(at, ending);
  }
  RunMetrics finish(World& world, const WorkloadSettings& workload) {
    RunMetrics metrics = metrics_.finish(world.now(), world.kernel().fired());
    metrics.worst_waits = metrics_.worst_waits().finish(world, workload);
    metrics.open_money = std::move(open_at_);
    if (main_side_) metrics.main_side = main_side_->counted();
    if (away_) metrics.while_away = away_->finish();
    return metrics;
  }
  void finish_what_is_kept(Instant at, RunResult& result) {
    if (timeline_) result.timeline = timeline_->finish(at);
    if (answers_) result.answers = answers_->finish();
    result.purchases = rows_.finish();
  }

 private:
  static bool has_crashes(const Scenario& scenario) {
    return std::ranges::any_of(
        scenario.faults, [](const FaultSettings& fault) { return fault.kind == FaultKind::crash; });
  }
  // The arrivals, and a fifth more to see it end.
  static Duration looked_at(const Scenario& scenario) {
    return arrivals_last(scenario.workload) / 5 * 6;
  }

  PurchaseRows rows_;
  OpenMoneyFold open_money_;
  MetricsFold metrics_;
  std::optional<MainSideFold> main_side_;
  std::optional<TimeBins> bins_;
  std::optional<TimelineFold> timeline_;
  std::optional<AnswerFold> answers_;
  std::optional<AwayFold> away_;
  std::vector<OpenMoney> open_at_;
};

void audit(RunWorld& setup, Book& book) {
  const std::int64_t excess = setup.audit();
  if (excess == 0) return;
  PurchaseRecord nobody;
  book.violations().add(PropertyId::conservation, nobody, setup.world().now(),
                        fmt::format("at the end the accounts hold {} fen too much", excess));
}

}  // namespace

RunResult run(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
              const RunOptions& options) {
  const Claims claims = find_protocol(entry.protocol)->claims(entry.parameters);
  RunWorld setup(scenario, entry, seed, options.customers);
  World& world = setup.world();
  const Description description{scenario, entry, seed, world};
  const CheckContext context(&Description::of, &description);

  Book book(book_settings(scenario.workload, setup.deployment(), claims), setup.customers());
  std::optional<Measurements> measured;
  if (options.measure != RunOptions::Measure::verdicts) {
    measured.emplace(scenario, claims, setup, book, options);
  }
  DigestFold digest;
  if (measured) measured->watch_before_the_book(world);
  world.add_observer(book);
  if (measured) measured->watch_after_the_book(world);
  world.add_observer(digest);
  for (Observer* observer : options.observers) world.add_observer(*observer);
  world.kernel().set_chooser(options.chooser);
  setup.start();
  RunResult result;
  result.complete = run_to_the_end(world, setup.deadline(), options.stop);
  result.ended = world.now();
  result.events = world.kernel().fired();
  result.ending = world.kernel().agenda().empty() ? Book::Ending::quiet : Book::Ending::cut_off;
  if (measured) measured->before_the_end(world.now(), result.ending);
  result.unfinished = book.unfinished(RunResult::most_unfinished);
  book.end(world.now(), result.ending);
  audit(setup, book);
  if (measured) {
    result.metrics = measured->finish(world, scenario.workload);
    result.metrics.declared = find_protocol(entry.protocol)->declared(entry.parameters);
    measured->finish_what_is_kept(world.now(), result);
  }
  result.violations = book.violations();
  result.digest = digest.value();
  return result;
}

}  // namespace txlab
