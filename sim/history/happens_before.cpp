#include "sim/history/happens_before.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// Whether the value says what happened, and not how long something took.
bool tells_what(Kind kind) {
  return kind == Kind::told || kind == Kind::in_doubt || kind == Kind::listed ||
         kind == Kind::repaired || kind == Kind::flushed;
}

// What happened, without when. Owners and keys of rows are left out: names that are drawn in the
// order of asking differ where nothing else does.
std::uint64_t label_of(const Happening& happening) {
  const std::uint64_t what =
      static_cast<std::uint64_t>(happening.kind) | static_cast<std::uint64_t>(happening.flow) << 8 |
      std::uint64_t{happening.host.value} << 16 | std::uint64_t{happening.peer.value} << 32;
  const std::uint64_t name = happening.code != 0 ? happening.code : hash_of(happening.name);
  std::uint64_t label = mix(what ^ mix(name + happening.intent.value * 0x9e3779b97f4a7c15u));
  if (tells_what(happening.kind)) label = mix(label + static_cast<std::uint64_t>(happening.value));
  for (const RowChange& row : happening.changes) {
    label = mix(label + (std::uint64_t{row.table} << 32 | row.after.state));
  }
  return label;
}

}  // namespace

std::uint64_t HappensBefore::follow(HostId host, std::uint64_t what) {
  if (hosts_.size() <= host.value) hosts_.resize(host.value + 1u, 0);
  std::uint64_t& past = hosts_[host.value];
  const std::uint64_t whose = host.value * 0x9e3779b97f4a7c15u;
  if (past != 0) hosts_sum_ -= mix(past ^ whose);
  past = mix(past * 0x100000001b3u + what);
  hosts_sum_ += mix(past ^ whose);
  return past;
}

void HappensBefore::on(const Happening& happening, Instant at) {
  std::uint64_t label = label_of(happening);
  if (clock_ == Clock::counts) {
    label = mix(label + static_cast<std::uint64_t>(at.time_since_epoch().count()));
  }
  if (messages_.size() <= happening.message) messages_.resize(happening.message + 1, 0);
  switch (happening.kind) {
    case Kind::sent:
      messages_[happening.message] = follow(happening.host, label);
      return;
    case Kind::delivered:
      follow(happening.peer, label ^ mix(messages_[happening.message]));
      return;
    case Kind::lost:
    case Kind::duplicated:
      apart_ += mix(label ^ messages_[happening.message]);
      return;
    case Kind::began:
    case Kind::fault_began:
    case Kind::fault_ended:
      apart_ += mix(label);
      return;
    default:
      follow(happening.host, label);
      return;
  }
}

}  // namespace txlab
