// The conventions by which two-phase commit is counted in the literature and over SQL, and
// messages by what their steps are.
#pragma once

#include "models/strategies/cost_convention.hpp"

namespace txlab {

// Mohan, Lindsay, Obermarck: prepare, vote, outcome and acknowledgement as the variant sends them,
// and records as "2, 1": two, of which one is forced; the record of what a customer was answered is
// the business's.
CostConvention r_star_counting(const char* name);

// Messages and tables of messages: a commit of each participant and what the broker keeps; the
// record of an order that main refuses is the business's.
CostConvention message_counting(const char* name);

// J. Gray, L. Lamport, "Consensus on transaction commit", TODS 31(1), 2006, section 3: no
// acknowledgements, commit at the resource managers is not forced, and the one that begins sends
// its own Prepared with BeginCommit instead of being asked.
CostConvention gray_lamport();

// Statements that a transaction manager says to the databases, the business's own SQL not counted.
CostConvention xa_over_sql(std::string_view dialect);

}  // namespace txlab
