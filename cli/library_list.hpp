// The scenarios that come with the program: what each asks, and what it answers.
#pragma once

#include <string>

namespace txlab {

// A description that asks ends its question with the last question mark; the answer follows.
struct QuestionAndAnswer {
  std::string question;
  std::string answer;  // empty if there is none
};
QuestionAndAnswer question_and_answer(const std::string& description);

// Prints them: those to begin with, then those in folders below, such as the regressions.
void list_library();

}  // namespace txlab
