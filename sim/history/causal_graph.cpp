#include "sim/history/causal_graph.hpp"

#include <boost/graph/depth_first_search.hpp>

namespace txlab {

CausalGraph::Vertex CausalGraph::add(HostId host) {
  const auto vertex = static_cast<Vertex>(boost::add_vertex(graph_));
  if (last_.size() <= host.value) last_.resize(host.value + 1u, nothing);
  Vertex& last = last_[host.value];
  if (last != nothing) boost::add_edge(vertex, last, graph_);
  last = vertex;
  return vertex;
}

void CausalGraph::sent(std::uint64_t message, Vertex vertex) {
  if (sending_.size() <= message) sending_.resize(message + 1, nothing);
  sending_[message] = vertex;
}

void CausalGraph::received(std::uint64_t message, Vertex vertex) {
  if (message < sending_.size() && sending_[message] != nothing) {
    boost::add_edge(vertex, sending_[message], graph_);
  }
}

std::vector<bool> CausalGraph::past_of(const std::vector<Vertex>& effects) const {
  std::vector<boost::default_color_type> colors(size(), boost::white_color);
  const auto color =
      boost::make_iterator_property_map(colors.begin(), boost::get(boost::vertex_index, graph_));
  for (const Vertex effect : effects) {
    if (colors[effect] != boost::white_color) continue;
    boost::depth_first_visit(graph_, effect, boost::default_dfs_visitor(), color);
  }
  std::vector<bool> past(size());
  for (std::size_t i = 0; i < colors.size(); ++i) past[i] = colors[i] != boost::white_color;
  return past;
}

}  // namespace txlab
