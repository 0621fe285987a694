// The tables and views of result.sqlite.
#pragma once

namespace txlab::database {

inline constexpr const char* tables = R"sql(
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE point_param(point_id INTEGER, path TEXT, value TEXT);
CREATE TABLE run(run_id INTEGER PRIMARY KEY, strategy TEXT, protocol TEXT, point_id INTEGER,
                 replication INTEGER, seed INTEGER, digest TEXT, sim_ns INTEGER, events INTEGER,
                 ending TEXT);
CREATE TABLE metric(run_id INTEGER, name TEXT, statistic TEXT, unit TEXT, value REAL);
CREATE TABLE histogram(point_id INTEGER, strategy TEXT, metric TEXT, unit TEXT, least INTEGER,
                       greatest INTEGER, count INTEGER, censored INTEGER);
CREATE TABLE timeseries(run_id INTEGER, series TEXT, statistic TEXT, unit TEXT, t_ns INTEGER,
                        width_ns INTEGER, value REAL);
CREATE TABLE timeseries_mean(point_id INTEGER, strategy TEXT, series TEXT, unit TEXT, t_ns INTEGER,
                             width_ns INTEGER, mean REAL, low REAL, high REAL);
CREATE TABLE fault(run_id INTEGER, name TEXT, kind TEXT, target TEXT, t0_ns INTEGER,
                   t1_ns INTEGER);
CREATE TABLE lock_wait(run_id INTEGER, kind TEXT, place INTEGER, database TEXT, t_ns INTEGER,
                       waiter INTEGER, waiter_does TEXT, holder INTEGER, holder_does TEXT,
                       table_name TEXT, row_key INTEGER, gap INTEGER, waited_ns INTEGER);
CREATE TABLE violation(run_id INTEGER, property TEXT, tx_id INTEGER, t_ns INTEGER);
CREATE TABLE property(point_id INTEGER, strategy TEXT, name TEXT, claimed INTEGER, verdict TEXT,
                      violations INTEGER);
CREATE TABLE tx(run_id INTEGER, tx_id INTEGER, customer INTEGER, account INTEGER, fen INTEGER,
                t_start_ns INTEGER, t_client_ns INTEGER, t_final_ns INTEGER, t_decided_ns INTEGER,
                t_settled_ns INTEGER, first_answer TEXT, final_answer TEXT, outcome TEXT,
                attempts INTEGER, messages INTEGER, forced_writes INTEGER, lock_ns INTEGER,
                violated INTEGER, weight INTEGER);
)sql";

inline constexpr const char* indexes_and_views = R"sql(
CREATE INDEX metric_by_name ON metric(name, statistic);
CREATE INDEX tx_by_number ON tx(tx_id);
CREATE VIEW v_metric AS
  SELECT r.strategy, r.point_id, r.replication, m.name, m.statistic, m.unit, m.value
  FROM metric m JOIN run r USING (run_id);
CREATE VIEW v_metric_wide AS
  SELECT r.run_id, r.strategy, r.point_id, r.replication,
    max(CASE WHEN name = 'client_latency' AND statistic = 'p50' THEN value END)
      AS client_latency_p50_ms,
    max(CASE WHEN name = 'client_latency' AND statistic = 'p99' THEN value END)
      AS client_latency_p99_ms,
    max(CASE WHEN name = 'time_to_final_answer' AND statistic = 'p99' THEN value END)
      AS final_answer_p99_ms,
    max(CASE WHEN name = 'inconsistency_window' AND statistic = 'p99' THEN value END)
      AS inconsistency_p99_ms,
    max(CASE WHEN name = 'money_at_risk' AND statistic = 'mean' THEN value END)
      AS money_at_risk_yuan_s,
    max(CASE WHEN name = 'throughput' THEN value END) AS bought_per_s,
    max(CASE WHEN name = 'messages_per_purchase' THEN value END) AS messages,
    max(CASE WHEN name = 'forced_writes_per_purchase' THEN value END) AS forced_writes,
    max(CASE WHEN name = 'availability_coupling' THEN value END) AS availability_coupling
  FROM run r JOIN metric USING (run_id) GROUP BY r.run_id;
CREATE VIEW v_compare AS
  SELECT a.point_id, a.replication, a.name, a.statistic, a.unit, a.strategy, b.strategy AS baseline,
    a.value - b.value AS difference
  FROM v_metric a JOIN v_metric b USING (point_id, replication, name, statistic)
  WHERE b.strategy = (SELECT value FROM about WHERE key = 'baseline')
    AND a.strategy <> b.strategy;
)sql";

}  // namespace txlab::database
