// Topology: zones, the links between them, and the way a message takes.
//
// Inside a zone, and between zones that no link connects, the defaults hold. Zones that are
// connected only through others are reached over the path of least mean delay; every hop adds its
// own. A link from a zone to itself says what it is like inside that zone.
#pragma once

#include <cstdint>
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
  Topology(std::size_t zones, const LinkSettings& defaults, const std::vector<Link>& links);
  // Paths refer to the settings beside them, which moving leaves where they are.
  Topology(Topology&&) = default;
  Topology& operator=(Topology&&) = default;

  using Path = std::vector<const LinkSettings*>;
  const Path& path(ZoneIndex from, ZoneIndex to) const { return paths_[from * zones_ + to]; }

 private:
  void route_from(ZoneIndex from, const std::vector<Link>& links);

  std::size_t zones_;
  std::vector<LinkSettings> settings_;  // of the links, then the defaults
  std::vector<Path> paths_;
};

}  // namespace txlab
