#include "sim/history/causal_graph.hpp"

#include <gtest/gtest.h>

namespace txlab {
namespace {

TEST(ACausalGraph, KnowsThePastOverMessagesAndHosts) {
  CausalGraph graph;
  const auto wish = graph.add(HostId{1});
  const auto asks = graph.add(HostId{1});
  graph.sent(5, asks);
  const auto elsewhere = graph.add(HostId{3});
  const auto heard = graph.add(HostId{2});
  graph.received(5, heard);
  const auto later = graph.add(HostId{1});
  const std::vector<bool> past = graph.past_of({heard});
  EXPECT_TRUE(past[wish]);
  EXPECT_TRUE(past[asks]);
  EXPECT_TRUE(past[heard]);
  EXPECT_FALSE(past[elsewhere]);
  EXPECT_FALSE(past[later]);
}

}  // namespace
}  // namespace txlab
