// Tags: the broker compares hashes, the consumer compares strings, a group has one subscription.
#include "broker_lab.hpp"

namespace txlab {
namespace {

using Keys = std::vector<std::uint64_t>;

constexpr HostId first = BrokerLab::consumer;
constexpr HostId second = BrokerLab::other_consumer;

// The values are what Java's String.hashCode gives.
TEST(Tags, have_the_hash_that_java_gives_a_string) {
  EXPECT_EQ(tag_hash(Tag::of("")), 0);
  EXPECT_EQ(tag_hash(Tag::of("a")), 97);
  EXPECT_EQ(tag_hash(Tag::of("TagA")), 2598919);
  EXPECT_EQ(tag_hash(Tag::of("Aa")), 2112);
  EXPECT_EQ(tag_hash(Tag::of("BB")), 2112);
  EXPECT_EQ(tag_hash(Tag::of("polygenelubricat")), -1499439673);  // 32 bits, with a sign
}

TEST(Tags, are_subscribed_to_one_by_one_or_all_together) {
  const TagSubscription two = TagSubscription::to("placed || Aa");
  EXPECT_EQ(two.count, 2);
  EXPECT_TRUE(two.wants(Tag::of("placed")));
  EXPECT_TRUE(two.wants(Tag::of("Aa")));
  EXPECT_FALSE(two.wants(Tag::of("BB")));
  EXPECT_TRUE(two.may_want(Tag::of("BB"))) << "the broker cannot tell them apart";
  EXPECT_FALSE(two.may_want(Tag::of("held")));
  EXPECT_TRUE(TagSubscription::to("*").wants(Tag::of("held")));
  EXPECT_TRUE(TagSubscription::to("*").wants(Tag{}));
}

TEST(Tags, are_subscribed_to_by_name_up_to_eight) {
  EXPECT_TRUE(TagSubscription::parse("a||b||c||d||e||f||g||h"));
  EXPECT_FALSE(TagSubscription::parse("a||b||c||d||e||f||g||h||i"));
  EXPECT_FALSE(TagSubscription::parse("")) << "nothing at all is not everything";
  EXPECT_FALSE(TagSubscription::parse(" || "));
  EXPECT_TRUE(TagSubscription::parse("sixteen-letters!"));
  EXPECT_FALSE(TagSubscription::parse("seventeen-letters"));
}

struct Tagged {
  explicit Tagged(std::vector<HostId> group, std::map<HostId, TagSubscription> wanted)
      : lab(quick_broker(), {0}, std::move(group), {}, std::move(wanted)) {}
  BrokerLab& run(const std::vector<const char*>& tags) {
    std::uint64_t key = 0;
    for (const char* const tag : tags) {
      lab.desk.tags[++key] = Tag::of(tag);
      lab.publish_at(key * 1s, key);
    }
    return lab.run();
  }
  BrokerLab lab;
};

TEST(Tags, that_nobody_wants_stay_at_the_broker) {
  Tagged tagged({first}, {{first, TagSubscription::to("placed")}});
  BrokerLab& lab = tagged.run({"placed", "held", "placed", "held", "placed", "held"});
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 3, 5}));
  EXPECT_EQ(lab.arrived("deliver"), 3u);
  EXPECT_EQ(lab.listed("broker log"), 0) << "the offset goes past what was skipped";
}

TEST(Tags, that_collide_cost_a_message_and_are_not_consumed) {
  Tagged tagged({first}, {{first, TagSubscription::to("Aa")}});
  BrokerLab& lab = tagged.run({"Aa", "BB", "Aa", "BB"});
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 3}));
  EXPECT_EQ(lab.arrived("deliver"), 4u);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

// Two members of a group that want different things lose messages silently: the queues of both skip
// what the one who subscribed last does not want, and the other throws away what it gets instead
// (https://github.com/apache/rocketmq/issues/2836).
TEST(Tags, that_differ_within_a_group_lose_messages) {
  Tagged tagged({first, second},
                {{first, TagSubscription::to("placed")}, {second, TagSubscription::to("held")}});
  // Queues 1, 2, 3, 0, 1, 2, 3, 0; the first member reads 0 and 1.
  BrokerLab& lab =
      tagged.run({"placed", "placed", "placed", "placed", "held", "held", "held", "held"});
  EXPECT_EQ(lab.delivered_keys(), (Keys{6, 7}));
  EXPECT_EQ(lab.listed("broker log"), 0) << "nothing is left to be found";
  EXPECT_EQ(lab.count(Happening::Kind::dead_letter), 0u);
}

TEST(Tags, that_are_the_same_within_a_group_lose_nothing) {
  const TagSubscription both = TagSubscription::to("placed || held");
  Tagged tagged({first, second}, {{first, both}, {second, both}});
  BrokerLab& lab = tagged.run({"placed", "placed", "placed", "held", "held", "held"});
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 2, 3, 4, 5, 6}));
}

}  // namespace
}  // namespace txlab
