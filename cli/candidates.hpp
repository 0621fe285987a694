// What may stand at the place where somebody types a command line: the answer to a shell's
// question, from the same command line that is parsed, and from the scenario that is named in it.
#pragma once

#include <string>
#include <vector>

namespace txlab {

struct Candidates {
  struct Word {
    std::string word;
    std::string meaning;
  };
  std::vector<Word> words;
  bool files = false;  // or any file
};

// `words` stand behind `txlab`; the last one is the one being typed, perhaps empty.
Candidates candidates_for(const std::vector<std::string>& words);

// The same, a line each: the word, a tab, what it means; `:files` if files may stand there. What
// `txlab __complete WORD...` prints, which is for the scripts of `txlab completion` alone.
int print_candidates(const std::vector<std::string>& words);

}  // namespace txlab
