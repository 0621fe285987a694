#include "sim/explore/lineage.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"
#include "sim/explore/fault_places.hpp"
#include "sim/history/causal_graph.hpp"
#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace txlab {

namespace {

constexpr auto lost = static_cast<std::uint32_t>(MessageChoice::lose);
constexpr std::uint32_t crashes[] = {static_cast<std::uint32_t>(CrashChoice::process),
                                     static_cast<std::uint32_t>(CrashChoice::power_before)};

// Makes the run's faults, and finds out what its outcome rests on.
class Traced final : public Policy, public Observer {
 public:
  explicit Traced(std::vector<Lineage::Hit> faults) : faults_(std::move(faults)) {}

  Observer* watcher() override { return this; }

  void on(const Happening& happening, Instant) override {
    using Kind = Happening::Kind;
    switch (happening.kind) {
      case Kind::began:
      case Kind::lost:
      case Kind::duplicated:
      case Kind::fault_began:
      case Kind::fault_ended:
        return;
      default:
        break;
    }
    const bool arrives = happening.kind == Kind::delivered;
    const HostId host = arrives ? happening.peer : happening.host;
    const auto vertex = graph_.add(host);
    offered_crash(host) = 0;
    if (happening.kind == Kind::sent) {
      graph_.sent(happening.message, vertex);
      last_sent_ = happening.message;
    }
    if (arrives) arrived(happening.message, vertex);
    const bool changed = happening.kind == Kind::durable && !happening.changes.empty();
    if (happening.intent && (changed || happening.kind == Kind::told)) {
      if (outcome_.size() <= host.value) outcome_.resize(host.value + 1u, nothing);
      outcome_[host.value] = vertex;
    }
  }

  std::uint32_t choose(const Site& site, std::uint32_t) override {
    const std::uint32_t question = asked_++;
    if (site.kind == Site::Kind::tie || !places_.is_place(site)) return 0;
    const std::uint64_t name = name_of(site);
    if (site.kind == Site::Kind::message) {
      asked_about_.push_back({question, name, last_sent_, nothing});
    } else if (!std::exchange(offered_crash(HostId{site.host}), 1)) {
      // A crash at the next wait does the same, until something happens on the host.
      asked_about_.push_back({question, name, 0, graph_.add(HostId{site.host})});
    }
    if (next_ == faults_.size() || faults_[next_].question != question) return 0;
    return faults_[next_++].answer;
  }

  std::vector<Lineage::Hit> supports() const {
    std::vector<CausalGraph::Vertex> effects;
    std::ranges::copy_if(outcome_, std::back_inserter(effects),
                         [](auto vertex) { return vertex != nothing; });
    const std::vector<bool> past = graph_.past_of(effects);
    std::vector<Lineage::Hit> hits;
    for (const AskedAbout& one : asked_about_) {
      const bool message = one.wait == nothing;
      const auto vertex = message ? arrival_of(one.message) : one.wait;
      if (vertex == nothing || !past[vertex]) continue;
      if (message) {
        hits.push_back({one.question, lost, mix(one.name + lost)});
      } else {
        for (const std::uint32_t crash : crashes) {
          hits.push_back({one.question, crash, mix(one.name + crash)});
        }
      }
    }
    return hits;
  }

 private:
  static constexpr auto nothing = ~CausalGraph::Vertex{0};

  struct AskedAbout {
    std::uint32_t question;
    std::uint64_t name;
    std::uint64_t message;     // of a message
    CausalGraph::Vertex wait;  // of a wait
  };

  char& offered_crash(HostId host) {
    if (offered_crash_.size() <= host.value) offered_crash_.resize(host.value + 1u);
    return offered_crash_[host.value];
  }
  void arrived(std::uint64_t message, CausalGraph::Vertex vertex) {
    graph_.received(message, vertex);
    if (arrivals_.size() <= message) arrivals_.resize(message + 1, nothing);
    if (arrivals_[message] == nothing) arrivals_[message] = vertex;
  }
  CausalGraph::Vertex arrival_of(std::uint64_t message) const {
    return message < arrivals_.size() ? arrivals_[message] : nothing;
  }
  // The place and how often it came up, which is the same fault in another run, too.
  std::uint64_t name_of(const Site& site) {
    const std::uint64_t place =
        mix(hash_of(site.what) + (std::uint64_t{site.host} << 32 | std::uint64_t{site.peer} << 8 |
                                  static_cast<std::uint64_t>(site.kind) << 1 | site.idle));
    return mix(place + ++seen_[place]);
  }

  std::vector<Lineage::Hit> faults_;
  std::size_t next_ = 0;
  std::uint32_t asked_ = 0;
  FaultPlaces places_;
  CausalGraph graph_;
  std::uint64_t last_sent_ = 0;
  std::vector<CausalGraph::Vertex> arrivals_;  // by message
  std::vector<CausalGraph::Vertex> outcome_;   // by host
  std::vector<char> offered_crash_;            // by host: since something happened there
  std::vector<AskedAbout> asked_about_;
  std::unordered_map<std::uint64_t, std::uint64_t> seen_;  // how often a place came up
};

// The same for the faults in any order.
std::uint64_t set_of(const std::vector<Lineage::Hit>& faults) {
  std::uint64_t all = 0;
  for (const Lineage::Hit& fault : faults) all += mix(fault.name);
  return all;
}

bool has(const std::vector<Lineage::Hit>& hits, std::uint64_t name) {
  return std::ranges::any_of(hits, [&](const Lineage::Hit& hit) { return hit.name == name; });
}

}  // namespace

std::vector<Lineage::Hit> Lineage::faults_of(std::uint32_t node) const {
  std::vector<Hit> faults;
  for (; node != 0; node = nodes_[node].parent) faults.push_back(nodes_[node].last);
  std::ranges::reverse(faults);
  return faults;
}

std::unique_ptr<Policy> Lineage::policy(std::uint64_t run) const {
  return std::make_unique<Traced>(faults_of(static_cast<std::uint32_t>(run)));
}

void Lineage::learn(std::uint64_t run, const Tried& tried) {
  CHECK(run == learned_);
  ++learned_;
  Node& node = nodes_[run];
  node.good = tried.outcome.broken == 0;
  if (node.good && node.faults < most_faults_) {
    node.supports = static_cast<const Traced&>(*tried.policy).supports();
  }
  by_set_.emplace(set_of(faults_of(static_cast<std::uint32_t>(run))),
                  static_cast<std::uint32_t>(run));
  if (learned_ == nodes_.size()) grow();
}

// After all sets of one size: those of the next.
void Lineage::grow() {
  for (; grown_ < learned_; ++grown_) {
    const Node parent = nodes_[grown_];
    if (!parent.good || parent.faults == most_faults_) continue;
    const auto number = static_cast<std::uint32_t>(grown_);
    const std::vector<Hit> others = faults_of(number);
    for (const Hit& added : parent.supports) {
      if (!others.empty() && added.question <= others.back().question) continue;
      if (hits_all(others, added)) nodes_.push_back({number, parent.faults + 1, added, false, {}});
    }
  }
}

// Whether each of the others, too, hits what the run without it rests on. A run that is not known
// says nothing; a set is not minimal if one fault less broke something.
bool Lineage::hits_all(const std::vector<Hit>& others, const Hit& added) const {
  for (std::size_t without = 0; without < others.size(); ++without) {
    std::vector<Hit> rest = others;
    rest[without] = added;
    const auto known = by_set_.find(set_of(rest));
    if (known == by_set_.end()) continue;
    const Node& node = nodes_[known->second];
    if (!node.good || !has(node.supports, others[without].name)) return false;
  }
  return true;
}

std::optional<std::uint32_t> Lineage::complete() const {
  if (learned_ == 0) return std::nullopt;
  if (learned_ == nodes_.size()) return most_faults_;
  const std::uint32_t faults = nodes_[learned_].faults;
  return faults == 0 ? 0 : faults - 1;
}

}  // namespace txlab
