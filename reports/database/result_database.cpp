#include "reports/database/result_database.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/database/layout.hpp"
#include "reports/judgement.hpp"
#include "scenarios/study/metric_catalogue.hpp"

namespace txlab {

namespace {

std::int64_t ns(double seconds) { return std::llround(seconds * 1e9); }

std::optional<std::int64_t> if_ever(std::int64_t at_ns) {
  return at_ns == PurchaseRow::never ? std::nullopt : std::optional(at_ns);
}

constexpr std::string_view of_distributions[] = {"count", "min", "mean",  "p50", "p90",
                                                 "p95",   "p99", "p99.9", "max"};

}  // namespace

struct ResultDatabase::Statements {
  explicit Statements(Sqlite& file)
      : about(file, "INSERT INTO about VALUES (?, ?)"),
        param(file, "INSERT INTO point_param VALUES (?, ?, ?)"),
        run(file, "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        metric(file, "INSERT INTO metric VALUES (?, ?, ?, ?, ?)"),
        histogram(file, "INSERT INTO histogram VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        timeseries(file, "INSERT INTO timeseries VALUES (?, ?, ?, ?, ?, ?, ?)"),
        timeseries_mean(file, "INSERT INTO timeseries_mean VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        fault(file, "INSERT INTO fault VALUES (?, ?, ?, ?, ?, ?)"),
        property(file, "INSERT INTO property VALUES (?, ?, ?, ?, ?, ?)"),
        lock_wait(file, "INSERT INTO lock_wait VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        violation(file, "INSERT INTO violation VALUES (?, ?, ?, ?)"),
        tx(file,
           "INSERT INTO tx VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") {}

  Sqlite::Insert about;
  Sqlite::Insert param;
  Sqlite::Insert run;
  Sqlite::Insert metric;
  Sqlite::Insert histogram;
  Sqlite::Insert timeseries;
  Sqlite::Insert timeseries_mean;
  Sqlite::Insert fault;
  Sqlite::Insert property;
  Sqlite::Insert lock_wait;
  Sqlite::Insert violation;
  Sqlite::Insert tx;
};

ResultDatabase::ResultDatabase(const std::string& file) : file_(file) {
  file_.execute(database::tables);
  rows_ = std::make_unique<Statements>(file_);
}

ResultDatabase::~ResultDatabase() = default;

void ResultDatabase::begin_point(const Set& set) {
  ++point_;
  first_runs_.clear();
  histograms_.clear();
  for (const auto& [path, value] : set) rows_->param.row(point_, path, value);
}

void ResultDatabase::add_run(const StrategyEntry& entry, std::uint64_t seed,
                             std::uint32_t replication, const RunResult& run) {
  const std::int64_t id = ++runs_;
  if (replication == 0) first_runs_[entry.name] = id;
  const bool quiet = run.ending == Book::Ending::quiet;
  rows_->run.row(id, entry.name, entry.protocol, point_, replication, seed,
                 fmt::format("{:016x}", run.digest), (run.ended - start_of_run).count(), run.events,
                 quiet ? "quiet" : "cut off");
  add_metrics(id, run.metrics);
  if (run.metrics.worst_waits) add_waits(id, *run.metrics.worst_waits);
  add_purchases(id, run);
  for (const MetricDefinition& metric : metric_catalogue()) {
    if (metric.distribution == nullptr) continue;
    const Histogram& own = metric.distribution(run.metrics);
    if (own.count() > 0) histograms_[{entry.name, std::string(metric.name)}].merge(own);
  }
}

void ResultDatabase::add_metrics(std::int64_t run_id, const RunMetrics& metrics) {
  for (const MetricDefinition& metric : metric_catalogue()) {
    const auto add = [&](std::string_view statistic) {
      const auto value = statistic_of(metric, statistic, metrics);
      if (!value) return;
      rows_->metric.row(run_id, metric.name, statistic, statistic == "count" ? "1" : metric.unit,
                        *value);
    };
    if (metric.distribution == nullptr) {
      add("mean");
    } else {
      for (const std::string_view statistic : of_distributions) add(statistic);
    }
  }
}

// Purchase 0 is somebody else's transaction.
void ResultDatabase::add_waits(std::int64_t run_id, const WaitsSeen& seen) {
  const auto purchase = [](std::uint64_t number) {
    return number == 0 ? std::nullopt : std::optional(number);
  };
  int place = 0;
  for (const WaitSeen& one : seen.waits) {
    rows_->lock_wait.row(run_id, seen.cycle ? "cycle" : "chain", place++, seen.database,
                         ns(seen.at_s), purchase(one.waiter), one.waiter_does, purchase(one.holder),
                         one.holder_does, one.table, one.key, one.gap, ns(one.waited_ms / 1e3));
  }
}

void ResultDatabase::add_purchases(std::int64_t run_id, const RunResult& run) {
  for (const PurchaseRow& one : run.purchases) {
    rows_->tx.row(run_id, one.intent.value, one.customer.value, one.account, one.fen, one.began_ns,
                  if_ever(one.first_answer_ns), if_ever(one.final_answer_ns),
                  if_ever(one.decided_ns), if_ever(one.settled_ns), name_of(one.first_answer),
                  name_of(one.final_answer), one.outcome, one.attempts, one.messages,
                  one.forced_writes, one.lock_ns, one.violated, one.weight);
  }
  for (const Violations::Case& one : run.violations.cases()) {
    rows_->violation.row(run_id, all_properties[static_cast<std::size_t>(one.property)].name,
                         one.intent.value, (one.at - start_of_run).count());
  }
}

// The columns of means are mean, low and high.
void ResultDatabase::add_means(const StrategyResult& strategy) {
  const Timeline& timeline = *strategy.timeline;
  for (const TimeSeries& series : timeline.means) {
    const auto& columns = series.columns;
    for (std::size_t bin = 0; bin < columns[0].second.size(); ++bin) {
      const std::int64_t begin = ns(timeline.edges_s[bin]);
      rows_->timeseries_mean.row(point_, strategy.name, series.name, series.unit, begin,
                                 ns(timeline.edges_s[bin + 1]) - begin, columns[0].second[bin],
                                 columns[1].second[bin], columns[2].second[bin]);
    }
  }
}

void ResultDatabase::add_timeline(std::int64_t run_id, const StrategyResult& strategy) {
  const Timeline& timeline = *strategy.timeline;
  for (const TimeSeries& series : timeline.series) {
    for (const auto& [statistic, values] : series.columns) {
      for (std::size_t bin = 0; bin < values.size(); ++bin) {
        const std::int64_t begin = ns(timeline.edges_s[bin]);
        rows_->timeseries.row(run_id, series.name, statistic, series.unit, begin,
                              ns(timeline.edges_s[bin + 1]) - begin, values[bin]);
      }
    }
  }
  for (const FaultBand& one : timeline.faults) {
    const bool ended = std::isfinite(one.ended_s);
    rows_->fault.row(run_id, one.name, one.kind, one.target, ns(one.began_s),
                     ended ? std::optional(ns(one.ended_s)) : std::nullopt);
  }
}

void ResultDatabase::add_histograms() {
  for (const auto& [name, histogram] : histograms_) {
    const auto& [strategy, metric] = name;
    const bool money = find_metric(metric)->unit == "CNY x s";
    const auto add = [&](const std::vector<Bucket>& buckets, bool censored) {
      for (const Bucket& one : buckets) {
        rows_->histogram.row(point_, strategy, metric, money ? "CNY x s" : "ns", one.first,
                             one.last, one.count, censored);
      }
    };
    add(histogram.complete_buckets(), false);
    add(histogram.censored_buckets(), true);
  }
}

void ResultDatabase::end_point(const PointResult& point) {
  for (const StrategyResult& strategy : point.strategies) {
    const auto run = first_runs_.find(strategy.name);
    if (run != first_runs_.end() && strategy.timeline) {
      add_timeline(run->second, strategy);
      add_means(strategy);
    }
    for (const PropertyResult& one : strategy.properties) {
      rows_->property.row(point_, strategy.name, one.name, is_claim(one), name_of(one.verdict),
                          one.violations);
    }
  }
  add_histograms();
}

std::string ResultDatabase::finish(const StudyResult& study) {
  rows_->about.row("layout", std::to_string(layout));
  rows_->about.row("scenario", study.scenario_name);
  rows_->about.row("seed", std::to_string(study.seed));
  rows_->about.row("baseline", study.baseline);
  rows_->about.row("confidence", fmt::format("{}", study.confidence));
  file_.execute(database::indexes_and_views);
  rows_.reset();
  return file_.finish();
}

}  // namespace txlab
