#include "reports/trace/retold.hpp"

namespace txlab {

namespace {

// A name stays as it is, whatever else the catalogue may mean by the same word.
std::string value_in(Language language, const std::string& value) {
  return value.find(' ') == std::string::npos ? value : say_again(language, value);
}

// Texts have room around names in Latin letters; between Chinese words there is none.
std::string without_gaps(const std::string& text) {
  const auto is_wide = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = i > 0 && i + 1 < text.size();
    if (text[i] == ' ' && inside && is_wide(text[i - 1]) && is_wide(text[i + 1])) continue;
    kept += text[i];
  }
  return kept;
}

}  // namespace

std::string told_in(Language language, const Plot::Step& step) {
  if (language == Language::english) return step.words;
  if (step.sentence.empty()) return say_again(language, step.words);
  Sentence said{std::string(say(language, step.sentence.text)), {}};
  for (const std::string& value : step.sentence.values) {
    said.values.push_back(value_in(language, value));
  }
  std::string words = without_gaps(said.words());
  if (step.more > 0) words += say(language, " (and {} more)", step.more);
  return words;
}

std::string label_in(Language language, const SpaceTime::Row& row) {
  if (language == Language::english) return row.label;
  std::string label = say_again(language, row.act);
  if (row.more > 0) label += say(language, " (and {} more)", row.more);
  if (row.doubled) label += say(language, " DOUBLED");
  return label;
}

}  // namespace txlab
