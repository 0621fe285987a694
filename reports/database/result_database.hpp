// ResultDatabase: `result.sqlite`, the runs of a study as tidy tables for SQL, pandas, R and
// DuckDB.
//
// docs/analysis.md tells what is in it and how to ask. Columns that end in _ns are integers, a
// missing value is NULL, one meaning per column. The version of the layout is in `about`.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reports/database/sqlite.hpp"
#include "scenarios/study/result.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

class ResultDatabase {
 public:
  static constexpr int layout = 2;

  // The file must not be there yet.
  explicit ResultDatabase(const std::string& file);
  ~ResultDatabase();

  using Set = std::vector<std::pair<std::string, std::string>>;
  // The runs that follow are those of this point of the sweep, numbered from 0.
  void begin_point(const Set& set);
  void add_run(const StrategyEntry& entry, std::uint64_t seed, std::uint32_t replication,
               const RunResult& run);
  // Of the point that was begun last: what is known of it as a whole.
  void end_point(const PointResult& point);
  // Empty if all went well, else what did not.
  std::string finish(const StudyResult& study);

 private:
  struct Statements;
  using Name = std::pair<std::string, std::string>;  // strategy, metric

  void add_metrics(std::int64_t run_id, const RunMetrics& metrics);
  void add_waits(std::int64_t run_id, const WaitsSeen& seen);
  void add_purchases(std::int64_t run_id, const RunResult& run);
  void add_means(const StrategyResult& strategy);
  void add_timeline(std::int64_t run_id, const StrategyResult& strategy);
  void add_histograms();

  Sqlite file_;
  std::unique_ptr<Statements> rows_;
  std::int64_t point_ = -1;
  std::int64_t runs_ = 0;
  std::map<std::string, std::int64_t> first_runs_;  // of the point: replication 0, by strategy
  std::map<Name, Histogram> histograms_;            // of the point
};

}  // namespace txlab
