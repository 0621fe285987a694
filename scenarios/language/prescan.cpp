#include "scenarios/language/prescan.hpp"

#include <fmt/format.h>

#include <functional>
#include <vector>

#include "sim/base/utf8.hpp"

namespace txlab::language {

namespace {

// Where one is in the text, in lines and characters.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  void pass(char c) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
      ++column;
    }
  }
};

// With its mark in front, or without: in either half of the first character there is a NUL.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
         text.substr(0, 2).find('\0') != std::string_view::npos;
}

bool clean_characters(Problems& problems, std::uint32_t source) {
  const std::string_view text = problems.source(source).text;
  if (is_utf16(text)) {
    problems.error(code::encoding, {source, 0, 0}, "the file is UTF-16", {"save it as UTF-8", ""});
    return false;
  }
  Position here;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = well_formed(text.substr(i));
    const auto c = static_cast<unsigned char>(text[i]);
    const bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    if (length == 0 || control) {
      const Span span{source, here.line, here.column};
      const auto problem = control ? "the control character" : "no UTF-8: the byte";
      problems.error(code::encoding, span, fmt::format("{} 0x{:02x}", problem, c),
                     {control ? "remove it" : "save the file as UTF-8", ""});
      return false;
    }
    here.pass(text[i]);
    i += length;
  }
  return true;
}

// A tab in front of the first word of a line that has one.
bool no_tabs(Problems& problems, std::uint32_t source) {
  const std::string_view text = problems.source(source).text;
  bool fine = true;
  std::uint32_t line = 1;
  for (std::size_t start = 0; start < text.size(); ++line) {
    const std::string_view rest = text.substr(start, text.find('\n', start) - start);
    const std::size_t word = rest.find_first_not_of(" \t");
    const std::size_t tab = rest.find('\t');
    if (word != std::string_view::npos && rest[word] != '#' && tab < word) {
      const Span span{source, line, static_cast<std::uint32_t>(tab + 1)};
      problems.error(code::tab, span, "a tab in the indentation", {"use blanks", ""});
      fine = false;
    }
    start += rest.size() + 1;
  }
  return fine;
}

// Follows brackets and quotes roughly as YAML does: quotes count where a word may begin, `#` begins
// a comment after a blank.
class Brackets {
 public:
  void pass(char c, Span span) {
    if (comment_ && c != '\n') return;
    comment_ = false;
    if (quote_.character != 0) {
      inside_quote(c);
    } else if ((c == '"' || c == '\'') && word_may_begin()) {
      quote_ = {c, span};
    } else if (c == '#' && (last_ == ' ' || last_ == '\n' || last_ == '\t')) {
      comment_ = true;
    } else if ((c == '[' || c == '{') && (!open_.empty() || word_may_begin())) {
      open_.push_back({c, span});
    } else if ((c == ']' || c == '}') && !open_.empty()) {
      open_.pop_back();
    }
    if (c != ' ' && c != '\t') last_word_ = c;
    last_ = c;
  }
  std::size_t depth() const { return open_.size(); }
  std::optional<Opening> innermost() const {
    if (quote_.character != 0) return quote_;
    if (open_.empty()) return std::nullopt;
    return open_.back();
  }

 private:
  void inside_quote(char c) {
    if (c == '\\' && quote_.character == '"' && !escaped_) {
      escaped_ = true;
      return;
    }
    if (c == quote_.character && !escaped_) quote_ = {};
    escaped_ = false;
  }
  bool word_may_begin() const {
    return std::string_view("\n:,[{-?=").find(last_word_) != std::string_view::npos;
  }

  std::vector<Opening> open_;
  Opening quote_;
  char last_ = '\n';
  char last_word_ = '\n';
  bool comment_ = false;
  bool escaped_ = false;
};

// Passes over the text until `stop` says so.
void follow(std::string_view text, std::uint32_t source, Brackets& brackets,
            const std::function<bool(Position)>& stop) {
  Position here;
  for (const char c : text) {
    if (stop(here)) return;
    brackets.pass(c, {source, here.line, here.column});
    here.pass(c);
  }
}

bool not_too_deep(Problems& problems, std::uint32_t source) {
  Brackets brackets;
  follow(problems.source(source).text, source, brackets,
         [&](Position) { return brackets.depth() > most_levels; });
  if (brackets.depth() <= most_levels) return true;
  problems.error(code::too_deep, brackets.innermost()->span,
                 fmt::format("brackets nest deeper than {} levels", most_levels));
  return false;
}

}  // namespace

bool prescan(Problems& problems, std::uint32_t source) {
  if (problems.source(source).text.size() > most_bytes) {
    problems.error(code::too_large, {source, 0, 0}, "the file is larger than 4 MiB");
    return false;
  }
  return clean_characters(problems, source) && no_tabs(problems, source) &&
         not_too_deep(problems, source);
}

std::optional<Opening> open_before(const Problems& problems, Span span) {
  Brackets brackets;
  follow(problems.source(span.source).text, span.source, brackets, [span](Position here) {
    return here.line > span.line || (here.line == span.line && here.column >= span.column);
  });
  return brackets.innermost();
}

}  // namespace txlab::language
