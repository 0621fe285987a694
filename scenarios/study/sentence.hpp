// Sentence: what is told of a run, as a text with places and what stands there.
//
// Runs speak English (`words`); a report that speaks another language looks the text up and fills
// in the same values.
#pragma once

#include <string>
#include <vector>

namespace txlab {

struct Sentence {
  std::string text;                 // "{} asks {} for the branch"
  std::vector<std::string> values;  // "wallet-1", "fund-2"

  bool empty() const { return text.empty(); }
  std::string words() const;
};

}  // namespace txlab
