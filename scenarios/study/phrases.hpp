// Phrases: what a happening is in the words of somebody who does not know the protocol.
//
// A message or an effect without a phrase of its own is named as it is; nothing breaks when a
// strategy brings new ones.
#pragma once

#include <string>

#include "scenarios/study/sentence.hpp"
#include "sim/history/history.hpp"

namespace txlab {

// An act of the sender, or what a record does: "centre asks fund-2 to vote (prepare)", "wallet-db
// carries out main".
Sentence act_of(const std::string& who, const HistoryEvent& event,
                const std::vector<std::string>& hosts);
// The same as something that comes before or after: "asking fund-2 to vote (prepare)".
std::string doing(const HistoryEvent& event, const std::vector<std::string>& hosts);
// The host as a sentence names it: "wallet-2", "the customer".
std::string actor(const std::string& host);
// What a row says that is there at the end, or nothing if it is bookkeeping.
std::string what_it_says(TableId table, const Row& row);
std::string name_of_table(TableId table);
// "369.24 CNY"
std::string in_yuan(std::int64_t fen);

}  // namespace txlab
