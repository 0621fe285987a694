// Matrix: what each search made of every correct strategy and of every mutant.
//
// A mutant is killed by a run in which a property is broken that the correct strategy claims. Each
// cell has the same budget of runs and ends with the first kill, so their numbers compare.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/fund/property.hpp"

namespace txlab::selftest {

struct Kill {
  std::uint64_t runs = 0;           // that it took, the killing one included
  std::uint32_t broken = 0;         // properties that this run broke, a bit each
  std::vector<std::string> faults;  // of this run, in words
};

// One search on one row.
struct Cell {
  std::uint64_t runs = 0;
  std::optional<Kill> kill;
};

enum class Kind : std::uint8_t { correct, mutant, checker };

struct Row {
  Kind kind = Kind::correct;
  std::string name;
  std::string base;               // of a checker: the mutant whose runs it judges
  std::vector<std::string> sets;  // of a mutant
  std::string wrong;              // the mistake, in words
  std::string source;
  std::optional<PropertyId> breaks;  // which it is expected to
  std::string survives;              // why no search kills it, if that is known
  std::vector<Cell> cells;           // by search

  bool killed() const;
  std::uint32_t broken() const;  // by the killing runs, all together
  // A correct strategy that was killed, or a mutant that survived and nobody has explained why.
  bool fails() const;
};

struct Matrix {
  std::uint64_t budget = 0;  // runs per cell
  std::vector<std::string> searches;
  std::vector<Row> rows;
  bool partial = false;  // interrupted

  // What was not finished cannot have survived.
  bool failed() const;
  bool described_only() const;  // nothing was run
  std::size_t killed(Kind kind) const;
  std::size_t rows_of(Kind kind) const;
  // Names of the mutants that this search kills, and no other.
  std::vector<std::string> killed_only_by(std::size_t search) const;
  // How many mutants no other search kills in fewer runs.
  std::size_t first_in(std::size_t search) const;
};

}  // namespace txlab::selftest
