// What the program says from tables, for whoever translates it.
#pragma once

namespace txlab {

// `txlab __messages`: the texts of the catalogue of strategies and of the command line, as a
// template of gettext (.pot); those that stand in the code where they are said are found there
// (tests/messages).
int print_messages();

}  // namespace txlab
