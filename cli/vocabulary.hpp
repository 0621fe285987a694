// The names that the language needs from the layers below, gathered in one place.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "scenarios/language/vocabulary.hpp"

namespace txlab {

// What a scenario may name: protocols, properties, metrics, events.
Vocabulary vocabulary();

// The scenarios that come with the program: beside an installed one, or those of the sources.
std::filesystem::path library_folder();

// The protocol events that faults can name, with their meanings.
struct EventName {
  std::string name;
  std::string meaning;
};
std::span<const EventName> event_names();

}  // namespace txlab
