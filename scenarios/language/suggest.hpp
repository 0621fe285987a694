// Did you mean: the nearest of the known words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace txlab {

// How many characters must be added, dropped, replaced or swapped with their neighbour
// (Damerau-Levenshtein, optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The known word that is meant, or nothing if none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);

// "did you mean `x`?", or else the list of what there is if it is short, or of a long
// one those that differ from the word in numbers only, or else nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace txlab
