#include "models/parts/operators/operators.hpp"

#include "sim/world/world.hpp"

namespace txlab {

namespace {

constexpr Duration look_every = 1min;

Duration time_of_day(Duration since_zero, Duration at_zero) {
  const Duration into = (at_zero + since_zero) % Duration(24h);
  return into < Duration{0} ? into + 24h : into;
}

}  // namespace

Duration OfficeHours::until_open(Duration now) const {
  if (until_closed(now) > Duration{0}) return Duration{0};
  const Duration wait = opens - time_of_day(now, at_zero);
  return wait > Duration{0} ? wait : wait + 24h;
}

Duration OfficeHours::until_closed(Duration now) const {
  const Duration time = time_of_day(now, at_zero);
  return time >= opens && time < closes ? closes - time : Duration{0};
}

Operators::Operators(Host& host, const OperatorSettings& settings)
    : host_(host),
      settings_(settings),
      at_once_(settings.people +
               settings.people * static_cast<std::size_t>(look_every / settings.per_case)),
      arrived_(host.kernel()) {}

void Operators::take_on(std::unique_ptr<CaseList> list) {
  lists_.push_back(std::make_unique<List>());
  lists_.back()->cases = std::move(list);
}

void Operators::start() {
  if (lists_.empty()) return;
  for (std::size_t i = 0; i < lists_.size(); ++i) host_.spawn(watch(i));
  for (std::uint32_t i = 0; i < settings_.people; ++i) host_.spawn(work());
}

Task<> Operators::watch(std::size_t index) {
  WorkGate& open = lists_[index]->cases->gate();
  for (;;) {
    while (open.empty()) co_await open.wait("nothing on the list");
    co_await office_open();
    co_await look_at(index);
    co_await host_.next_tick(look_every, "the next look at the list");
  }
}

Task<> Operators::look_at(std::size_t index) {
  List& list = *lists_[index];
  for (bool more = true; more && list.in_hand.size() < at_once_;) {
    const auto page = co_await list.cases->read(list.read_up_to);
    if (!page) co_return;
    more = page->more;
    for (const Case& one : page->cases) {
      list.read_up_to = one.number;
      if (list.in_hand.insert(one.number).second) inbox_.push_back({&list, one});
      arrived_.notify_one();
    }
    if (!more) list.read_up_to = 0;  // from the top again: something may not have been settled
  }
}

Task<> Operators::work() {
  for (;;) {
    while (inbox_.empty()) co_await arrived_.wait("no case", true);
    const Turn turn = inbox_.front();
    inbox_.pop_front();
    co_await spend(settings_.per_case);
    const bool settled = co_await turn.list->cases->settle(turn.one);
    turn.list->in_hand.erase(turn.one.number);
    host_.world().happened({.kind = Happening::Kind::worked,
                            .host = host_.id(),
                            .intent = turn.one.intent,
                            .value = settings_.per_case.count(),
                            .extra = settled ? 1 : 0,
                            .name = turn.list->cases->name()});
  }
}

Duration Operators::now() const { return host_.local_time().time_since_epoch(); }

Task<> Operators::office_open() {
  if (!settings_.hours) co_return;
  const Duration wait = settings_.hours->until_open(now());
  if (wait > Duration{0}) co_await host_.sleep(wait, "the office is closed");
}

Task<> Operators::spend(Duration working_time) {
  while (working_time > Duration{0}) {
    co_await office_open();
    Duration piece = working_time;
    if (settings_.hours) piece = std::min(piece, settings_.hours->until_closed(now()));
    co_await host_.sleep(piece, "an operator at work");
    working_time -= piece;
  }
}

}  // namespace txlab
