#include "reports/terminal/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>

#include "reports/terminal/cells.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

// Builds the columns of one table: each asks every strategy the same question.
class Block {
 public:
  Block(const PointResult& point, std::string_view baseline, const TerminalStyle& style)
      : point_(point), baseline_(baseline), style_(style) {
    for (const auto& strategy : point.strategies) {
      table_.rows.push_back({printable(strategy.name, style), strategy.name == baseline});
    }
  }

  using Question = std::function<Cell(const StrategyResult&)>;

  void column(std::string_view title, int dispensable, const Question& question) {
    Column column{std::string(say(style_.language, title)), dispensable, Column::Align::right, {}};
    for (const auto& strategy : point_.strategies) column.cells.push_back(question(strategy));
    table_.columns.push_back(std::move(column));
  }

  void estimates(std::string_view title, int dispensable, Statistic statistic) {
    column(title, dispensable,
           [&](const auto& strategy) { return estimate_cell(strategy, statistic, style_); });
  }

  // Nothing to compare with when there is no baseline among the strategies.
  void differences(int dispensable, Statistic statistic) {
    bool has_baseline = false;
    for (const auto& row : table_.rows) has_baseline = has_baseline || row.is_baseline;
    if (!has_baseline || point_.strategies.size() < 2) return;
    const auto title =
        say(style_.language, "vs {}", fitted(printable(baseline_, style_), 12, style_));
    column(title, dispensable, [&](const auto& strategy) {
      return difference_cell(point_, strategy, baseline_, statistic, style_);
    });
  }

  bool has_answer(std::string_view answer) const {
    return std::ranges::any_of(point_.strategies, [&](const StrategyResult& strategy) {
      return strength_of(strategy) == answer;
    });
  }

  void align_left() { table_.columns.back().align = Column::Align::left; }

  // Both in English; `more` stands behind them and is said already.
  Table finish(std::string_view heading, std::string_view legend, const std::string& more = "") {
    table_.heading = say(style_.language, heading);
    table_.legend = std::string(say(style_.language, legend)) + more;
    return std::move(table_);
  }

 private:
  const PointResult& point_;
  std::string_view baseline_;
  const TerminalStyle& style_;
  Table table_;
};

Table customer_sees(Block block, const TerminalStyle& style) {
  block.column("first answer", 1, [&](const auto& one) { return strength_cell(one, style); });
  block.align_left();
  block.column("unknown", 3, [&](const auto& one) { return silence_cell(one, style); });
  block.estimates("p50", 4, {"client_latency", "p50"});
  block.estimates("p95", 5, {"client_latency", "p95"});
  block.estimates("p99", 0, {"client_latency", "p99"});
  block.differences(2, {"client_latency", "p99"});
  std::string more;
  if (block.has_answer("recharged")) {
    more = say(style.language, " recharged: asked to come back and buy.");
  }
  return block.finish(
      "What the customer sees first",
      "placed: it is done; accepted: it will be tried, no outcome yet; unknown: told "
      "nothing in time.",
      more);
}

Table disagreement(Block block) {
  block.estimates("final p50", 5, {"time_to_final_answer", "p50"});
  block.estimates("final p99", 2, {"time_to_final_answer", "p99"});
  block.estimates("disagree p99", 0, {"inconsistency_window", "p99"});
  block.differences(3, {"inconsistency_window", "p99"});
  block.estimates("yuan x s at risk", 1, {"money_at_risk", "mean"});
  return block.finish(
      "How long until the final answer, and how long money and records disagree",
      "final: first definitive answer; disagree: from half done to whole or undone; "
      "at risk: x amount.");
}

// A count beside the others, without its half-width: the row has no room for one more.
Cell wire_cell(const StrategyResult& strategy, const TerminalStyle& style) {
  Cell cell = estimate_cell(strategy, {"wire_messages_per_purchase", "mean"}, style);
  cell.half.clear();
  return cell;
}

Table costs(Block block, const TerminalStyle& style) {
  block.estimates("messages", 0, {"messages_per_purchase", "mean"});
  block.column("wire", 6, [&](const auto& one) { return wire_cell(one, style); });
  block.estimates("forced", 1, {"forced_writes_per_purchase", "mean"});
  block.estimates("fsyncs", 5, {"fsyncs_per_purchase", "mean"});
  block.estimates("round trips", 4, {"db_round_trips_per_purchase", "mean"});
  block.estimates("lock hold p99", 2, {"lock_hold", "p99"});
  block.estimates("in doubt", 3, {"in_doubt", "mean"});
  return block.finish(
      "What it costs, per purchase",
      "messages: work and protocol; wire: all but the customer's own, empty polls not sent; "
      "forced: "
      "somebody waits for them; fsyncs: after group commit; in doubt: how many at a time. "
      "result.json "
      "has oracle_*, counted as each protocol's source counts (txlab explain PROTOCOL).");
}

// Whether any strategy has this metric in this scenario.
bool measured(const PointResult& point, std::string_view metric) {
  return std::ranges::any_of(point.strategies, [&](const StrategyResult& one) {
    const MetricResult* const found = one.metric(metric);
    return found != nullptr && found->applies;
  });
}

Table companions(Block block, const TerminalStyle& style) {
  block.estimates("sent", 0, {"companion_deliveries_per_purchase", "mean"});
  for (const auto& [title, metric] : {std::pair{said_later("missed/M"), "companion_missed"},
                                      {said_later("extra/M"), "companion_extra"},
                                      {said_later("early/M"), "companion_before_review"}}) {
    block.column(title, 1, [&](const auto& one) { return rare_cell(one, metric, style); });
  }
  return block.finish(
      "What the departments heard",
      "sent: messages to them per purchase; missed, extra: that they wanted, or did "
      "not; early: before compliance had read it.");
}

Table decoupling(Block block) {
  block.estimates("latency", 0, {"latency_coupling", "mean"});
  block.estimates("rows", 1, {"storage_coupling", "mean"});
  block.estimates("writes", 4, {"storage_coupling_writes", "mean"});
  block.estimates("1 more", 2, {"change_coupling", "mean"});
  block.estimates("its messages", 3, {"change_coupling_messages", "mean"});
  return block.finish("How decoupled main is from the branch, without faults",
                      "latency: per ms of branch; rows, writes: in wallet-db, beyond `none`; 1 "
                      "more: branch, latency.");
}

// The longest over all replications.
Cell longest_cell(const StrategyResult& strategy, std::string_view metric,
                  const TerminalStyle& style) {
  const MetricResult* const found = strategy.metric(metric);
  if (found == nullptr || !found->applies) {
    return {std::string(signs_of(style).nothing), "", Tone::faint};
  }
  return {format_quantity(found->max, found->unit), "", Tone::plain};
}

Table people(Block block, const TerminalStyle& style) {
  block.estimates("settled", 1, {"tickets", "mean"});
  block.estimates("left", 2, {"tickets_left", "mean"});
  block.estimates("staff minutes", 0, {"staff_minutes", "mean"});
  block.estimates("age", 3, {"ticket_age", "mean"});
  block.column("oldest", 4,
               [&](const auto& one) { return longest_cell(one, "ticket_age", style); });
  return block.finish("What people had to see to",
                      "settled, left: cases per run; minutes: of work, also in vain; age: how long "
                      "a case was on its list.");
}

Table others(Block block, const TerminalStyle& style) {
  block.estimates("p50", 3, {"background_latency", "p50"});
  block.estimates("p99", 0, {"background_latency", "p99"});
  block.estimates("p99.9", 2, {"background_latency", "p99.9"});
  block.column("longest", 4,
               [&](const auto& one) { return longest_cell(one, "background_latency", style); });
  block.column("failed", 1,
               [&](const auto& one) { return share_cell(one, "background_failed", style); });
  return block.finish("What other users of the wallet's database feel",
                      "from when a transaction is wanted to its end; failed: those that were given "
                      "up, after waiting for a lock.");
}

Table types(Block block, const std::vector<OutcomesOfType>& types, const TerminalStyle& style) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    block.column(types[i].type, static_cast<int>(i),
                 [&, i](const auto& one) { return carried_out_cell(one, i, style); });
  }
  return block.finish("How many orders of each type were carried out",
                      "the share of those offered; the others were refused, undone or left open.");
}

std::string of_all(std::uint64_t part, const Outcomes& outcomes) {
  if (outcomes.offered == 0) return "";
  return format_share(static_cast<double>(part) / static_cast<double>(outcomes.offered));
}

// The instants at which a calendar asks for money that is open, as they are named.
std::vector<std::string> instants_of(const PointResult& point) {
  std::vector<std::string> names;
  if (point.strategies.empty()) return names;
  const MetricResult* const open = point.strategies.front().metric("open_yuan");
  if (open == nullptr || !open->applies) return names;
  for (const auto& [name, estimate] : open->quantiles) names.push_back(name);
  return names;
}

Table endings(Block block, const PointResult& point, const TerminalStyle& style) {
  const auto shares = [&](const char* title, int dispensable, std::uint64_t Outcomes::*count) {
    block.column(title, dispensable, [count](const auto& one) {
      return Cell{of_all(one.outcomes.*count, one.outcomes), "", Tone::plain};
    });
  };
  shares("bought", 0, &Outcomes::bought);
  shares("refused", 3, &Outcomes::refused);
  shares("undone", 2, &Outcomes::undone);
  block.column("left open", 1, [](const auto& one) {
    const auto open = one.outcomes.open;
    return Cell{open < 1'000'000 ? format_count(open) : format_number(static_cast<double>(open)),
                "", open > 0 ? Tone::unsure : Tone::plain};
  });
  std::string more;
  if (measured(point, "time_to_refund")) {
    block.estimates("back p50", 7, {"time_to_refund", "p50"});
    block.estimates("back p99", 6, {"time_to_refund", "p99"});
    more += say(style.language, " back: from the branch's refusal on.");
  }
  if (measured(point, "missed_cutoff")) {
    block.estimates("missed", 4, {"missed_cutoff", "mean"});
    int dispensable = 5;
    for (const std::string& instant : instants_of(point)) {
      block.estimates(instant, dispensable++, {"open_yuan", instant});
    }
    more += say(style.language, " missed: the cut-off; at: yuan open then.");
  }
  return block.finish("What became of the purchases",
                      "undone: main was reversed, or its money is held in the wallet.", more);
}

Table troubles(Block block, const TerminalStyle& style) {
  block.column("duplicates/M", 2,
               [&](const auto& one) { return rare_cell(one, "duplicates", style); });
  block.column("dead letters/M", 3,
               [&](const auto& one) { return rare_cell(one, "dead_letters", style); });
  block.estimates("operator", 6, {"needs_operator", "mean"});
  block.column("fund down", 4,
               [&](const auto& one) { return share_cell(one, "availability_coupling", style); });
  block.column("claims", 0, [&](const auto& one) { return claims_cell(one, style); });
  block.column("limits", 1, [&](const auto& one) { return thresholds_cell(one, style); });
  return block.finish(
      "What goes wrong, and who keeps its claims", "",
      say(style.language,
          "/M: per million ({}: none seen, so rarer than that); operator: open cases; fund down: "
          "still buy.",
          signs_of(style).at_most));
}

}  // namespace

std::vector<Table> blocks_of(const PointResult& point, std::string_view baseline,
                             const TerminalStyle& style) {
  const Block block(point, baseline, style);
  std::vector<Table> tables{customer_sees(block, style), endings(block, point, style),
                            disagreement(block), costs(block, style)};
  if (!point.strategies.empty() && !point.strategies.front().by_type.empty()) {
    tables.push_back(types(block, point.strategies.front().by_type, style));
  }
  if (measured(point, "companion_deliveries_per_purchase"))
    tables.push_back(companions(block, style));
  if (measured(point, "staff_minutes")) tables.push_back(people(block, style));
  if (measured(point, "background_latency")) tables.push_back(others(block, style));
  if (measured(point, "latency_coupling")) tables.push_back(decoupling(block));
  tables.push_back(troubles(block, style));
  return tables;
}

}  // namespace txlab::terminal
