#include "scenarios/language/layout/words.hpp"

#include <algorithm>

#include "scenarios/language/source.hpp"

namespace txlab::language {

namespace {

constexpr std::string_view brackets_and_comma = ",[]{}";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  std::optional<std::vector<WordLine>> read() {
    std::vector<WordLine> lines;
    while (understood_ && at_ < text_.size()) lines.push_back(read_line());
    if (!understood_) return std::nullopt;
    return lines;
  }
  // How far it was understood.
  std::size_t at() const { return at_; }

 private:
  using Kind = Word::Kind;

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n';
  }
  bool at_line_end() const { return peek() == '\n'; }
  bool blank_or_end_at(std::size_t ahead) const {
    return is_blank(peek(ahead)) || peek(ahead) == '\n';
  }
  bool indicator_at(std::size_t ahead) const {
    return depth_ > 0 && brackets_and_comma.find(peek(ahead)) != std::string_view::npos;
  }
  std::size_t column() const { return at_ - line_start_; }
  void next_line() {
    at_ = std::min(at_ + 1, text_.size());
    line_start_ = at_;
  }
  std::size_t skip_blanks() {
    const std::size_t from = at_;
    while (is_blank(peek())) ++at_;
    return at_ - from;
  }

  WordLine read_line();
  bool read_marker(WordLine& line);
  // False at the end of the line.
  bool read_word(WordLine& line);
  bool read_mark(Word& word, const WordLine& line);
  bool begins_block_entry(const WordLine& line) const;
  void read_quoted(Word& word);
  void read_plain(Word& word);
  std::string_view read_plain_segment();
  std::size_t breaks_before_more() const;
  void read_name(Word& word);
  void read_block(WordLine& line, std::string_view header);
  void note_owner(const WordLine& line);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::size_t depth_ = 0;  // of brackets
  std::size_t owner_ = 0;  // where the innermost key, or dash, of the line stands
  bool owned_ = false;     // there is one
  bool understood_ = true;
};

WordLine WordReader::read_line() {
  WordLine line;
  line.kind = depth_ > 0 ? WordLine::Kind::inside : WordLine::Kind::entry;
  if (depth_ == 0) owned_ = false;
  if (depth_ == 0 && read_marker(line)) return line;
  while (understood_ && read_word(line)) {
  }
  if (!understood_) return line;
  next_line();
  if (line.words.empty()) {
    line.kind = WordLine::Kind::blank;
  } else if (line.words.back().is(Kind::block)) {
    read_block(line, line.words.back().text);
  } else if (line.words.size() > 1 && line.words[line.words.size() - 2].is(Kind::block)) {
    read_block(line, line.words[line.words.size() - 2].text);
  } else if (line.kind == WordLine::Kind::entry && line.words.front().is(Kind::comment)) {
    line.kind = WordLine::Kind::comment;
  }
  return line;
}

bool WordReader::read_marker(WordLine& line) {
  const std::string_view here = text_.substr(at_, 3);
  if ((here != "---" && here != "...") || !blank_or_end_at(3)) {
    understood_ = understood_ && peek() != '%';
    return false;
  }
  line.kind = WordLine::Kind::marker;
  line.words.push_back({.text = std::string(here)});
  at_ += 3;
  skip_blanks();
  understood_ = at_line_end();
  if (understood_) next_line();
  return true;
}

bool WordReader::read_word(WordLine& line) {
  Word word;
  word.gap = skip_blanks();
  if (at_line_end()) return false;
  word.column = column();
  if (peek() == '#') {
    word.kind = Kind::comment;
    word.column = cells(text_.substr(line_start_, at_ - line_start_));
    while (!at_line_end()) word.text += text_[at_++];
    while (is_blank(word.text.back())) word.text.pop_back();
  } else if (peek() == '"' || peek() == '\'') {
    read_quoted(word);
  } else if (peek() == '&' || peek() == '*') {
    read_name(word);
  } else if (peek() == '!' || (depth_ == 0 && peek() == '?' && blank_or_end_at(1))) {
    understood_ = false;
    return false;
  } else if (!read_mark(word, line)) {
    read_plain(word);
  }
  line.words.push_back(std::move(word));
  note_owner(line);
  return true;
}

// The innermost key, or dash, of the line owns what comes behind it.
void WordReader::note_owner(const WordLine& line) {
  const Word& last = line.words.back();
  if (depth_ > 0 || (!last.is(Kind::dash) && !last.is(Kind::colon))) return;
  owned_ = true;
  for (const Word& word : line.words) {
    owner_ = word.column;
    if (last.is(Kind::colon) && !word.is(Kind::dash)) break;
  }
}

bool WordReader::begins_block_entry(const WordLine& line) const {
  if (depth_ > 0) return false;
  for (const Word& word : line.words) {
    if (!word.is(Kind::dash)) return false;
  }
  return true;
}

// Everything of one character, and the head of a block.
bool WordReader::read_mark(Word& word, const WordLine& line) {
  const char c = peek();
  const bool behind_a_value =
      !line.words.empty() && line.words.back().kind != Kind::dash &&
      (line.words.back().is(Kind::close) || line.words.back().text.ends_with('"') ||
       line.words.back().text.ends_with('\''));
  const bool ends_key = blank_or_end_at(1) || indicator_at(1) || (depth_ > 0 && behind_a_value);
  if (c == '-' && blank_or_end_at(1) && begins_block_entry(line)) {
    word.kind = Kind::dash;
  } else if (c == ':' && ends_key) {
    word.kind = Kind::colon;
  } else if (c == '{' || c == '[') {
    word.kind = Kind::open;
    ++depth_;
  } else if (depth_ > 0 && (c == '}' || c == ']')) {
    word.kind = Kind::close;
    --depth_;
  } else if (depth_ > 0 && c == ',') {
    word.kind = Kind::comma;
  } else if (depth_ == 0 && (c == '|' || c == '>')) {
    word.kind = Kind::block;
    while (!blank_or_end_at(0)) word.text += text_[at_++];
    return true;
  } else {
    return false;
  }
  word.text = c;
  ++at_;
  return true;
}

// Blanks around the line breaks inside of quotes mean nothing, unless they are escaped.
void WordReader::read_quoted(Word& word) {
  const char quote = peek();
  word.text += text_[at_++];
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\n') {
      std::string& text = word.text;
      while (is_blank(text.back()) && !text.ends_with("\\ ") && !text.ends_with("\\\t")) {
        text.pop_back();
      }
      word.text += c;
      next_line();
      skip_blanks();
      continue;
    }
    word.text += c;
    ++at_;
    const bool escapes =
        (quote == '"' && c == '\\') || (quote == '\'' && c == '\'' && peek() == quote);
    if (escapes && !at_line_end()) {
      word.text += text_[at_++];
    } else if (c == quote) {
      return;
    }
  }
}

void WordReader::read_name(Word& word) {
  while (!blank_or_end_at(0) && !indicator_at(0)) word.text += text_[at_++];
}

// Up to what ends it, without the blanks before that.
std::string_view WordReader::read_plain_segment() {
  const std::size_t from = at_;
  std::size_t end = at_;
  while (!at_line_end() && !indicator_at(0)) {
    if (peek() == ':' && (blank_or_end_at(1) || indicator_at(1))) break;
    if (peek() == '#' && at_ > from && is_blank(text_[at_ - 1])) break;
    if (!is_blank(text_[at_++])) end = at_;
  }
  if (end > from) at_ = end;
  return text_.substr(from, end - from);
}

// How many line breaks there are before the words go on below; 0: they do not.
std::size_t WordReader::breaks_before_more() const {
  std::size_t breaks = 0;
  std::size_t at = at_;
  std::size_t start = line_start_;
  while (at < text_.size() && (is_blank(text_[at]) || text_[at] == '\n')) {
    if (text_[at++] != '\n') continue;
    ++breaks;
    start = at;
  }
  if (breaks == 0 || at == text_.size() || text_[at] == '#') return 0;
  if (depth_ == 0) return owned_ && at - start > owner_ ? breaks : 0;
  const bool ends = brackets_and_comma.find(text_[at]) != std::string_view::npos ||
                    (text_[at] == ':' && (at + 1 == text_.size() || is_blank(text_[at + 1])));
  return ends ? 0 : breaks;
}

void WordReader::read_plain(Word& word) {
  word.text = read_plain_segment();
  understood_ = understood_ && !word.text.empty();
  while (const std::size_t breaks = understood_ ? breaks_before_more() : 0) {
    for (std::size_t i = 0; i < breaks; ++i) {
      skip_blanks();
      next_line();
    }
    skip_blanks();
    word.text.append(breaks, '\n');
    word.text += read_plain_segment();
  }
}

// Lines that are deeper than the owner; blank ones at the end belong to whatever comes next, unless
// the head says that they are kept.
void WordReader::read_block(WordLine& line, std::string_view header) {
  line.owner = owner_;
  std::size_t end = at_;  // of what belongs to it for sure
  std::size_t lines_then = 0;
  while (at_ < text_.size()) {
    const std::size_t indent = skip_blanks();
    if (!at_line_end() && indent <= owner_) break;
    const bool says_something = !at_line_end();
    while (!at_line_end()) ++at_;
    line.block.emplace_back(text_.substr(line_start_, at_ - line_start_));
    next_line();
    if (!says_something && header.find('+') == std::string_view::npos) continue;
    end = at_;
    lines_then = line.block.size();
  }
  line.block.resize(lines_then);
  at_ = line_start_ = end;
}

}  // namespace

std::optional<std::vector<WordLine>> words_of(std::string_view text) {
  return WordReader(text).read();
}

std::optional<std::size_t> strange_form_in(std::string_view text) {
  WordReader reader(text);
  return reader.read() ? std::nullopt : std::optional(reader.at());
}

}  // namespace txlab::language
