#include "scenarios/language/layout/arrange.hpp"

#include <algorithm>

#include "scenarios/language/source.hpp"

namespace txlab::language {

namespace {

using Kind = Word::Kind;
constexpr std::size_t step = 2;

bool blank_between(const Word& a, const Word& b) {
  if (a.is(Kind::colon)) return true;
  if (b.is(Kind::colon)) return a.text.starts_with('*');
  if (a.is(Kind::open) || b.is(Kind::close) || b.is(Kind::comma)) return false;
  return true;
}

// The words of one line, without a comment at its end.
std::string joined(const Word* from, const Word* to) {
  std::string text;
  for (const Word* word = from; word != to; ++word) {
    if (word != from && blank_between(*(word - 1), *word)) text += ' ';
    text += word->text;
  }
  return text;
}

// The colon behind the key with which these words begin, or `to`.
const Word* colon_of(const Word* from, const Word* to) {
  std::size_t depth = 0;
  for (const Word* word = from; word != to; ++word) {
    if (depth == 0 && word->is(Kind::colon)) return word;
    depth += word->is(Kind::open);
    depth -= word->is(Kind::close);
  }
  return to;
}

class Arranger {
 public:
  explicit Arranger(const std::vector<WordLine>& lines) : lines_(lines) {}

  std::vector<ArrangedLine> arrange() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const WordLine& line = lines_[at_];
      switch (line.kind) {
        case WordLine::Kind::blank:
          out_.emplace_back();
          break;
        case WordLine::Kind::marker:
          levels_.clear();
          out_.push_back({.text = line.words.front().text});
          break;
        case WordLine::Kind::comment:
          out_.push_back({.indent = indent_of_comment(line), .text = line.words.front().text});
          break;
        case WordLine::Kind::entry:
          add_entry(line);
          break;
        case WordLine::Kind::inside:
          add_inside(line);
          break;
      }
    }
    return std::move(out_);
  }

 private:
  // A list or a mapping that is open at this place.
  struct Level {
    std::size_t column;  // where it stood
    std::size_t indent;  // where it stands now
    bool is_list;
    std::size_t number;
  };

  static bool begins_list(const WordLine& line) { return line.words.front().is(Kind::dash); }
  static void close_levels(std::vector<Level>& levels, const WordLine& line);
  std::size_t indent_of(const WordLine& line) const;
  std::size_t indent_of_comment(const WordLine& line);
  const WordLine* next_entry();
  void open_level(std::size_t column, bool is_list);
  void add_entry(const WordLine& line);
  void add_inside(const WordLine& line);
  void add_text(ArrangedLine line, const Word* from, const Word* to);
  void add_block(const WordLine& line);
  void count_depth(const WordLine& line);
  std::size_t indent_below() const {
    return levels_.back().indent + step * std::max(depth_, std::size_t{1});
  }

  const std::vector<WordLine>& lines_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;  // no entry lies between at_ and this
  std::vector<ArrangedLine> out_;
  std::vector<Level> levels_;
  std::size_t opened_ = 0;
  std::size_t depth_ = 0;  // of brackets, at the begin of the line
};

// Those that end before the line.
void Arranger::close_levels(std::vector<Level>& levels, const WordLine& line) {
  const std::size_t column = line.words.front().column;
  const auto ended = [&](const Level& level) {
    return level.column > column || (level.column == column && level.is_list && !begins_list(line));
  };
  while (!levels.empty() && ended(levels.back())) levels.pop_back();
}

std::size_t Arranger::indent_of(const WordLine& line) const {
  std::vector<Level> levels = levels_;
  close_levels(levels, line);
  if (levels.empty()) return 0;
  const bool goes_on = levels.back().column == line.words.front().column &&
                       levels.back().is_list == begins_list(line);
  return goes_on ? levels.back().indent : levels.back().indent + step;
}

// The next line with a key, a dash or a marker; nullptr: there is none.
const WordLine* Arranger::next_entry() {
  for (next_ = std::max(next_, at_); next_ < lines_.size(); ++next_) {
    const WordLine::Kind kind = lines_[next_].kind;
    if (kind == WordLine::Kind::entry || kind == WordLine::Kind::marker) return &lines_[next_];
  }
  return nullptr;
}

// Comments belong to the line below if they stand above it, or are as deep inside as it is; else to
// the level whose column they stand in.
std::size_t Arranger::indent_of_comment(const WordLine& line) {
  const std::size_t column = line.words.front().column;
  const WordLine* const next = next_entry();
  if (next != nullptr && next->kind == WordLine::Kind::entry) {
    const std::size_t below = next->words.front().column;
    const bool opens = levels_.empty() || below > levels_.back().column;
    const bool inside = opens && (levels_.empty() || column > levels_.back().column);
    if (column == below || inside) return indent_of(*next);
  }
  std::size_t indent = 0;
  for (const Level& level : levels_) {
    if (level.column <= column) indent = level.indent;
  }
  return indent;
}

void Arranger::open_level(std::size_t column, bool is_list) {
  const std::size_t indent = levels_.empty() ? 0 : levels_.back().indent + step;
  levels_.push_back({column, indent, is_list, ++opened_});
}

void Arranger::add_entry(const WordLine& line) {
  close_levels(levels_, line);
  const Word& first = line.words.front();
  if (levels_.empty() || levels_.back().column < first.column ||
      levels_.back().is_list != begins_list(line)) {
    open_level(first.column, begins_list(line));
  }
  ArrangedLine arranged{.indent = levels_.back().indent};
  const Word* word = line.words.data();
  const Word* const end = word + line.words.size();
  std::string dashes;
  while (word != end && word->is(Kind::dash)) {
    dashes += "- ";
    if (++word == end) break;
    const bool is_dash = word->is(Kind::dash);
    if (is_dash || colon_of(word, end) != end) open_level(word->column, is_dash);
  }
  if (const Word* const colon = colon_of(word, end); colon != end) {
    arranged.key = dashes + joined(word, colon + 1);
    arranged.mapping = dashes.empty() ? levels_.back().number : 0;
    word = colon + 1;
    arranged.gap = word == end ? 0 : word->gap;
  } else {
    arranged.text = dashes;
  }
  add_text(std::move(arranged), word, end);
  add_block(line);
  count_depth(line);
}

void Arranger::add_inside(const WordLine& line) {
  std::size_t closed = 0;
  while (closed < line.words.size() && line.words[closed].is(Kind::close)) ++closed;
  const std::size_t before = depth_;
  depth_ -= closed;
  const std::size_t indent = indent_below();
  depth_ = before;
  add_text({.indent = indent}, line.words.data(), line.words.data() + line.words.size());
  count_depth(line);
}

void Arranger::count_depth(const WordLine& line) {
  for (const Word& word : line.words) {
    depth_ += word.is(Kind::open);
    depth_ -= word.is(Kind::close);
  }
}

// Words of several lines give several lines; the comment belongs to the last one.
void Arranger::add_text(ArrangedLine line, const Word* from, const Word* to) {
  std::string comment;
  std::size_t comment_at = 0;
  if (from != to && (to - 1)->is(Kind::comment)) {
    comment = (--to)->text;
    comment_at = to->column;
  }
  std::string text = line.text + joined(from, to);
  while (text.ends_with(' ')) text.pop_back();
  const std::size_t below = indent_below();
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    line.text = text.substr(begin, end - begin);
    out_.push_back(std::move(line));
    begin = end + 1;
    line = {.indent = below, .literal = true};
  }
  line.text = text.substr(begin);
  line.comment = std::move(comment);
  line.comment_at = comment_at;
  out_.push_back(std::move(line));
}

// The lines below | and > keep their distances from each other.
void Arranger::add_block(const WordLine& line) {
  const auto head = std::find_if(line.words.begin(), line.words.end(),
                                 [](const Word& word) { return word.is(Kind::block); });
  if (head == line.words.end()) return;
  const auto digit = head->text.find_first_of("123456789");
  const bool told = digit != std::string::npos;
  std::size_t stood = 0;
  for (const std::string& text : line.block) {
    stood = text.find_first_not_of(' ');
    if (stood != std::string::npos) break;
  }
  if (stood == std::string::npos) stood = 0;
  std::size_t now = levels_.back().indent + step;
  if (told) {
    const auto deeper = static_cast<std::size_t>(head->text[digit] - '0');
    stood = line.owner + deeper;
    now = levels_.back().indent + deeper;
  }
  for (const std::string& text : line.block) {
    const bool says_something = text.size() > stood;
    out_.push_back({.indent = says_something ? now : 0,
                    .text = says_something ? text.substr(stood) : "",
                    .literal = true});
  }
}

}  // namespace

std::vector<ArrangedLine> arrange(const std::vector<WordLine>& lines) {
  return Arranger(lines).arrange();
}

}  // namespace txlab::language
