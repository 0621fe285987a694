// Sqlite: a file of tables that is written once, in one transaction.
//
// Nobody reads it before it is whole and it is thrown away if anything fails, so there is no
// journal and nothing is flushed on the way. The first thing that goes wrong is remembered, and
// everything after it does nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace txlab {

class Sqlite {
 public:
  explicit Sqlite(const std::string& file);
  ~Sqlite();
  Sqlite(const Sqlite&) = delete;

  // Statements without parameters.
  void execute(const char* sql);
  // Ends the transaction and closes the file; empty if all went well, else what did not.
  std::string finish();
  const std::string& problem() const { return problem_; }

  // A statement that is prepared once and filled row by row; it may not outlive the file.
  class Insert {
   public:
    Insert(Sqlite& file, const char* sql);
    ~Insert();
    Insert(const Insert&) = delete;

    // Values in the order of the columns. A double that is not finite is NULL.
    template <typename... Values>
    void row(const Values&... values) {
      int column = 0;
      (bind(++column, values), ...);
      step();
    }

   private:
    void bind(int column, std::int64_t value);
    void bind(int column, std::uint64_t value) { bind(column, static_cast<std::int64_t>(value)); }
    void bind(int column, std::uint32_t value) { bind(column, std::int64_t{value}); }
    void bind(int column, int value) { bind(column, std::int64_t{value}); }
    void bind(int column, bool value) { bind(column, std::int64_t{value}); }
    void bind(int column, double value);
    void bind(int column, std::string_view value);  // lives until the row is written
    void bind(int column, const std::string& value) { bind(column, std::string_view(value)); }
    void bind(int column, const char* value) { bind(column, std::string_view(value)); }
    template <typename T>
    void bind(int column, const std::optional<T>& value) {
      if (value) {
        bind(column, *value);
      } else {
        bind_nothing(column);
      }
    }
    void bind_nothing(int column);
    void step();

    Sqlite& file_;
    sqlite3_stmt* statement_ = nullptr;
  };

 private:
  void fail();

  sqlite3* database_ = nullptr;
  std::string problem_;
};

}  // namespace txlab
