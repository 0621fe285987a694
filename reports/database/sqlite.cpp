#include "reports/database/sqlite.hpp"

#include <sqlite3.h>

#include <cmath>

namespace txlab {

Sqlite::Sqlite(const std::string& file) {
  constexpr int fresh = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2(file.c_str(), &database_, fresh, nullptr) != SQLITE_OK) fail();
  execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE");
  execute("BEGIN");
}

Sqlite::~Sqlite() { sqlite3_close(database_); }

void Sqlite::fail() {
  if (!problem_.empty()) return;
  problem_ = database_ == nullptr ? "no memory" : sqlite3_errmsg(database_);
}

void Sqlite::execute(const char* sql) {
  if (!problem_.empty()) return;
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::string Sqlite::finish() {
  execute("COMMIT");
  if (sqlite3_close(database_) == SQLITE_OK) {
    database_ = nullptr;
  } else {
    fail();
  }
  return problem_;
}

Sqlite::Insert::Insert(Sqlite& file, const char* sql) : file_(file) {
  if (!file_.problem_.empty()) return;
  if (sqlite3_prepare_v2(file_.database_, sql, -1, &statement_, nullptr) != SQLITE_OK) file_.fail();
}

Sqlite::Insert::~Insert() { sqlite3_finalize(statement_); }

void Sqlite::Insert::bind(int column, std::int64_t value) {
  sqlite3_bind_int64(statement_, column, value);
}

void Sqlite::Insert::bind(int column, double value) {
  if (!std::isfinite(value)) return bind_nothing(column);
  sqlite3_bind_double(statement_, column, value);
}

void Sqlite::Insert::bind(int column, std::string_view value) {
  sqlite3_bind_text(statement_, column, value.data(), static_cast<int>(value.size()),
                    SQLITE_STATIC);
}

void Sqlite::Insert::bind_nothing(int column) { sqlite3_bind_null(statement_, column); }

void Sqlite::Insert::step() {
  if (!file_.problem_.empty()) return;
  const bool done = sqlite3_step(statement_) == SQLITE_DONE;
  if (!done) file_.fail();
  sqlite3_reset(statement_);
}

}  // namespace txlab
