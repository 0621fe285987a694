#include "sim/world/topology.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "sim/base/check.hpp"

namespace txlab {

Topology::Topology(std::size_t zones, LinkSettings defaults, std::vector<Link> links)
    : zones_(zones), defaults_(std::move(defaults)), links_(std::move(links)) {
  paths_.assign(zones * zones, Path{&defaults_});
  for (ZoneIndex from = 0; from < zones; ++from) route_from(from);
}

void Topology::route_from(ZoneIndex from) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS,
                                      boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;
  Graph graph(zones_);
  for (const Link& link : links_) {
    // A tiny constant per hop prefers the direct way among equals.
    const double weight = link.settings.latency.mean() + link.settings.jitter.mean() + 1;
    boost::add_edge(link.from, link.to, weight, graph);
  }
  std::vector<std::size_t> previous(zones_);
  std::vector<double> distance(zones_);
  boost::dijkstra_shortest_paths(
      graph, from, boost::predecessor_map(previous.data()).distance_map(distance.data()));

  const auto link_between = [this](std::size_t a, std::size_t b) {
    const LinkSettings* best = nullptr;
    for (const Link& link : links_) {
      const bool joins = (link.from == a && link.to == b) || (link.from == b && link.to == a);
      if (joins && (best == nullptr || link.settings.latency.mean() < best->latency.mean())) {
        best = &link.settings;
      }
    }
    CHECK(best != nullptr);
    return best;
  };
  for (std::size_t to = 0; to < zones_; ++to) {
    if (to == from || previous[to] == to) continue;  // inside the zone, or not reachable by links
    Path path;
    for (std::size_t at = to; at != from; at = previous[at]) {
      path.insert(path.begin(), link_between(previous[at], at));
    }
    paths_[from * zones_ + to] = std::move(path);
  }
}

}  // namespace txlab
