// The mutants by strategy, each family in a file of its own.
#pragma once

#include <vector>

#include "scenarios/selftest/mutant.hpp"

namespace txlab::selftest {

std::vector<Mutant> reconciliation_mutants();
std::vector<Mutant> table_mutants();
std::vector<Mutant> message_mutants();
std::vector<Mutant> xa_mutants();
std::vector<Mutant> tcc_mutants();

}  // namespace txlab::selftest
