// Broken scenarios of any kind are diagnosed: nothing is thrown, nothing crashes, nothing is
// silent.
#include "reading.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

// One random change of a text; every draw has its own index.
class Mutator {
 public:
  explicit Mutator(std::uint64_t round) : stream_(20261123, "mutations", round) {}

  void change(std::string& text) {
    const std::size_t at = below(text.size());
    const std::string piece = text.substr(below(text.size()), below(60));
    switch (below(6)) {
      case 0:
        text.erase(at, 1 + below(5));
        break;
      case 1:
        text.insert(at, 1, characters_[below(characters_.size())]);
        break;
      case 2:
        text[at] = characters_[below(characters_.size())];
        break;
      case 3:
        text.insert(at, piece);
        break;
      case 4:
        text.replace(at, piece.size(), piece);
        break;
      default:
        text.resize(at + 1);
    }
    if (text.empty()) text = "x";
  }
  std::size_t below(std::size_t n) { return stream_.below(n, next_++); }

 private:
  Stream stream_;
  std::uint64_t next_ = 0;
  const std::string characters_ = "{}[]:,&*!|>'\"%@`#-? \n\t<0x\x04\x80~=";
};

TEST(Mutations, OfTheExampleAreReadOrDiagnosed) {
  const std::string original = example();
  int good = 0;
  for (std::uint64_t round = 0; round < 200; ++round) {
    Mutator mutator(round);
    std::string text = original;
    for (std::size_t changes = 1 + mutator.below(4); changes > 0; --changes) mutator.change(text);
    const ReadResult result = read(text);
    good += result.scenario.has_value() ? 1 : 0;
    if (!result.scenario) {
      ASSERT_FALSE(result.diagnostics.empty()) << text;
      continue;
    }
    const ReadResult again = read(result.resolved_yaml);
    ASSERT_TRUE(again.scenario) << result.resolved_yaml << told(again);
    EXPECT_EQ(again.scenario->digest, result.scenario->digest) << text;
  }
  EXPECT_GT(good, 0);
  EXPECT_LT(good, 100);
}

TEST(Mutations, DiagnosticsPointIntoTheText) {
  const std::string original = example();
  for (std::uint64_t round = 1000; round < 1100; ++round) {
    Mutator mutator(round);
    std::string text = original;
    mutator.change(text);
    const ReadResult result = read(text);
    for (const Diagnostic& one : result.diagnostics) {
      if (one.line == 0) continue;
      const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
      EXPECT_LE(one.line, lines) << render_short(one);
      EXPECT_GE(one.column, 1u) << render_short(one);
      EXPECT_LE(one.excerpt_column, one.excerpt.size() + 1) << render_short(one) << text;
      EXPECT_GE(one.length, 1u) << render_short(one);
      EXPECT_FALSE(render(one, Ink::coloured).empty());
    }
  }
}

}  // namespace
}  // namespace txlab
