// Purchases written into result.sqlite, beside the same rows written by the bare library. Bar:
// 200,000 rows per second.
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "reports/database/result_database.hpp"
#include "side_by_side.hpp"

namespace txlab::bench {
namespace {

std::string fresh_file(const char* name) {
  const auto file = std::filesystem::temp_directory_path() / (name + std::to_string(getpid()));
  std::filesystem::remove(file);
  return file.string();
}

// A database of one run with so many purchases, indexes and views included.
struct OurRows {
  void run(std::uint64_t rows) {
    RunResult run;
    for (std::uint64_t i = 1; i <= rows; ++i) {
      run.purchases.push_back(
          {.intent = IntentId{i},
           .customer = CustomerId{i % 1000},
           .fen = static_cast<std::int64_t>(i) * 100,
           .began_ns = static_cast<std::int64_t>(i) * 5'000'000,
           .first_answer_ns = static_cast<std::int64_t>(i) * 5'000'000 + 7'654'321,
           .outcome = "bought",
           .attempts = 1});
    }
    const std::string file = fresh_file("txlab-ours-");
    ResultDatabase database(file);
    database.begin_point({});
    database.add_run({.name = "mq-tx", .protocol = "transactional-message"}, 1, 0, run);
    if (!database.finish({}).empty()) std::abort();
    std::filesystem::remove(file);
  }
};

// A table of as many columns without an index, in one transaction that is never forced to the disk.
struct BareRows {
  void run(std::uint64_t rows) {
    const std::string file = fresh_file("txlab-bare-");
    sqlite3* database = nullptr;
    sqlite3_stmt* insert = nullptr;
    sqlite3_open(file.c_str(), &database);
    sqlite3_exec(database,
                 "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
                 "CREATE TABLE tx (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(
        database, "INSERT INTO tx VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        -1, &insert, nullptr);
    for (std::uint64_t i = 1; i <= rows; ++i) {
      for (int column = 1; column <= 19; ++column) {
        sqlite3_bind_int64(insert, column,
                           static_cast<std::int64_t>(i) * (column < 7 ? 5'000'000 : 1));
      }
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    if (sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
    sqlite3_close(database);
    std::filesystem::remove(file);
  }
};

void rows_of_purchases(benchmark::State& state) {
  BareRows floor;
  OurRows ours;
  side_by_side(state, floor, ours, 200'000);
}
BENCHMARK(rows_of_purchases)->UseManualTime()->Iterations(rounds)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace txlab::bench
