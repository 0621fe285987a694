// Topology: zones, the links between them, and the way a message takes.
//
// Inside a zone, and between zones that no link connects, the defaults hold. Zones that are connected
// only through others are reached over the path of least mean latency; every hop adds its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/world/link.hpp"

namespace txlab {

using ZoneIndex = std::uint16_t;

class Topology {
 public:
  struct Link {
    ZoneIndex from;
    ZoneIndex to;
    LinkSettings settings;
  };
  // Links are two-way.
  Topology(std::size_t zones, LinkSettings defaults, std::vector<Link> links);

  using Path = std::vector<const LinkSettings*>;
  const Path& path(ZoneIndex from, ZoneIndex to) const { return paths_[from * zones_ + to]; }

 private:
  void route_from(ZoneIndex from);

  std::size_t zones_;
  LinkSettings defaults_;
  std::vector<Link> links_;
  std::vector<Path> paths_;
};

}  // namespace txlab
