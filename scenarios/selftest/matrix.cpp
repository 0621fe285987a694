#include "scenarios/selftest/matrix.hpp"

#include <algorithm>

namespace txlab::selftest {

bool Row::killed() const {
  return std::ranges::any_of(cells, [](const Cell& cell) { return cell.kill.has_value(); });
}

std::uint32_t Row::broken() const {
  std::uint32_t all = 0;
  for (const Cell& cell : cells) {
    if (cell.kill) all |= cell.kill->broken;
  }
  return all;
}

bool Row::fails() const {
  if (kind == Kind::correct) return killed();
  return !killed() && survives.empty();
}

bool Matrix::failed() const {
  return std::ranges::any_of(
      rows, [this](const Row& row) { return row.fails() && (row.killed() || !partial); });
}

bool Matrix::described_only() const {
  return std::ranges::all_of(rows, [](const Row& row) { return row.cells.empty(); });
}

std::size_t Matrix::killed(Kind kind) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      rows, [kind](const Row& row) { return row.kind == kind && row.killed(); }));
}

std::size_t Matrix::rows_of(Kind kind) const {
  return static_cast<std::size_t>(std::ranges::count(rows, kind, &Row::kind));
}

std::vector<std::string> Matrix::killed_only_by(std::size_t search) const {
  std::vector<std::string> names;
  for (const Row& row : rows) {
    if (row.kind == Kind::correct || !row.cells[search].kill) continue;
    const auto killers =
        std::ranges::count_if(row.cells, [](const Cell& cell) { return cell.kill.has_value(); });
    if (killers == 1) names.push_back(row.name);
  }
  return names;
}

std::size_t Matrix::first_in(std::size_t search) const {
  std::size_t first = 0;
  for (const Row& row : rows) {
    const auto& kill = row.cells[search].kill;
    if (row.kind == Kind::correct || !kill) continue;
    const bool beaten = std::ranges::any_of(
        row.cells, [&](const Cell& other) { return other.kill && other.kill->runs < kill->runs; });
    if (!beaten) ++first;
  }
  return first;
}

}  // namespace txlab::selftest
