#include "scenarios/study/timeline/timeline_fold.hpp"

#include <algorithm>
#include <limits>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

double second_of(Instant at) { return in_seconds(at - start_of_run); }

TimeSeries level(std::string name, std::string unit, const std::vector<BinnedLevel::Bin>& bins) {
  std::vector<double> least;
  std::vector<double> mean;
  std::vector<double> greatest;
  for (const BinnedLevel::Bin& bin : bins) {
    least.push_back(static_cast<double>(bin.least));
    mean.push_back(bin.mean);
    greatest.push_back(static_cast<double>(bin.greatest));
  }
  return {std::move(name),
          std::move(unit),
          {{"min", std::move(least)}, {"mean", std::move(mean)}, {"max", std::move(greatest)}}};
}

TimeSeries latency(const std::vector<Histogram>& by_bin) {
  struct Quantile {
    const char* name;
    double q;
  };
  constexpr Quantile quantiles[] = {{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}, {"max", 1}};
  TimeSeries series{"client_latency", "ms", {}};
  for (const auto& [name, q] : quantiles) {
    std::vector<double> column;
    for (const Histogram& bin : by_bin) column.push_back(bin.quantile(q) / 1e6);
    series.columns.emplace_back(name, std::move(column));
  }
  return series;
}

bool was_nothing(const TimeSeries& series) {
  return std::ranges::all_of(series.columns, [](const auto& column) {
    return std::ranges::all_of(column.second, [](double value) { return !(value > 0); });
  });
}

}  // namespace

TimelineFold::TimelineFold(const Book& book, World& world, const TimeBins& bins, Detail detail)
    : book_(book),
      world_(world),
      bins_(bins),
      open_(bins),
      half_done_(bins),
      fen_half_done_(bins),
      prepared_(bins),
      in_broker_(bins),
      halves_(bins),
      outbox_(bins),
      for_people_(bins),
      counts_(counts, std::vector<double>(bins.size())),
      latencies_(detail == Detail::whole ? bins.size() : 0) {}

void TimelineFold::on(const Happening& happening, Instant at) {
  last_ = at;
  while (bin_ + 1 < bins_.size() && at >= bins_.end_of(bin_)) ++bin_;
  look_at_the_book(at);
  switch (happening.kind) {
    case Kind::began:
      return began(happening, at);
    case Kind::told: {
      const Told told = static_cast<Told>(happening.value);
      const bool nothing = told == Told::unknown;
      return first_answer(happening.intent,
                          nothing                 ? failed
                          : told == Told::refused ? refused
                                                  : answered,
                          at);
    }
    case Kind::gave_up:
      return first_answer(happening.intent, failed, at);
    case Kind::durable:
      return durable(happening, at);
    case Kind::listed:
      return listed(happening, at);
    case Kind::in_doubt:
      return prepared_.add(at, happening.value);
    case Kind::lock_ended:
      if (happening.intent) locks_.held(at, Duration{happening.value});
      return;
    case Kind::fault_began:
      return fault_began(happening, at);
    case Kind::fault_ended:
      return fault_ended(happening, at);
    case Kind::crashed:
      return crashed(happening, at);
    default:
      return;
  }
}

void TimelineFold::look_at_the_book(Instant at) {
  open_.set(at, static_cast<std::int64_t>(book_.open()));
  half_done_.set(at, static_cast<std::int64_t>(book_.half_done()));
  fen_half_done_.set(at, book_.fen_at_risk());
}

void TimelineFold::began(const Happening& happening, Instant at) {
  count(arrived);
  const std::uint64_t intent = happening.intent.value;
  if (arrivals_.size() <= intent) arrivals_.resize(intent + 1, end_of_time);
  arrivals_[intent] = at;
}

void TimelineFold::first_answer(IntentId intent, Count what, Instant at) {
  if (intent.value >= arrivals_.size() || arrivals_[intent.value] == end_of_time) return;
  count(what);
  if (!latencies_.empty()) latencies_[bin_].record((at - arrivals_[intent.value]).count());
  arrivals_[intent.value] = end_of_time;
}

void TimelineFold::durable(const Happening& happening, Instant at) {
  if (happening.name == "half") {
    open_halves_.insert(happening.value);
    halves_.set(at, static_cast<std::int64_t>(open_halves_.size()));
  } else if (happening.name == "message" || happening.name == "half-rolled-back") {
    open_halves_.erase(happening.value);
    halves_.set(at, static_cast<std::int64_t>(open_halves_.size()));
  }
  for (const RowChange& change : happening.changes) {
    const int more = (change.after.state != 0) - (change.before.state != 0);
    if (change.table == ledger::outbox) outbox_.add(at, more);
    if (change.table == ledger::cases) for_people_.add(at, more);
  }
}

void TimelineFold::listed(const Happening& happening, Instant at) {
  if (happening.name == "broker log") return in_broker_.add(at, happening.value);
  if (happening.name != "open decisions") for_people_.add(at, happening.value);
}

void TimelineFold::fault_began(const Happening& happening, Instant at) {
  lasting_[std::string(happening.name)].push(faults_.size());
  faults_.push_back({.name = std::string(happening.name),
                     .kind = {},
                     .target = {},
                     .began_s = second_of(at),
                     .ended_s = std::numeric_limits<double>::infinity()});
}

// The earliest of this name that still lasts.
void TimelineFold::fault_ended(const Happening& happening, Instant at) {
  const auto lasting = lasting_.find(happening.name);
  if (lasting == lasting_.end() || lasting->second.empty()) return;
  faults_[lasting->second.front()].ended_s = second_of(at);
  lasting->second.pop();
}

// A crash happens at the instant of the fault that brings it, and after it.
void TimelineFold::crashed(const Happening& happening, Instant at) {
  if (faults_.empty() || faults_.back().began_s != second_of(at)) return;
  std::string& target = faults_.back().target;
  if (!target.empty()) target += ", ";
  target += world_.host(happening.host).name();
}

namespace {

// Hundreds of runs are kept until they are averaged.
void keep_means(Timeline& timeline) {
  for (TimeSeries& series : timeline.series) {
    std::erase_if(series.columns, [](const auto& column) {
      return column.first != "mean" && column.first != "count";
    });
  }
}

}  // namespace

Timeline TimelineFold::finish(Instant at) {
  Timeline timeline;
  for (const Instant edge : bins_.edges()) timeline.edges_s.push_back(second_of(edge));
  const auto add = [&](TimeSeries series) {
    if (!was_nothing(series)) timeline.series.push_back(std::move(series));
  };
  add(level("open", "1", open_.finish()));
  add(level("half_done", "1", half_done_.finish()));
  add(level("money_half_done", "fen", fen_half_done_.finish()));
  add(level("prepared", "1", prepared_.finish()));
  if (const auto locks = locks_.finish(bins_)) add(level("locks_held", "1", *locks));
  add(level("broker_messages", "1", in_broker_.finish()));
  add(level("half_messages", "1", halves_.finish()));
  add(level("outbox_rows", "1", outbox_.finish()));
  add(level("needs_operator", "1", for_people_.finish()));
  constexpr const char* names[counts] = {"arrived", "answered", "refused", "failed"};
  for (std::size_t i = 0; i < counts; ++i) {
    add({names[i], "1", {{"count", std::move(counts_[i])}}});
  }
  if (latencies_.empty()) {
    keep_means(timeline);
  } else {
    add(latency(latencies_));
    timeline.faults = std::move(faults_);
  }
  timeline.quiet_s = second_of(std::min(last_, at));
  return timeline;
}

}  // namespace txlab
