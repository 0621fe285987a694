#include "models/parts/broker/tags.hpp"

#include <algorithm>

namespace txlab {

std::int32_t tag_hash(const Tag& tag) {
  std::uint32_t hash = 0;
  for (const char c : tag.name()) hash = 31 * hash + static_cast<unsigned char>(c);
  return static_cast<std::int32_t>(hash);
}

TagSubscription TagSubscription::to(std::string_view expression) {
  const auto subscription = parse(expression);
  CHECK(subscription);
  return *subscription;
}

std::optional<TagSubscription> TagSubscription::parse(std::string_view expression) {
  TagSubscription all;
  if (expression == "*") return all;
  while (!expression.empty()) {
    const auto bar = std::min(expression.find("||"), expression.size());
    std::string_view name = expression.substr(0, bar);
    expression.remove_prefix(std::min(bar + 2, expression.size()));
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (name.empty()) continue;
    if (name.size() > Tag::longest || all.count == all.tags.size()) return std::nullopt;
    all.tags[all.count++] = Tag::of(name);
  }
  if (all.count == 0) return std::nullopt;
  return all;
}

bool TagSubscription::may_want(const Tag& tag) const {
  const std::int32_t hash = tag_hash(tag);
  return count == 0 || std::any_of(tags.begin(), tags.begin() + count,
                                   [hash](const Tag& one) { return tag_hash(one) == hash; });
}

bool TagSubscription::wants(const Tag& tag) const {
  return count == 0 || std::find(tags.begin(), tags.begin() + count, tag) != tags.begin() + count;
}

}  // namespace txlab
