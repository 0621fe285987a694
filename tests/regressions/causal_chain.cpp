#include "causal_chain.hpp"

#include <algorithm>
#include <utility>

#include "models/fund/purchase.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

std::string spelled(std::string_view name) {
  std::string word(name);
  for (char& c : word) c = c == '_' ? '-' : static_cast<char>(std::tolower(c));
  return word;
}

std::string of_message(const Happening& happening, std::string_view verb) {
  const bool reply = happening.flow == Envelope::Flow::reply;
  return std::string(happening.name) + (reply ? ".reply." : ".") + std::string(verb);
}

// The word for a happening; machines, which have two names, are left to the caller.
std::string word_of(const Happening& happening) {
  switch (happening.kind) {
    case Kind::sent:
      return of_message(happening, "sent");
    case Kind::delivered:
      return of_message(happening, "delivered");
    case Kind::lost:
      return of_message(happening, "lost");
    case Kind::duplicated:
      return of_message(happening, "duplicated");
    case Kind::durable:
      return std::string(happening.name) + ".durable";
    case Kind::forced_write:
      return std::string(happening.name) + ".forced";
    case Kind::checked:
      return "check.sent";
    case Kind::dead_letter:
      return "dead-letter.stored";
    case Kind::redelivered:
      return "redelivered";
    case Kind::repaired:
      return happening.value == 1 ? "repaired-in-vain" : "repaired";
    case Kind::listed:
      return happening.value > 0 ? "listed" : "unlisted";
    case Kind::in_doubt:
      return happening.value > 0 ? "prepared.durable" : "resolved";
    case Kind::lock_refused:
      return std::string(happening.name);
    case Kind::told:
      return "told." + spelled(name_of(static_cast<Told>(happening.value)));
    case Kind::gave_up:
      return "gave-up";
    case Kind::fault_began:
      return std::string(happening.name) + ".began";
    case Kind::fault_ended:
      return std::string(happening.name) + ".ended";
    default:
      return "";
  }
}

}  // namespace

CausalChain::CausalChain(std::vector<std::string> words, std::vector<std::string> hosts,
                         std::vector<std::string> groups)
    : words_(std::move(words)), hosts_(std::move(hosts)), groups_(std::move(groups)) {}

bool CausalChain::is(const std::string& word, const Happening& happening) const {
  if (happening.kind == Kind::crashed || happening.kind == Kind::restarted) {
    const std::string verb = happening.kind == Kind::crashed ? ".crashed" : ".restarted";
    const std::size_t host = happening.host.value;
    return word == hosts_[host] + verb || word == groups_[host] + verb;
  }
  return word == word_of(happening);
}

void CausalChain::advance(std::size_t& position, const Happening& happening) {
  if (position == words_.size() || !is(words_[position], happening)) return;
  ++position;
  longest_ = std::max(longest_, position);
}

void CausalChain::on(const Happening& happening, Instant) {
  if (!happening.intent) {
    for (std::size_t& position : positions_) advance(position, happening);
    return advance(of_the_others_, happening);
  }
  const std::uint64_t intent = happening.intent.value;
  if (positions_.size() <= intent) positions_.resize(intent + 1, of_the_others_);
  std::size_t& position = positions_[intent];
  const bool before = position == words_.size();
  advance(position, happening);
  if (!before && position == words_.size()) ++complete_;
}

bool CausalChain::seen_for(IntentId intent) const {
  return intent.value < positions_.size() && positions_[intent.value] == words_.size();
}

}  // namespace txlab
