// A history as Jepsen writes them: one EDN map per line (index, time, process, type, f, value).
//
// `:purchase` is what a customer asks for and what he is told; what is open in the end is `:info`.
// `:txn` is a local transaction of a database, in the terms of Elle's list-append (Kingsbury and
// Alvaro, Elle: Inferring Isolation Anomalies from Experimental Observations, VLDB 2020): each row
// is a list, a transaction appends its own number to the rows that it changes, and what it had read
// there is told from what the row contained before. So a checker finds lost updates and cycles by
// itself. It begins when its commit record is waited for.
//
// Of a purchase out of a large run, the rows that it touched are kept, with all transactions that
// touched them.
#pragma once

#include <string>

#include "reports/trace/exported_run.hpp"

namespace txlab {

std::string edn_history(const ExportedRun& run);

}  // namespace txlab
