#include "scenarios/study/trail.hpp"

#include <algorithm>
#include <optional>

namespace txlab {

namespace {

std::optional<std::uint16_t> number_of(const std::string& host,
                                       std::span<const std::string> hosts) {
  const auto found = std::ranges::find(hosts, host);
  if (found == hosts.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - hosts.begin());
}

}  // namespace

std::vector<TrailChoice> named(const Choices& choices, std::span<const std::string> hosts) {
  std::vector<TrailChoice> all;
  for (const Choice& choice : choices) {
    const Place& place = choice.place;
    all.push_back({.question = choice.question,
                   .answer = choice.answer,
                   .kind = place.kind,
                   .host = place.kind == Site::Kind::tie ? "" : hosts[place.host],
                   .peer = place.kind == Site::Kind::message ? hosts[place.peer] : "",
                   .what = place.what,
                   .idle = place.idle,
                   .occurrence = choice.occurrence,
                   .words = words_of(place, choice.answer, hosts)});
  }
  return all;
}

Choices numbered(const std::vector<TrailChoice>& choices, std::span<const std::string> hosts) {
  Choices all;
  for (const TrailChoice& choice : choices) {
    Choice one{.question = choice.question,
               .answer = choice.answer,
               .place = {.kind = choice.kind, .what = choice.what, .idle = choice.idle},
               .occurrence = choice.occurrence};
    if (choice.kind != Site::Kind::tie) {
      const auto host = number_of(choice.host, hosts);
      const auto peer = choice.peer.empty() ? std::optional<std::uint16_t>(std::uint16_t{0})
                                            : number_of(choice.peer, hosts);
      if (!host || !peer) continue;
      one.place.host = *host;
      one.place.peer = *peer;
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace txlab
