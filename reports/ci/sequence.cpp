#include "reports/ci/sequence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace txlab {

namespace {

constexpr std::size_t most_steps = 200;

// Mermaid ends a statement at a semicolon and a line, and begins a character's name with a hash.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '#' || c == ';') {
      out += fmt::format("#{};", static_cast<int>(c));
    } else {
      out += c == '\n' || c == '\r' ? ' ' : c;
    }
  }
  return out;
}

// Those who take part, in the order in which they come up.
class Participants {
 public:
  std::string number_of(const std::string& name) {
    const auto found = std::ranges::find(names_, name);
    const auto number = found - names_.begin();
    if (found == names_.end()) names_.push_back(name);
    return fmt::format("p{}", number);
  }
  std::string declared() const {
    std::string text;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      text += fmt::format("  participant p{} as {}\n", i, escaped(names_[i]));
    }
    return text;
  }

 private:
  std::vector<std::string> names_;
};

}  // namespace

std::string sequence_diagram(std::span<const CiStep> story) {
  Participants participants;
  std::string body;
  for (const CiStep& step : story.first(std::min(story.size(), most_steps))) {
    const std::string here = participants.number_of(step.host);
    if (!step.from.empty()) {
      const std::string sender = participants.number_of(step.from);
      body += fmt::format("  {}->>{}: {}\n", sender, here, escaped(step.message));
    } else {
      body += fmt::format("  Note over {}: {}{}\n", here, step.injected ? "FAULT: " : "",
                          escaped(step.what));
    }
  }
  if (story.size() > most_steps) {
    body += fmt::format("  Note over p0: and {} steps more\n", story.size() - most_steps);
  }
  return "sequenceDiagram\n" + participants.declared() + body;
}

}  // namespace txlab
