#include "scenarios/study/story.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/fund/purchase.hpp"
#include "sim/explore/replaying.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// Listens to the run, and to the choices that are made in it.
class Listener final : public Observer, public Chooser {
 public:
  Listener(const ExploredWorld& world, const Choices& choices) : world_(world), inner_(choices) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    const std::uint32_t answer = inner_.choose(site, n);
    if (answer != 0) {
      const std::string words = words_of(Place::of(site), answer, world_.hosts());
      add(HostId{site.host}, words, Mark::injected);
    }
    return answer;
  }

  void on(const Happening& happening, Instant at) override {
    now_ = at;
    if (happening.kind == Kind::began) {
      lines_.push_back({at, "customers", fmt::format("wish {} arises", happening.intent.value)});
      return;
    }
    if (std::string words = words_for(happening); !words.empty()) {
      const bool arrives = happening.kind == Kind::delivered;
      add(arrives ? happening.peer : happening.host, std::move(words), Mark::none);
      if (!arrives) return;
      lines_.back().from = world_.hosts()[happening.host.value];
      lines_.back().message = name_of(happening);
    }
  }

  std::vector<StoryLine> lines() { return std::move(lines_); }

 private:
  enum class Mark : std::uint8_t { none, injected };

  void add(HostId host, std::string words, Mark mark) {
    lines_.push_back({now_, world_.hosts()[host.value], std::move(words), mark == Mark::injected});
  }

  // Between a service and its database, and in the background, messages are many and say little.
  static bool tells(const Happening& happening) {
    return happening.message_class != MessageClass::database &&
           happening.message_class != MessageClass::background;
  }
  static std::string name_of(const Happening& happening) {
    return fmt::format("{}{}", happening.name, Envelope::answers(happening.flow) ? " (reply)" : "");
  }
  std::string message(const Happening& happening, std::string_view verb) const {
    return tells(happening) ? fmt::format("{} {}", name_of(happening), verb) : "";
  }

  std::string words_for(const Happening& happening) const {
    const auto& hosts = world_.hosts();
    switch (happening.kind) {
      case Kind::delivered:
        return message(happening, "arrives from " + hosts[happening.host.value]);
      case Kind::lost:
        return message(happening, "to " + hosts[happening.peer.value] + " is lost");
      case Kind::durable:
        return fmt::format("{} is durable", happening.name);
      case Kind::in_doubt:
        return happening.value > 0 ? "a prepared transaction is in doubt" : "in doubt no longer";
      case Kind::lock_refused:
        return fmt::format("a lock is refused: {}", happening.name);
      case Kind::told:
        return fmt::format("customer is told {}",
                           txlab::name_of(static_cast<Told>(happening.value)));
      case Kind::gave_up:
        return "the customer's client gives up";
      case Kind::listed:
        return happening.value > 0 ? "listed for people to see" : "off that list";
      case Kind::checked:
        return "asks what became of a half message";
      case Kind::redelivered:
        return "delivers a message again";
      case Kind::dead_letter:
        return "gives a message up as a dead letter";
      case Kind::repaired:
        return happening.value == 1 ? "reconciliation acts in vain" : "reconciliation repairs";
      case Kind::crashed:
        return fmt::format("crashes ({})", happening.name);
      case Kind::restarted:
        return "restarts";
      default:
        return "";
    }
  }

  const ExploredWorld& world_;
  Replaying inner_;
  Instant now_ = start_of_run;
  std::vector<StoryLine> lines_;
};

}  // namespace

Story tell(const ExploredWorld& world, const Choices& choices) {
  Listener listener(world, choices);
  Observer* const observers[] = {&listener};
  Story story;
  story.result = world.run(listener, observers);
  story.lines = listener.lines();
  return story;
}

std::string spelled(Instant at) {
  std::int64_t microseconds = (at - start_of_run) / 1us;
  std::string words;
  for (const auto& [unit, name] : {std::pair{86'400'000'000, "d"}, std::pair{3'600'000'000, "h"},
                                   std::pair{60'000'000L, "m"}}) {
    if (microseconds < unit && words.empty()) continue;
    words += fmt::format("{}{} ", microseconds / unit, name);
    microseconds %= unit;
  }
  return words + fmt::format("{}.{:06}s", microseconds / 1'000'000, microseconds % 1'000'000);
}

}  // namespace txlab
