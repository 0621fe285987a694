#include "cli/help_language.hpp"

#include <cstdlib>
#include <memory>

#include "reports/terminal/text.hpp"

namespace txlab {

namespace {

// CLI11 aligns by bytes, and a Chinese character has three of them in two columns.
class WideFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return line(make_option_name(option, is_positional) + make_option_opts(option),
                make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* sub) const override {
    return line(sub->get_display_name(true), sub->get_description());
  }

 private:
  std::string line(const std::string& name, const std::string& meaning) const {
    const int column = static_cast<int>(get_column_width());
    const int used = 2 + terminal::width_of(name);
    std::string text = "  " + name;
    if (used >= column && !meaning.empty()) text += "\n" + terminal::blanks(column);
    return text + terminal::blanks(column - used) + meaning + "\n";
  }
};

// The words of CLI11's own.
constexpr const char* labels[] = {said_later("Usage"),       said_later("OPTIONS"),
                                  said_later("Positionals"), said_later("REQUIRED"),
                                  said_later("SUBCOMMAND"),  said_later("Excludes"),
                                  said_later("Env")};

std::string said(Language language, const std::string& english) {
  return std::string(say(language, english));
}

const char* set_in_environment(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

Language chosen_language(int argc, char** argv) {
  constexpr std::string_view flag = "--lang";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == flag && i + 1 < argc) return language_named(argv[i + 1]);
    if (word.starts_with("--lang=")) return language_named(word.substr(flag.size() + 1));
  }
  for (const char* name : {"TXLAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* const value = set_in_environment(name)) return language_named(value);
  }
  return Language::english;
}

void say_in(CLI::App& app, Language language) {
  if (language == Language::english) return;
  auto formatter = std::make_unique<WideFormatter>();
  for (const char* label : labels) formatter->label(label, said(language, label));
  app.formatter(std::move(formatter));
  app.description(said(language, app.get_description()));
  app.group(said(language, app.get_group()));
  for (CLI::Option* option : app.get_options()) {
    option->description(said(language, option->get_description()));
    option->group(said(language, option->get_group()));
  }
  for (CLI::App* verb : app.get_subcommands(nullptr)) say_in(*verb, language);
}

void add_descriptions(const CLI::App& app, std::vector<std::string>& texts) {
  texts.push_back(app.get_description());
  texts.push_back(app.get_group());
  for (const CLI::Option* option : app.get_options()) {
    texts.push_back(option->get_description());
    texts.push_back(option->get_group());
  }
  for (const CLI::App* verb : app.get_subcommands(nullptr)) add_descriptions(*verb, texts);
}

}  // namespace txlab
