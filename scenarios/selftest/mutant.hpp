// Mutant: a mistake that real teams make, planted into a correct strategy.
//
// It differs from its base in what `sets` says, and in nothing else.
#pragma once

#include <span>

#include "models/fund/property.hpp"
#include "scenarios/selftest/base.hpp"

namespace txlab::selftest {

struct Mutant {
  std::string_view name;
  std::string_view base;  // see bases()
  Sets sets;
  std::string_view wrong;   // the mistake, in words
  std::string_view source;  // where it was made or described; empty if it is only well known
  PropertyId breaks = PropertyId::main_branch_agreement;
  std::string_view survives{};  // why no search kills it, if that is so
};

std::span<const Mutant> mutants();
const Mutant* find_mutant(std::string_view name);

}  // namespace txlab::selftest
