// The names that the language needs from the layers below, gathered in one place.
#pragma once

#include <filesystem>

#include "cli/arguments.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

// What a scenario may name: protocols, properties, metrics, events.
Vocabulary vocabulary();

// The scenarios that come with the program: beside an installed one, or those of the sources.
std::filesystem::path library_folder();

// How the scenarios of a command line are read.
ReadOptions read_options(const Arguments& arguments);

// The protocol events that faults can name, with their meanings.
struct EventName {
  std::string name;
  std::string meaning;
};
std::span<const EventName> event_names();

// Whether to use colour on this stream (the flag, NO_COLOR, a terminal).
bool colourful(ColourWhen when, int file_descriptor);

}  // namespace txlab
