#include "scenarios/study/companionship_fold.hpp"

#include <algorithm>

namespace txlab {

namespace {

static_assert(departments * subjects <= 16, "a bit each in Heard::notes");

std::uint16_t bit_of(Department department, CompanionSubject subject) {
  const auto place = static_cast<std::size_t>(department) * subjects;
  return static_cast<std::uint16_t>(1u << (place + static_cast<std::size_t>(subject)));
}

}  // namespace

bool CompanionshipFold::is_department(HostId host) const {
  return std::ranges::find(places_, host) != places_.end();
}

CompanionshipFold::Heard& CompanionshipFold::heard(IntentId intent) {
  if (heard_.size() <= intent.value) heard_.resize(intent.value + 1);
  return heard_[intent.value];
}

void CompanionshipFold::durable(const Happening& happening) {
  if (places_.empty()) return;
  for (const RowChange& change : happening.changes) changed(change);
}

void CompanionshipFold::delivered(const Happening& happening) {
  if (Envelope::answers(happening.flow) || !is_department(happening.peer)) return;
  if (happening.message_class != MessageClass::protocol) return;
  Heard& whose = heard(happening.intent);
  if (whose.deliveries < 255) ++whose.deliveries;
}

void CompanionshipFold::changed(const RowChange& change) {
  const bool appears = change.before.state == 0;
  if (change.table == ledger::orders && change.after.state == ledger::main_done && appears) {
    heard(change.after.intent).bought = true;
  }
  if (change.table != ledger::companion_notes || !appears) return;
  noted(heard(change.after.intent), static_cast<Department>(change.after.owner),
        static_cast<CompanionSubject>(change.after.value[0]));
}

void CompanionshipFold::noted(Heard& whose, Department department, CompanionSubject subject) {
  whose.notes |= bit_of(department, subject);
  metrics_.extra += !wants(department, subject);
  const bool reviewed_before = (whose.notes & bit_of(Department::compliance, subject)) != 0;
  metrics_.before_review += reaches_customer(department) && reviewed(subject) && !reviewed_before;
}

std::optional<CompanionshipMetrics> CompanionshipFold::finish() {
  if (places_.empty()) return std::nullopt;
  for (const Heard& whose : heard_) {
    if (!whose.bought) continue;
    metrics_.deliveries.add(whose.deliveries);
    for (std::size_t place = 0; place < departments * subjects; ++place) {
      const auto department = static_cast<Department>(place / subjects);
      const auto subject = static_cast<CompanionSubject>(place % subjects);
      const bool missing = (whose.notes & bit_of(department, subject)) == 0;
      metrics_.missed += wants(department, subject) && missing;
    }
  }
  return metrics_;
}

}  // namespace txlab
