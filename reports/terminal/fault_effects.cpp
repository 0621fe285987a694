#include "reports/terminal/fault_effects.hpp"

#include <fmt/format.h>

#include <span>

#include "reports/terminal/cells.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

using Part = Estimate FaultEffect::*;

struct Titled {
  const char* title;
  int dispensable;
  Part part;
};
constexpr Titled columns[] = {{said_later("claims broken"), 0, &FaultEffect::claims_broken},
                              {said_later("unclaimed"), 0, &FaultEffect::unclaimed},
                              {said_later("yuan lost"), 1, &FaultEffect::yuan_lost},
                              {said_later("yuan x s at risk"), 2, &FaultEffect::yuan_seconds},
                              {said_later("not bought"), 3, &FaultEffect::purchases_lost}};

Table table_of(std::span<const FaultEffect> effects, std::string_view baseline,
               const TerminalStyle& style) {
  Table table;
  double firings = 0;
  for (const FaultEffect& effect : effects) {
    table.rows.push_back({printable(effect.strategy, style), effect.strategy == baseline});
    firings += effect.firings / static_cast<double>(effects.size());
  }
  for (const auto& [title, dispensable, part] : columns) {
    Column column{std::string(say(style.language, title)), dispensable, Column::Align::right, {}};
    for (const FaultEffect& effect : effects) {
      column.cells.push_back(quantity_cell(effect.*part, "1", style));
    }
    table.columns.push_back(std::move(column));
  }
  table.heading =
      say(style.language, "What one `{}` costs, alone", printable(effects[0].fault, style));
  table.legend = say(
      style.language,
      "per firing ({} a run), beyond no fault; claims broken, unclaimed: violations; not bought: "
      "orders.",
      format_number(firings, 2));
  return table;
}

}  // namespace

std::vector<Table> fault_tables(const PointResult& point, std::string_view baseline,
                                const TerminalStyle& style) {
  std::vector<Table> tables;
  const std::span<const FaultEffect> all = point.fault_effects;
  const std::size_t strategies = point.strategies.size();
  for (std::size_t i = 0; i + strategies <= all.size() && strategies > 0; i += strategies) {
    tables.push_back(table_of(all.subspan(i, strategies), baseline, style));
  }
  return tables;
}

}  // namespace txlab::terminal
