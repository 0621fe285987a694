// fmt: one layout, and nothing else changes.
#include "scenarios/language/layout/layout.hpp"

#include <filesystem>
#include <regex>

#include "reading.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/load.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

std::string laid_out(std::string_view text) {
  const LaidOut result = lay_out(text, "t.yaml");
  std::string told;
  for (const Diagnostic& one : result.diagnostics) told += render_short(one);
  EXPECT_EQ(told, "") << text;
  return result.text.value_or("nothing");
}

// What a text says to a reader of YAML, comments left out.
std::string value_of(std::string_view text) {
  language::Problems problems;
  const auto source = problems.add_source({"t.yaml", std::string(text), ""});
  const auto tree = language::load(problems, source);
  EXPECT_FALSE(problems.any_error()) << text;
  return tree ? language::emit_inline(*tree) : "";
}

std::vector<std::filesystem::path> library() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"scenarios/library", "scenarios/templates"}) {
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(source_folder() / folder)) {
      if (file.path().extension() == ".yaml") files.push_back(file.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Layout, indents_by_two_and_lists_deeper_than_their_key) {
  EXPECT_EQ(laid_out("a:\n    b: 1\n    c:\n    - x\n    -   y: 1\n        z: 2\n"),
            "a:\n  b: 1\n  c:\n    - x\n    - y: 1\n      z: 2\n");
  EXPECT_EQ(laid_out("a:\n- - 1\n  - 2\n-\n    b: 1\n"), "a:\n  - - 1\n    - 2\n  -\n    b: 1\n");
}

TEST(Layout, puts_one_blank_where_one_is_needed) {
  EXPECT_EQ(laid_out("a:   {b: 1,  c: [ 1,2 , 3 ], d : \"x\" }   \n"),
            "a: {b: 1, c: [1, 2, 3], d: \"x\"}\n");
  EXPECT_EQ(laid_out("a: {\"b\":1, c: , d: {} }\n"), "a: {\"b\": 1, c: , d: {}}\n");
  EXPECT_EQ(laid_out("x-a: &a   {b: 1}\nc:  {<<:  *a , d: 2}\n"),
            "x-a: &a {b: 1}\nc:   {<<: *a, d: 2}\n");
}

TEST(Layout, keeps_comments_quotes_and_the_breaks_of_lines) {
  const std::string text =
      "# above\n"
      "a: 'it''s'                # beside\n"
      "\n"
      "b:                        # of a key\n"
      "  # above an element\n"
      "  - {x: \"#1\", y: 1#2,\n"
      "    # within brackets\n"
      "    z: 3}\n"
      "# behind the list\n";
  EXPECT_EQ(laid_out(text), text);
}

TEST(Layout, moves_comments_with_the_lines_that_they_belong_to) {
  EXPECT_EQ(laid_out("a:\n      # of x\n      - x\n      # of y\n      - y\n# of b\nb: 1\n"),
            "a:\n  # of x\n  - x\n  # of y\n  - y\n# of b\nb: 1\n");
  EXPECT_EQ(laid_out("a: 1 # too near\nb: 2      # far enough\n"),
            "a: 1  # too near\nb: 2      # far enough\n");
}

TEST(Layout, aligns_values_where_a_column_was_meant_and_only_there) {
  EXPECT_EQ(laid_out("a:\n  one: 1\n  three:   3\n  five: 5\n\n  six: 6\n"),
            "a:\n  one:   1\n  three: 3\n  five:  5\n\n  six: 6\n");
  EXPECT_EQ(laid_out("a:\n  one: 1\n  three: 3\n"), "a:\n  one: 1\n  three: 3\n");
  EXPECT_EQ(laid_out("基金: 1\nab:  2\n"), "基金: 1\nab:   2\n")
      << "a Chinese character takes two cells";
}

TEST(Layout, leaves_text_of_several_lines_what_it_is) {
  const std::string block =
      "a:\n     b: |\n        one\n          two\n\n        three\n     c: 1\n";
  EXPECT_EQ(laid_out(block), "a:\n  b: |\n    one\n      two\n\n    three\n  c: 1\n");
  const std::string quoted = "a: \"one\n\n       two\\\n       three\"  # said\nb: one\n     two\n";
  EXPECT_EQ(laid_out(quoted), "a: \"one\n\n  two\\\n  three\"       # said\nb: one\n  two\n");
  EXPECT_EQ(value_of(laid_out(quoted)), value_of(quoted));
}

TEST(Layout, leaves_one_blank_line_and_none_at_the_ends) {
  EXPECT_EQ(laid_out("\n\na: 1\n\n\n\nb: 2\n\n"), "a: 1\n\nb: 2\n");
  EXPECT_EQ(laid_out(""), "");
  EXPECT_EQ(laid_out("a: 1"), "a: 1\n");
}

TEST(Layout, tells_what_is_no_yaml_and_what_it_cannot_lay_out) {
  const LaidOut broken = lay_out("a: [1\nb: 2\n", "t.yaml");
  EXPECT_FALSE(broken.text);
  ASSERT_FALSE(broken.diagnostics.empty());
  EXPECT_EQ(broken.diagnostics.front().code, "syntax");
  for (const char* text : {"? a\n: 1\n", "only words\n",
                           "\xef\xbb\xbf\xef\xbb\xbf"
                           "a: 1\n"}) {
    const LaidOut odd = lay_out(text, "t.yaml");
    EXPECT_FALSE(odd.text);
    ASSERT_EQ(odd.diagnostics.size(), 1u);
    EXPECT_EQ(odd.diagnostics.front().code, "no-layout");
  }
}

TEST(Layout, tells_where_the_form_stands_that_it_cannot_lay_out) {
  struct Place {
    std::uint32_t line;
    std::uint32_t column;
  };
  const std::pair<const char*, Place> forms[] = {{"a: 1\nb:\n  ? x\n  : 1\n", {3, 3}},
                                                 {"%YAML 1.2\n---\na: 1\n", {1, 1}},
                                                 {"only words\n", {1, 1}}};
  for (const auto& [text, place] : forms) {
    const LaidOut odd = lay_out(text, "t.yaml");
    ASSERT_EQ(odd.diagnostics.size(), 1u) << text;
    EXPECT_EQ(odd.diagnostics.front().line, place.line) << text;
    EXPECT_EQ(odd.diagnostics.front().column, place.column) << text;
  }
}

// Changes of a text that mean nothing, at places of which a stream decides.
class Mangler {
 public:
  explicit Mangler(std::uint64_t round) : stream_(20261127, "mangling", round) {}

  // Deeper or less deep by a factor, blank lines, blanks at ends, other line ends.
  std::string mangled(const std::string& text) {
    // The keys behind a dash would need another factor.
    const bool scales = !std::regex_search(text, std::regex("\\n *- [a-z_]+:"));
    const std::size_t factor = scales ? 1 + below(3) : 1;
    const std::string end = below(2) == 0 ? "\n" : "\r\n";
    std::string result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
      line.insert(0, indent * (factor - 1), ' ');
      line.append(below(3), ' ');
      result += line + end;
      if (below(8) == 0) result += "  " + end;
    }
    return result;
  }
  // More blanks and line breaks behind the commas of brackets, where no quote is near.
  std::string with_breaks(const std::string& text) {
    std::string result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const bool plain = line.find_first_of("\"'#") == std::string::npos;
      int depth = 0;
      for (const char c : line) {
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        result += c;
        if (!plain || c != ',' || depth <= 0) continue;
        result +=
            below(4) == 0 ? "\n" + std::string(9 + below(20), ' ') : std::string(below(4), ' ');
      }
      result += '\n';
    }
    return result;
  }

 private:
  std::size_t below(std::size_t n) { return stream_.below(n, next_++); }
  Stream stream_;
  std::uint64_t next_ = 0;
};

TEST(Layout, of_every_scenario_keeps_its_value_and_is_final) {
  for (const auto& file : library()) {
    const std::string text = file_text(file);
    const std::string once = laid_out(text);
    EXPECT_EQ(laid_out(once), once) << file;
    EXPECT_EQ(value_of(once), value_of(text)) << file;
  }
}

TEST(Layout, of_mangled_scenarios_keeps_their_values_and_is_final) {
  std::uint64_t round = 0;
  for (const auto& file : library()) {
    const std::string text = file_text(file);
    for (int i = 0; i < 4; ++i) {
      Mangler mangler(++round);
      std::string mangled = mangler.with_breaks(text);
      if (i % 2 == 0) mangled = mangler.mangled(mangled);
      const std::string once = laid_out(mangled);
      EXPECT_EQ(laid_out(once), once) << mangled;
      EXPECT_EQ(value_of(once), value_of(text)) << mangled;
    }
  }
}

TEST(Layout, undoes_what_blanks_at_line_ends_and_line_ends_differ_in) {
  for (const auto& file : library()) {
    std::string mangled = "\xef\xbb\xbf";
    for (const char c : file_text(file)) mangled += c == '\n' ? "  \r\n" : std::string(1, c);
    EXPECT_EQ(laid_out(mangled), laid_out(file_text(file))) << file;
  }
}

// Without a final line end the value of a block has none, and one more would be another value.
TEST(Layout, of_a_block_of_text_at_the_end_without_a_line_end_keeps_what_it_says) {
  EXPECT_EQ(laid_out("a:   1\nb: |\n    x\n    y"), "a: 1\nb: |\n  x\n  y");
  EXPECT_EQ(laid_out("b: >\n  x"), "b: >\n  x");
  EXPECT_EQ(laid_out("b: |+\n  x"), "b: |+\n  x");
  EXPECT_EQ(laid_out("b: |-\n  x"), "b: |-\n  x\n");
  EXPECT_EQ(laid_out("b: | # why\n  x"), "b: |  # why\n  x");
  EXPECT_EQ(laid_out("b: |\n  x\n"), "b: |\n  x\n");
}

// Whatever stands in the file: it is laid out, and finally so, or a reason is given.
TEST(Layout, of_damaged_scenarios_is_final_or_refused_with_a_reason) {
  const std::string original = example();
  int laid = 0;
  for (std::uint64_t round = 0; round < 400; ++round) {
    const Stream stream(20261128, "damage", round);
    std::string text = original;
    for (std::uint64_t i = 0; i < 3; ++i) {
      constexpr std::string_view characters = "{}[]:,&*!|>'\"%@#-? \n\t<0x";
      const std::size_t at = stream.below(text.size(), i, 0);
      text[at] = characters[stream.below(characters.size(), i, 1)];
    }
    const LaidOut result = lay_out(text, "t.yaml");
    ASSERT_NE(result.text.has_value(), !result.diagnostics.empty()) << text;
    if (!result.text) continue;
    ++laid;
    const LaidOut again = lay_out(*result.text, "t.yaml");
    ASSERT_TRUE(again.text) << *result.text;
    EXPECT_EQ(*again.text, *result.text) << text;
  }
  EXPECT_GT(laid, 50);
}

// Pieces of YAML thrown together mean all sorts of things, and many of them nothing.
TEST(Layout, of_pieces_thrown_together_is_final_or_refused_with_a_reason) {
  const std::vector<std::string> pieces = {
      "\n",   "\n  ", "\n    ", "- ",         "a: ",
      "b: 1", "{",    "}",      "[",          "]",
      ", ",   ": ",   "#c",     " # d",       "\"",
      "'",    "|\n",  ">-\n",   "|+\n",       "|2\n",
      "&x ",  "*x",   "<<: ",   "x",          "y z",
      "\t",   "\n\n", "\\",     "--- \n",     "...\n",
      "? ",   "!t ",  "'i''t'", "\"\\\"\"",   "\n#\n",
      "\r\n", "基",   "-",      "{a: [1,2]}", "\n- a: 1\n  b: 2\n"};
  int laid = 0;
  for (std::uint64_t round = 0; round < 30'000; ++round) {
    const Stream stream(20261129, "pieces", round);
    std::string text;
    for (std::uint64_t i = stream.below(18, 0, 0) + 1; i > 0; --i) {
      if (i % 3 == 0) text += "\nk" + std::to_string(i) + ": ";
      text += pieces[stream.below(pieces.size(), i, 0)];
    }
    const LaidOut result = lay_out(text, "t.yaml");
    ASSERT_NE(result.text.has_value(), !result.diagnostics.empty()) << text;
    if (!result.text) continue;
    ++laid;
    const LaidOut again = lay_out(*result.text, "t.yaml");
    ASSERT_TRUE(again.text) << *result.text;
    EXPECT_EQ(*again.text, *result.text) << text;
    EXPECT_EQ(value_of(*again.text), value_of(text)) << text;
  }
  EXPECT_GT(laid, 1000);
}

TEST(Layout, of_long_files_takes_no_time) {
  std::string comments = "a: 1\n";
  std::string quoted = "a: \"";
  std::string list = "a: [";
  for (int i = 0; i < 100'000; ++i) {
    comments += "   #\n";
    quoted += "x\n ";
    list += "1,\n";
  }
  EXPECT_EQ(laid_out(comments).size(), 5 + 200'000u);
  EXPECT_EQ(laid_out(quoted + "\"\n").size(), quoted.size() + 100'000 + 2);
  EXPECT_EQ(laid_out(list + "1]\n").size(), list.size() + 200'000 + 3);
  const LaidOut more = lay_out(comments + comments.substr(5) + "#\n", "t.yaml");
  EXPECT_FALSE(more.text);
  EXPECT_EQ(more.diagnostics.front().code, "no-layout");
}

}  // namespace
}  // namespace txlab
