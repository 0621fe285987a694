// Tags: what a message is about within its topic, and which tags a consumer group wants.
//
// The broker keeps a hash of 32 bits per message and compares hashes; the consumer compares the
// strings. Tags whose hashes collide therefore travel for nothing, and are not consumed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/check.hpp"

namespace txlab {

struct Tag {
  static constexpr std::size_t longest = 16;
  std::array<char, longest> text{};  // padded with zeros
  static Tag of(std::string_view name) {
    Tag tag;
    CHECK(name.size() <= longest);
    name.copy(tag.text.data(), name.size());
    return tag;
  }
  std::string_view name() const {
    const std::string_view all(text.data(), text.size());
    return all.substr(0, all.find('\0'));
  }
  bool operator==(const Tag&) const = default;
};

// Java's String.hashCode, which RocketMQ keeps as tagsCode
// (common/.../message/MessageExtBrokerInner.java, tagsString2tagsCode).
std::int32_t tag_hash(const Tag& tag);

// "*" or "pay || refund || ...".
struct TagSubscription {
  std::array<Tag, 8> tags{};
  std::uint8_t count = 0;  // 0: everything

  static TagSubscription to(std::string_view expression);
  // Nothing if that names no tag, too many of them, or one that is too long.
  static std::optional<TagSubscription> parse(std::string_view expression);
  // What the broker can tell (broker/.../filter/ExpressionMessageFilter.java).
  bool may_want(const Tag& tag) const;
  // What the consumer can tell (client/.../impl/consumer/PullAPIWrapper.java, processPullResult).
  bool wants(const Tag& tag) const;
};

}  // namespace txlab
