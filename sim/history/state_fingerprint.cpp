#include "sim/history/state_fingerprint.hpp"

#include <algorithm>

#include "sim/world/network.hpp"

namespace txlab {

namespace {

std::uint64_t due(HostId host, std::uint32_t crash) {
  return mix(std::uint64_t{crash} << 16 | host.value);
}

}  // namespace

// One message alone has no order.
std::uint64_t StateFingerprint::queue(const std::vector<std::uint64_t>& messages) const {
  if (messages.size() < 2) return 0;
  std::uint64_t all = 0;
  for (const std::uint64_t message : messages) all = mix(all + order_.sender_of(message));
  return all;
}

void StateFingerprint::on(const Happening& happening, Instant at) {
  order_.on(happening, at);
  switch (happening.kind) {
    case Happening::Kind::sent:
      last_sent_ = happening.message;
      set_out(happening.peer, happening.message);
      break;
    case Happening::Kind::duplicated:
      set_out(happening.peer, happening.message);
      break;
    case Happening::Kind::delivered:
    case Happening::Kind::lost:
      arrived(happening.peer, happening.message);
      break;
    case Happening::Kind::crashed:
      crashed(happening.host);
      break;
    default:
      break;
  }
}

void StateFingerprint::chosen(const Site& site, std::uint32_t answer) {
  if (site.kind == Site::Kind::suspension) {
    const HostId host{site.host};
    order_.step(host, hash_of(site.what) + (site.idle ? 1 : 0));
    if (answer == 0) return;
    crashes_.emplace_back(host, answer);
    pending_sum_ += due(host, answer);
  } else if (site.kind == Site::Kind::message) {
    const auto fate = static_cast<MessageChoice>(answer);
    if (fate != MessageChoice::delay_past_timeout && fate != MessageChoice::overtaken) return;
    const std::uint64_t what = mix(order_.sender_of(last_sent_) + answer);
    held_.emplace_back(last_sent_, what);
    pending_sum_ += what;
  }
}

// What the crash left on the disk depends on its kind, which no happening tells.
void StateFingerprint::crashed(HostId host) {
  std::erase_if(crashes_, [&](const auto& crash) {
    if (crash.first != host) return false;
    pending_sum_ -= due(host, crash.second);
    order_.step(host, crash.second);
    return true;
  });
}

void StateFingerprint::set_out(HostId receiver, std::uint64_t message) {
  if (under_way_.size() <= receiver.value) under_way_.resize(receiver.value + 1u);
  auto& messages = under_way_[receiver.value];
  pending_sum_ -= queue(messages);
  messages.push_back(message);
  pending_sum_ += queue(messages);
}

void StateFingerprint::arrived(HostId receiver, std::uint64_t message) {
  auto& messages = under_way_[receiver.value];
  const auto found = std::ranges::find(messages, message);
  if (found != messages.end()) {
    pending_sum_ -= queue(messages);
    messages.erase(found);
    pending_sum_ += queue(messages);
  }
  std::erase_if(held_, [&](const auto& held) {
    if (held.first != message) return false;
    pending_sum_ -= held.second;
    return true;
  });
}

}  // namespace txlab
