// Plot: what a story means for one purchase, in sentences.
//
// What a fault kept from happening is not guessed: the run is repeated without it, and the two are
// compared. What would have repaired the damage is not guessed either: each setting that is not the
// protocol's default is put back, and the run is repeated with the same faults.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/sentence.hpp"
#include "scenarios/study/story.hpp"

namespace txlab {

struct Plot {
  struct Step {
    Instant at;
    std::string words;  // a sentence without its full stop
    bool injected = false;
    bool mishap = false;  // a crash or a loss, whoever brought it about
    // What the words are made of, for other languages; empty for what a search has planned.
    Sentence sentence{};
    std::size_t more = 0;  // so many times more the same was to be told
  };
  // A participant and how the purchase stands in his eyes when everything is over.
  struct Belief {
    std::string who;
    std::string what;
  };
  std::optional<IntentId> purchase;  // nobody's, if the run broke nothing and had several
  Instant origin;                    // when the customer's wish arose
  std::vector<Step> steps;           // until the violation, if there is one
  std::vector<Belief> beliefs;
  std::vector<std::string> repairs;  // what was done about it afterwards, or not
  std::vector<std::string> guards;   // settings that make the same faults harmless: "check_back=on"
};

// Whether a purchase that breaks the property is open, and may be mended; the others are broken for
// good at once.
bool can_be_repaired(PropertyId property);

// A story that nobody has planned, such as one purchase of a large run: its happenings in
// sentences.
std::vector<Plot::Step> steps_of(const Story& story);

// `purchase`: the one whose property was violated, or which is looked at.
Plot plot_of(const ExploredWorld& world, PropertyId property, const Choices& choices,
             const Story& story);

}  // namespace txlab
