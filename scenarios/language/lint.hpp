// Lint: a scenario that is right by the letter and probably not what was meant.
#pragma once

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab::language {

// `tree` is where `scenario` was decoded from; warnings point into it.
void lint(Problems& problems, const Node& tree, const Scenario& scenario,
          const Vocabulary& vocabulary);

}  // namespace txlab::language
