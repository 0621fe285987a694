// Problems: collects everything that is wrong with a scenario, so that all of it is told at once.
//
// It owns the sources, because a problem is worth little without the line that it speaks of.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "scenarios/language/codes.hpp"
#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/source.hpp"

namespace txlab::language {

// What a reader may do about a problem.
struct Advice {
  std::string hint;  // printed beside the underlined word
  std::string help;  // printed below
};

class Problems {
 public:
  // Registers a text (normalising it); the result is its index in spans.
  std::uint32_t add_source(Source source);
  const Source& source(std::uint32_t index) const { return sources_[index]; }
  std::size_t source_count() const { return sources_.size(); }

  // Files that a scenario names may lie anywhere (--allow-include).
  void allow_any_file() { any_file_ = true; }
  bool any_file_allowed() const { return any_file_; }
  // Besides the scenario's own folder; empty: nothing else.
  void allow_files_of(std::string library) { library_ = std::move(library); }
  const std::string& library() const { return library_; }

  void error(const Code& code, Span span, std::string message, Advice advice = {});
  void warn(const Code& code, Span span, std::string message, Advice advice = {});

  bool any_error() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }

  // Ordered by place. Of the errors, and of the warnings, the first `limit`; if there are more
  // errors, a last entry says how many.
  std::vector<Diagnostic> report(std::size_t limit = 20) const;

 private:
  struct Problem {
    Severity severity;
    const Code* code;
    Span span;
    std::string message;
    Advice advice;
  };

  void add(Problem problem);
  std::string hint_of(const Problem& problem) const;
  static void cut_out(std::string_view line, Diagnostic& out);
  Diagnostic diagnostic(const Problem& problem) const;

  std::deque<Source> sources_;  // texts stay where they are

  std::vector<Problem> problems_;
  std::size_t errors_ = 0;
  bool any_file_ = false;
  std::string library_;
};

}  // namespace txlab::language
