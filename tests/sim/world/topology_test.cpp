#include "sim/world/topology.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "lab.hpp"

namespace txlab {
namespace {

// The latencies of the hops, in milliseconds.
std::vector<std::int64_t> hops(const Topology& topology, ZoneIndex from, ZoneIndex to) {
  std::vector<std::int64_t> hops;
  for (const LinkSettings* link : topology.path(from, to)) {
    hops.push_back(link->latency.sample(0) / 1'000'000);
  }
  return hops;
}

using Hops = std::vector<std::int64_t>;

TEST(Topology, DefaultsHoldWhereNoLinkIsGiven) {
  const Topology topology(3, constant_link(1ms), {{0, 1, constant_link(5ms)}});
  EXPECT_EQ(hops(topology, 0, 0), (Hops{1}));
  EXPECT_EQ(hops(topology, 0, 1), (Hops{5}));
  EXPECT_EQ(hops(topology, 1, 0), (Hops{5})) << "links are two-way";
  EXPECT_EQ(hops(topology, 0, 2), (Hops{1}));
  EXPECT_EQ(hops(topology, 2, 1), (Hops{1}));
}

TEST(Topology, ZonesConnectedThroughOthersAreReachedOverTheBestPath) {
  const Topology topology(4, constant_link(1ms),
                          {{0, 1, constant_link(5ms)},
                           {1, 2, constant_link(7ms)},
                           {0, 3, constant_link(20ms)},
                           {3, 2, constant_link(30ms)}});
  EXPECT_EQ(hops(topology, 0, 2), (Hops{5, 7}));
  EXPECT_EQ(hops(topology, 2, 0), (Hops{7, 5}));
  EXPECT_EQ(hops(topology, 3, 1), (Hops{20, 5}));
}

TEST(Topology, TheDirectWayIsPreferredAmongEquals) {
  const Topology topology(
      3, constant_link(1ms),
      {{0, 1, constant_link(5ms)}, {1, 2, constant_link(5ms)}, {0, 2, constant_link(10ms)}});
  EXPECT_EQ(hops(topology, 0, 2), (Hops{10}));
}

TEST(Topology, JitterCountsForTheChoiceOfAPath) {
  LinkSettings nervous = constant_link(1ms);
  nervous.jitter = Distribution::exponential(50e6);
  const Topology topology(2, constant_link(1ms), {{0, 1, nervous}, {0, 1, constant_link(9ms)}});
  EXPECT_EQ(hops(topology, 0, 1), (Hops{9}));
}

TEST(Topology, AZoneCanHaveALinkToItself) {
  const Topology topology(2, constant_link(1ms), {{1, 1, constant_link(3ms)}});
  EXPECT_EQ(hops(topology, 0, 0), (Hops{1}));
  EXPECT_EQ(hops(topology, 1, 1), (Hops{3}));
}

TEST(Topology, PathsSurviveAMove) {
  Topology first(2, constant_link(1ms), {{0, 1, constant_link(5ms)}});
  const Topology second = std::move(first);
  first = Topology(1, constant_link(99ms), {});
  EXPECT_EQ(hops(second, 0, 0), (Hops{1}));
  EXPECT_EQ(hops(second, 0, 1), (Hops{5}));
}

}  // namespace
}  // namespace txlab
