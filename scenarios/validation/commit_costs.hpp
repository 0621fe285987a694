// What committing one purchase costs when nothing goes wrong, counted message by message.
#pragma once

#include <string_view>

#include "scenarios/study/scenario.hpp"
#include "scenarios/validation/row.hpp"

namespace txlab::validation {

// How the coordinator writes that a transaction is over. `forced` is a mistake: nobody needs to
// wait for it, because a coordinator that forgets it only repeats an outcome.
enum class EndRecord : std::uint8_t { as_it_is, forced };

// Over all purchases of a run.
struct CommitCosts {
  Extremes messages;  // of class protocol, acknowledgements included
  Extremes acknowledgements;
  Extremes forced_writes;
  Extremes coordinator_forced;     // of these at the coordinator
  Extremes prepares_forced;        // and of prepare records
  Extremes records;                // forced or not
  Extremes coordinator_records;    // of these at the coordinator
  Extremes prepare_to_outcome_ms;  // from the first prepare sent to the last outcome delivered
  Extremes begin_to_outcome_ms;    // from the report that all the work is done, when it is sent
};

CommitCosts commit_costs(const StrategyEntry& entry, std::uint32_t branches, EndRecord end,
                         std::uint64_t seed);

}  // namespace txlab::validation
