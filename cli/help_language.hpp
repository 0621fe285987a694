// In which language the program speaks, and its help in that language.
#pragma once

#include <CLI/CLI.hpp>

#include "reports/messages/messages.hpp"

namespace txlab {

// --lang, else TXLAB_LANG, else the first of LC_ALL, LC_MESSAGES and LANG that is set. Help has to
// be in it before the command line is parsed, so this looks for the flag itself.
Language chosen_language(int argc, char** argv);

// Puts every description, group and label of the command line into it.
void say_in(CLI::App& app, Language language);

// What `say_in` has to say, in English.
void add_descriptions(const CLI::App& app, std::vector<std::string>& texts);

}  // namespace txlab
