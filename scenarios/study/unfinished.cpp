#include "scenarios/study/unfinished.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/study/story.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// So often must the same thing have come to nothing.
constexpr std::uint32_t again_and_again = 3;

bool is_act(const Happening& happening) {
  switch (happening.kind) {
    case Kind::delivered:
    case Kind::lost:
    case Kind::checked:
    case Kind::redelivered:
    case Kind::lock_refused:
      return happening.message_class != MessageClass::background;
    default:
      return false;
  }
}

std::string_view missing(const PurchaseRecord& record) {
  if (record.live_mains() > 0 && record.live_branches() == 0) return "main is paid, no branch";
  if (record.live_mains() == 0 && record.live_branches() > 0) return "a branch that nobody paid";
  if (record.holding > 0) return "money is reserved";
  if (record.final == Told::unknown) return "the customer was not told how it ended";
  return "not whole";
}

void append(std::string& list, const std::string& item) {
  if (!list.empty()) list += ", ";
  list += item;
}

}  // namespace

std::string_view name_of(OpenReason reason) {
  constexpr std::string_view names[] = {"blocked by design", "stuck", "livelock"};
  return names[static_cast<std::size_t>(reason)];
}

void UnfinishedFold::step(Life& life, const Happening& happening, Instant at) {
  life.last_step =
      happening.kind == Kind::durable
          ? fmt::format("{} is durable at {}", happening.name, hosts_[happening.host.value])
          : "the customer was told something";
  life.stepped = at;
  life.since.clear();
}

void UnfinishedFold::on(const Happening& happening, Instant at) {
  if (happening.kind == Kind::crashed) down_[happening.host.value] = true;
  if (happening.kind == Kind::restarted) down_[happening.host.value] = false;
  if (happening.intent == IntentId{}) return;
  Life& life = lives_[happening.intent];
  switch (happening.kind) {
    case Kind::in_doubt:
      life.in_doubt[happening.host.value] += static_cast<int>(happening.value);
      return;
    case Kind::listed:
      life.standing[{happening.host.value, std::string(happening.name)}] +=
          static_cast<int>(happening.value);
      return;
    case Kind::durable:
    case Kind::told:
      return step(life, happening, at);
    default:
      break;
  }
  if (!is_act(happening)) return;
  life.last_act = {happening.kind, happening.host.value, happening.peer.value,
                   std::string(happening.name)};
  life.acted = at;
  ++life.since[life.last_act];
}

OpenReason UnfinishedFold::reason_of(const PurchaseRecord& record, const Life& life,
                                     Instant ended) const {
  const bool somebody_down = std::ranges::any_of(down_, [](const auto& d) { return d.second; });
  if (record.in_doubt > 0 && somebody_down) return OpenReason::blocked_by_design;
  const auto count = life.since.find(life.last_act);
  const bool repeated = count != life.since.end() && count->second >= again_and_again;
  // It has not come to rest: what happened last is nearer to the end of the run than to the step.
  const bool still = life.acted - life.stepped > ended - life.acted;
  return repeated && still ? OpenReason::livelock : OpenReason::stuck;
}

std::string UnfinishedFold::words_of(const PurchaseRecord& record, const Life& life,
                                     OpenReason reason) const {
  std::string where;
  for (const auto& [host, count] : life.in_doubt) {
    if (count > 0) append(where, "in doubt at " + hosts_[host]);
  }
  for (const auto& [host, down] : down_) {
    if (down) append(where, hosts_[host] + " is down");
  }
  for (const auto& [list, count] : life.standing) {
    if (count > 0)
      append(where, fmt::format("stands in `{}` at {}", list.second, hosts_[list.first]));
  }
  if (where.empty()) where = "in no list, and in doubt nowhere";
  std::string words = fmt::format("{}: {}; ", missing(record), where);
  words += life.last_step.empty()
               ? std::string("nothing durable ever came of it")
               : fmt::format("its last step at {}: {}", spelled(life.stepped), life.last_step);
  if (reason == OpenReason::livelock) {
    const auto& [kind, host, peer, name] = life.last_act;
    words += fmt::format("; since then {} times: {}{}", life.since.at(life.last_act),
                         name.empty() ? "a question" : name,
                         kind == Kind::delivered || kind == Kind::lost
                             ? fmt::format(" from {} to {}{}", hosts_[host], hosts_[peer],
                                           kind == Kind::lost ? ", lost" : "")
                             : " at " + hosts_[host]);
  }
  return words;
}

std::vector<Unfinished> UnfinishedFold::explain(const std::vector<PurchaseRecord>& open,
                                                Instant ended) const {
  std::vector<Unfinished> all;
  for (const PurchaseRecord& record : open) {
    const auto found = lives_.find(record.intent);
    const Life life = found == lives_.end() ? Life{} : found->second;
    const OpenReason reason = reason_of(record, life, ended);
    all.push_back({record.intent, reason, words_of(record, life, reason)});
  }
  return all;
}

}  // namespace txlab
