#include "sim/world/topology.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "sim/base/check.hpp"

namespace txlab {

namespace {

// A tiny constant per hop prefers the direct way among equals.
double delay_of(const LinkSettings& link) { return link.latency.mean() + link.jitter.mean() + 1; }

bool joins(const Topology::Link& link, std::size_t a, std::size_t b) {
  return (link.from == a && link.to == b) || (link.from == b && link.to == a);
}

// The best link between two neighbours.
std::size_t link_between(const std::vector<Topology::Link>& links, std::size_t a, std::size_t b) {
  std::size_t best = links.size();
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (!joins(links[i], a, b)) continue;
    const bool better =
        best == links.size() || delay_of(links[i].settings) < delay_of(links[best].settings);
    if (better) best = i;
  }
  CHECK(best < links.size());
  return best;
}

}  // namespace

Topology::Topology(std::size_t zones, const LinkSettings& defaults, const std::vector<Link>& links)
    : zones_(zones) {
  for (const Link& link : links) {
    CHECK(link.from < zones);
    CHECK(link.to < zones);
    settings_.push_back(link.settings);
  }
  settings_.push_back(defaults);
  paths_.assign(zones * zones, Path{&settings_.back()});
  if (links.empty()) return;
  for (ZoneIndex from = 0; from < zones; ++from) route_from(from, links);
}

void Topology::route_from(ZoneIndex from, const std::vector<Link>& links) {
  using Graph =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                            boost::property<boost::edge_weight_t, double>>;
  Graph graph(zones_);
  bool within = false;
  for (const Link& link : links) {
    within = within || joins(link, from, from);
    boost::add_edge(link.from, link.to, delay_of(link.settings), graph);
  }
  if (within) paths_[from * zones_ + from] = {&settings_[link_between(links, from, from)]};

  std::vector<std::size_t> previous(zones_);
  std::vector<double> distance(zones_);
  boost::dijkstra_shortest_paths(
      graph, from, boost::predecessor_map(previous.data()).distance_map(distance.data()));
  for (std::size_t to = 0; to < zones_; ++to) {
    if (to == from || previous[to] == to) continue;  // inside the zone, or not reachable by links
    Path path;
    for (std::size_t at = to; at != from; at = previous[at]) {
      path.push_back(&settings_[link_between(links, previous[at], at)]);
    }
    std::reverse(path.begin(), path.end());
    paths_[from * zones_ + to] = std::move(path);
  }
}

}  // namespace txlab
