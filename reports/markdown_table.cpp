#include "reports/markdown_table.hpp"

namespace txlab {

namespace {

std::string values_of(const ParameterSpec& spec, Language language) {
  constexpr std::string_view types[] = {said_later("duration"), said_later("count"), "on \\| off",
                                        ""};
  std::string text(say(language, types[static_cast<std::size_t>(spec.type)]));
  if (!spec.choices.empty())
    text = markdown_cell(fmt::format("{}", fmt::join(spec.choices, " | ")));
  if (!spec.otherwise.empty()) text += say(language, ", or {}", spec.otherwise);
  return text;
}

}  // namespace

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string parameter_table(std::span<const ParameterSpec> specs, Language language) {
  if (specs.empty()) return fmt::format("{}\n", say(language, "It has none."));
  std::string text =
      fmt::format("| {} | {} | {} | {} |\n|---|---|---|---|\n", say(language, "parameter"),
                  say(language, "is"), say(language, "default"), say(language, "means"));
  for (const ParameterSpec& spec : specs) {
    text += fmt::format("| `{}` | {} | {} | {} |\n", spec.name, values_of(spec, language),
                        markdown_cell(spec.fallback), markdown_cell(say(language, spec.meaning)));
  }
  return text;
}

}  // namespace txlab
