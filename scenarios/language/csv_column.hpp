// One column of numbers from a CSV file: measured latencies, or instants of arrivals.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/problems.hpp"

namespace txlab::language {

struct CsvColumn {
  std::string name;  // as the header says; empty: there is no header
  std::vector<double> values;
  std::vector<std::uint32_t> lines;  // where they stand
};

// What is wanted of a file, and where the wish stands, for errors.
struct CsvRequest {
  Span file;
  std::string column;  // its name, or its number from 1 on; empty: the first
  Span column_span{};
  std::size_t most_rows = 50'000;
};

// The names of the columns, or their numbers if the first row is no header; empty without a row.
std::vector<std::string> csv_columns(std::string_view text);

// Every row needs a number there, 0 <= number < 1e15; else nothing, and what is wrong is told. The
// first row is a header if its cell in the column is no number. Cells are separated by commas or
// semicolons; empty lines and those that begin with # are skipped.
std::optional<CsvColumn> read_csv_column(Problems& problems, std::uint32_t source,
                                         const CsvRequest& request);

}  // namespace txlab::language
