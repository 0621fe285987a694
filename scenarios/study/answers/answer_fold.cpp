#include "scenarios/study/answers/answer_fold.hpp"

#include <algorithm>
#include <cmath>

#include "models/fund/purchase.hpp"
#include "sim/base/check.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

constexpr std::size_t most_services = 64;

double ms(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

}  // namespace

AnswerFold::AnswerFold(World& world, HostId customers) : world_(world), customers_(customers) {
  for (std::size_t i = 0; i < world.hosts(); ++i) {
    const std::string& group = world.host(HostId{static_cast<std::uint16_t>(i)}).group();
    const auto known = std::ranges::find(services_, group);
    const auto bit = static_cast<std::size_t>(known - services_.begin());
    if (known == services_.end()) services_.push_back(group);
    CHECK(bit < most_services);
    bit_of_.push_back(std::uint64_t{1} << bit);
  }
  needed_.resize(services_.size());
}

void AnswerFold::on(const Happening& happening, Instant at) {
  switch (happening.kind) {
    case Kind::began:
      return began(happening, at);
    case Kind::delivered:
      return delivered(happening, at);
    case Kind::lost:
      sendings_.erase(happening.message);
      return;
    case Kind::told:
      return answered(happening, at);
    case Kind::gave_up:
      open_.erase(happening.intent.value);
      return;
    case Kind::sent:
    case Kind::forced_write:
    case Kind::durable:
    case Kind::in_doubt:
      break;
    default:
      return;
  }
  const auto found = happening.intent ? open_.find(happening.intent.value) : open_.end();
  if (found == open_.end()) return;
  if (happening.kind == Kind::sent) return sent(happening, at, found->second);
  add(found->second, {at, happening.host, happening.kind, none, happening.name});
}

// After what was there before it on its host, unless a message brought it.
AnswerFold::Index AnswerFold::add(Open& open, Event event) {
  Index& last = open.last[event.host.value];
  if (event.cause == none) event.cause = last;
  last = static_cast<Index>(open.events.size());
  open.past[event.host.value] |= bit_of_[event.host.value];
  open.events.push_back(event);
  return last;
}

void AnswerFold::began(const Happening& happening, Instant at) {
  Open& open = open_[happening.intent.value];
  open = {{}, std::vector<Index>(bit_of_.size(), none), std::vector<std::uint64_t>(bit_of_.size())};
  add(open, {at, customers_, Kind::began, none, "tap"});
}

void AnswerFold::sent(const Happening& happening, Instant at, Open& open) {
  const Index event = add(open, {at, happening.host, Kind::sent, none, happening.name});
  sendings_[happening.message] = {event, open.past[happening.host.value]};
}

void AnswerFold::delivered(const Happening& happening, Instant at) {
  const auto sending = sendings_.find(happening.message);
  if (sending == sendings_.end()) return;
  const Sending from = sending->second;
  sendings_.erase(sending);
  const auto found = open_.find(happening.intent.value);
  if (found == open_.end()) return;
  found->second.past[happening.peer.value] |= from.past;
  add(found->second, {at, happening.peer, Kind::delivered, from.event, happening.name});
}

void AnswerFold::answered(const Happening& happening, Instant at) {
  const auto found = open_.find(happening.intent.value);
  if (found == open_.end()) return;
  Open open = std::move(found->second);
  open_.erase(found);
  const Told told = static_cast<Told>(happening.value);
  if (told == Told::refused || told == Told::unknown) return;
  ++answers_;
  const std::uint64_t past = open.past[happening.host.value];
  for (std::size_t bit = 0; bit < needed_.size(); ++bit) needed_[bit] += past >> bit & 1u;
  if (paths_.size() == most_paths) return;
  const Index answer = add(open, {at, happening.host, Kind::told, none, "answer"});
  paths_.push_back(path_to(open, answer));
  paths_.back().purchase = happening.intent.value;
}

AnswerFold::Path AnswerFold::path_to(const Open& open, Index answer) {
  Path path;
  for (Index at = answer; open.events[at].cause != none; at = open.events[at].cause) {
    const Event& event = open.events[at];
    const Event& cause = open.events[event.cause];
    PathStep::Kind kind = PathStep::Kind::work;
    if (event.kind == Kind::delivered) {
      kind = PathStep::Kind::network;
    } else if (cause.kind == Kind::forced_write) {
      kind = PathStep::Kind::disk;
    } else if (cause.kind == Kind::sent) {
      kind = PathStep::Kind::timer;
    }
    const Duration lasted = event.at - cause.at;
    path.latency += lasted;
    if (lasted > Duration{0}) {
      path.steps.push_back({lasted, kind, cause.host, event.host, event.name});
    }
  }
  std::ranges::reverse(path.steps);
  return path;
}

CriticalPath AnswerFold::in_words(const Path& path) const {
  CriticalPath words{.purchase = path.purchase, .latency_ms = ms(path.latency), .steps = {}};
  for (const Step& step : path.steps) {
    const bool moves = step.kind == PathStep::Kind::network;
    words.steps.push_back(
        {step.kind, moves ? name_of(step.from) + " > " + name_of(step.to) : name_of(step.from),
         std::string(step.what), ms(step.lasted)});
  }
  return words;
}

namespace {

template <typename Paths>
PathMeans means_of(const Paths& paths) {
  PathMeans means;
  for (const auto& path : paths) {
    ++means.answers;
    means.latency_ms += ms(path.latency);
    for (const auto& step : path.steps) {
      double PathMeans::*const sums[] = {&PathMeans::network_ms, &PathMeans::disk_ms,
                                         &PathMeans::work_ms, &PathMeans::timer_ms};
      means.*sums[static_cast<std::size_t>(step.kind)] += ms(step.lasted);
    }
  }
  const auto count = static_cast<double>(std::max<std::uint64_t>(means.answers, 1));
  for (double PathMeans::*const sum :
       {&PathMeans::latency_ms, &PathMeans::network_ms, &PathMeans::disk_ms, &PathMeans::work_ms,
        &PathMeans::timer_ms}) {
    means.*sum /= count;
  }
  return means;
}

}  // namespace

AnswersOfARun AnswerFold::finish() {
  AnswersOfARun all{.answers = answers_};
  for (std::size_t bit = 0; bit < services_.size(); ++bit) {
    const bool outside = services_[bit] == world_.host(customers_).group();
    if (outside || needed_[bit] == 0) continue;
    all.needed.emplace_back(services_[bit],
                            static_cast<double>(needed_[bit]) / static_cast<double>(answers_));
  }
  if (paths_.empty()) return all;
  std::ranges::stable_sort(paths_, {}, &Path::latency);
  const auto at = [&](double share) {
    const auto index = static_cast<std::size_t>(share * static_cast<double>(paths_.size()));
    return std::min(index, paths_.size() - 1);
  };
  all.typical = in_words(paths_[at(0.5)]);
  all.slow = in_words(paths_[at(0.99)]);
  const std::span<const Path> sorted(paths_);
  all.typical_means = means_of(sorted.subspan(at(0.45), at(0.55) - at(0.45) + 1));
  all.slow_means = means_of(sorted.subspan(at(0.99)));
  return all;
}

}  // namespace txlab
