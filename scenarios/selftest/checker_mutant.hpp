// CheckerMutant: a property with a hole in it, which has to be noticed.
//
// It judges runs of a mutant whose mistake the true property sees. It is killed by a run of which
// the two say different things: what was planted went past it, or it accused somebody falsely.
#pragma once

#include <span>
#include <string_view>

#include "models/fund/book.hpp"

namespace txlab::selftest {

struct CheckerMutant {
  std::string_view name;
  std::string_view planted;                     // the mutant whose runs it judges
  PropertyId property;                          // which it is a copy of
  std::string_view wrong;                       // the hole, in words
  MakeProperty make = nullptr;                  // instead of the true one
  void (*settings)(Book::Settings&) = nullptr;  // what the book is told wrongly
};

std::span<const CheckerMutant> checker_mutants();

}  // namespace txlab::selftest
