#include "cli/manual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace txlab {

namespace {

// What a line of roff must not begin with, and what it would take for an escape or a hyphen.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool at_begin = result.empty() || result.back() == '\n';
    if (at_begin && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", roff(text)); }
std::string italic(std::string_view text) { return fmt::format("\\fI{}\\fR", roff(text)); }

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

// "text, json" for the choices that CLI11 writes as "TEXT:{text,json}", else the type: "DIR".
std::string value_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  if (open == std::string::npos) return type.substr(0, type.find_first_of(": "));
  std::string choices = type.substr(open + 1, type.find('}') - open - 1);
  std::ranges::replace(choices, ',', '|');
  return choices;
}

std::string names_of(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) {
    names += (names.empty() ? "" : ", ") + bold("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    names += (names.empty() ? "" : ", ") + bold("--" + name);
  }
  return takes_value(option) ? names + " " + italic(value_of(option)) : names;
}

std::string synopsis(const CLI::App& verb, const std::string& name) {
  std::string line = bold(name);
  if (!verb.get_subcommands(nullptr).empty()) return line + " " + italic("VERB") + " ...";
  line += " [" + italic("FLAG") + "]...";
  for (const CLI::Option* option : verb.get_options()) {
    if (!option->get_positional()) continue;
    const std::string word = italic(option->get_name(true));
    line += option->get_required() ? " " + word : " [" + word + "]";
    if (option->get_items_expected_max() > 1) line += "...";
  }
  return line;
}

std::string item(const std::string& head, std::string_view text) {
  return fmt::format(".TP\n{}\n{}\n", head, roff(text));
}

std::string options(const CLI::App& verb) {
  std::string text;
  for (const CLI::Option* option : verb.get_options()) {
    const bool positional = option->get_positional();
    text += item(positional ? italic(option->get_name(true)) : names_of(*option),
                 option->get_description());
  }
  return text.empty() ? "" : ".SH OPTIONS\n" + text;
}

std::string verbs(const CLI::App& app) {
  std::string text;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) {
    text += item(bold(verb->get_name()), verb->get_description());
  }
  return text.empty() ? "" : ".SH VERBS\n" + text;
}

// The words of reports/exit_code.hpp for people, and who ends so; nobody named: every verb.
struct ExitStatus {
  std::string_view code;
  std::vector<std::string_view> verbs;
  std::string_view meaning;
};
const std::vector<ExitStatus>& exit_codes() {
  static const std::vector<ExitStatus> codes = {
      {"0", {}, "What was asked for is done, and nothing that is judged failed."},
      {"1", {"run", "report"}, "A claim, a threshold or an expectation does not hold."},
      {"1", {"lint"}, "With --strict: there are warnings."},
      {"1", {"fmt"}, "With --check: a file is laid out otherwise."},
      {"1", {"validate"}, "A row fails."},
      {"1", {"explore"}, "A claim is broken."},
      {"1", {"replay"}, "The violation of a trail is there again."},
      {"1", {"selftest"}, "A mutant survives unexplained."},
      {"2", {}, "The command line is wrong, or a file that was read."},
      {"3",
       {"run", "report", "validate"},
       "Inconclusive: an interval straddles its limit; more replications may tell."},
      {"5", {"replay"}, "The run is not the one that the trail recorded."},
      {"70", {}, "An error of txlab itself."},
      {"74", {}, "What was found cannot be written; what was there before is intact."},
      {"130, 143",
       {"run", "plan", "explore", "selftest"},
       "Interrupted; what was finished is printed, marked partial."},
  };
  return codes;
}

// Of a verb those that it has; of the program all, with the verbs that end so.
std::string exit_status(std::string_view verb) {
  std::string text = ".SH EXIT STATUS\n";
  std::string_view above;
  for (const auto& [code, verbs, meaning] : exit_codes()) {
    const bool of_all = verbs.empty();
    if (!verb.empty() && !of_all && std::ranges::find(verbs, verb) == verbs.end()) continue;
    const std::string who =
        verb.empty() && !of_all ? fmt::format("{}: ", fmt::join(verbs, ", ")) : "";
    text += code == above ? ".br\n" : fmt::format(".TP\n{}\n", bold(code));
    text += roff(fmt::format("{}{}\n", who, meaning));
    above = code;
  }
  return text;
}

std::string environment() {
  return ".SH ENVIRONMENT\nEvery flag may come from a variable instead: " + bold("TXLAB_SEED=7") +
         " is " + bold("--seed 7") + ";\nthe flag wins.\nColours are left out where " +
         bold("NO_COLOR") + " is set and not empty.\n";
}

std::string see_also(const CLI::App& app, const CLI::App& verb) {
  std::vector<std::string> pages;
  if (&app != &verb) pages.push_back(bold("txlab") + "(1)");
  for (const CLI::App* other : app.get_subcommands(nullptr)) {
    if (&app == &verb) pages.push_back(bold("txlab-" + other->get_name()) + "(1)");
  }
  return fmt::format(".SH SEE ALSO\n{}\n", fmt::join(pages, ",\n"));
}

}  // namespace

std::string manual_page(const CLI::App& app, const CLI::App& verb) {
  const bool whole = &app == &verb;
  const std::string page = whole ? "txlab" : "txlab-" + verb.get_name();
  const std::string called = whole ? "txlab" : "txlab " + verb.get_name();
  std::string title = page;
  std::ranges::transform(title, title.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::string summary =
      whole ? "strategies for distributed transactions on trial" : verb.get_description();
  std::string text =
      fmt::format(".TH {} 1 \"\" \"txlab {}\" \"txlab\"\n", roff(title), TXLAB_VERSION);
  text += fmt::format(".SH NAME\n{} \\- {}\n", roff(page), roff(summary));
  text += fmt::format(".SH SYNOPSIS\n{}\n", synopsis(verb, called));
  const std::string description = verb.get_description();
  text += fmt::format(".SH DESCRIPTION\n{}{}\n", roff(description),
                      description.ends_with('.') ? "" : ".");
  text += verbs(verb) + options(verb) + exit_status(whole ? "" : verb.get_name()) + environment() +
          see_also(app, verb);
  return text;
}

}  // namespace txlab
