#include "scenarios/study/ticket_fold.hpp"

#include <algorithm>

#include "models/fund/ledger.hpp"
#include "models/parts/broker/state.hpp"
#include "models/parts/operators/case_list.hpp"

namespace txlab {

TicketFold::TicketFold(bool staffed) : staffed_(staffed) {}

void TicketFold::on(const Happening& happening, Instant at) {
  if (!staffed_) return;
  using Kind = Happening::Kind;
  switch (happening.kind) {
    case Kind::in_doubt:
      return changed({in_doubt_list, happening.intent.value}, happening.value, at);
    case Kind::listed: {
      const bool parked = happening.name == dead_letter_list || happening.name == parked_half_list;
      if (parked) changed({happening.name, happening.intent.value}, happening.value, at);
      return;
    }
    case Kind::durable:
      for (const RowChange& row : happening.changes) {
        const int more = (row.after.state != 0) - (row.before.state != 0);
        const Row& there = row.after.state != 0 ? row.after : row.before;
        if (row.table == ledger::cases) changed({difference_list, there.intent.value}, more, at);
      }
      return;
    case Kind::worked:
      return worked(happening);
    default:
      return;
  }
}

void TicketFold::changed(Key key, std::int64_t change, Instant at) {
  if (change > 0) open_[key].push_back(at);
  const auto found = open_.find(key);
  if (change >= 0 || found == open_.end()) return;
  const Duration age = at - found->second.front();
  found->second.erase(found->second.begin());
  if (found->second.empty()) open_.erase(found);
  if (key.list != in_doubt_list || age >= in_doubt_alarm) left_[key].push_back(age);
}

void TicketFold::worked(const Happening& happening) {
  metrics_.worked += Duration{happening.value};
  if (happening.extra == 0) return;
  ++metrics_.settled;
  const auto found = left_.find({happening.name, happening.intent.value});
  if (found == left_.end()) return;
  metrics_.age.record(found->second.front().count());
  found->second.erase(found->second.begin());
  if (found->second.empty()) left_.erase(found);
}

std::optional<TicketMetrics> TicketFold::finish(Instant at) {
  if (!staffed_) return std::nullopt;
  for (const auto& [key, since] : open_) {
    for (const Instant begun : since) {
      if (key.list == in_doubt_list && at - begun < in_doubt_alarm) continue;
      ++metrics_.left;
      metrics_.age.record_censored((at - begun).count());
    }
  }
  return std::move(metrics_);
}

}  // namespace txlab
