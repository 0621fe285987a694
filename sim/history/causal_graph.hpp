// CausalGraph: what happened and what was asked in a run, and what each of it may depend on.
//
// An edge leads from an effect to a cause: to what came before it on the same host, and from the
// arrival of a message to its sending. What is behind a happening is its past.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <vector>

#include "sim/world/observer.hpp"

namespace txlab {

class CausalGraph {
 public:
  using Vertex = std::uint32_t;

  // Something on a host, after all that was there.
  Vertex add(HostId host);
  // Causes `vertex` took: the sending of the message that it received.
  void sent(std::uint64_t message, Vertex vertex);
  void received(std::uint64_t message, Vertex vertex);

  // By vertex: whether it is in the past of one of these, or one of them.
  std::vector<bool> past_of(const std::vector<Vertex>& effects) const;
  std::size_t size() const { return boost::num_vertices(graph_); }

 private:
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

  static constexpr Vertex nothing = ~Vertex{0};

  Graph graph_;
  std::vector<Vertex> last_;     // by host
  std::vector<Vertex> sending_;  // by message
};

}  // namespace txlab
