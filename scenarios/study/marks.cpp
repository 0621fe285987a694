#include "scenarios/study/marks.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include "scenarios/study/digest_fold.hpp"
#include "scenarios/study/story.hpp"
#include "sim/explore/replaying.hpp"

namespace txlab {

namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Tells of each happening with the digest so far.
class Marker final : public Observer {
 public:
  using Sink = std::function<void(std::uint64_t digest, const Happening&, Instant)>;
  explicit Marker(Sink sink) : sink_(std::move(sink)) {}
  void on(const Happening& happening, Instant at) override {
    digest_.on(happening, at);
    sink_(digest_.value(), happening, at);
  }

 private:
  Sink sink_;
  DigestFold digest_;
};

void watch(const ExploredWorld& world, const Choices& choices, Marker::Sink sink) {
  Replaying chooser(choices);
  Marker marker(std::move(sink));
  Observer* const observers[] = {&marker};
  world.run(chooser, observers);
}

std::array<char, 2> mark_of(std::uint64_t digest) {
  return {letters[digest >> 6 & 63], letters[digest & 63]};
}

std::string_view name_of(Happening::Kind kind) {
  constexpr std::string_view names[] = {"a wish arises",
                                        "sends",
                                        "gets",
                                        "loses",
                                        "gets twice",
                                        "must write",
                                        "flushes",
                                        "makes durable",
                                        "ends a lock",
                                        "is refused a lock",
                                        "hears",
                                        "gives up",
                                        "in doubt",
                                        "lists",
                                        "asks back about",
                                        "delivers again",
                                        "gives up",
                                        "repairs",
                                        "crashes",
                                        "restarts",
                                        "fault begins",
                                        "fault ends",
                                        "people work on",
                                        "others are served"};
  return names[static_cast<std::size_t>(kind)];
}

std::string words_of(const Happening& happening, Instant at, const ExploredWorld& world) {
  const auto& hosts = world.hosts();
  const bool message =
      happening.kind >= Happening::Kind::sent && happening.kind <= Happening::Kind::duplicated;
  const std::string to =
      message ? fmt::format(" ({} to {})", hosts[happening.host.value], hosts[happening.peer.value])
              : fmt::format(" at {}", hosts[happening.host.value]);
  return fmt::format("{}: {} {}{}", spelled(at), name_of(happening.kind), happening.name, to);
}

}  // namespace

Marks marks_of(const ExploredWorld& world, const Choices& choices) {
  std::vector<std::array<char, 2>> all;
  watch(world, choices,
        [&](std::uint64_t digest, const Happening&, Instant) { all.push_back(mark_of(digest)); });
  Marks marks{.happenings = all.size()};
  marks.every = std::max<std::uint64_t>(1, (all.size() + most_marks - 1) / most_marks);
  for (std::size_t i = marks.every; i <= all.size(); i += marks.every) {
    marks.text.append(all[i - 1].data(), 2);
  }
  return marks;
}

std::optional<Departure> departure(const Marks& recorded, const ExploredWorld& world,
                                   const Choices& choices) {
  if (recorded.text.empty()) return std::nullopt;
  std::optional<Departure> found;
  std::uint64_t happenings = 0;
  std::uint64_t alike = 0;
  watch(world, choices, [&](std::uint64_t digest, const Happening& happening, Instant at) {
    ++happenings;
    if (found) return;
    const bool beyond = happenings > recorded.happenings;
    if (!beyond && happenings % recorded.every != 0) return;
    const auto mark = mark_of(digest);
    const std::size_t place = 2 * (happenings / recorded.every - 1);
    if (!beyond && recorded.text.compare(place, 2, mark.data(), 2) == 0) {
      alike = happenings;
      return;
    }
    found = Departure{alike, happenings, words_of(happening, at, world)};
  });
  if (!found && happenings < recorded.happenings) {
    found = Departure{alike, happenings + 1, "the run is over, and the recorded one goes on"};
  }
  return found;
}

}  // namespace txlab
