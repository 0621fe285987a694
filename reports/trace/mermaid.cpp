#include "reports/trace/mermaid.hpp"

#include <fmt/format.h>

namespace txlab {

namespace {

using Mark = SpaceTime::Mark;

// `;` ends a statement and `#` begins an entity; line ends would do the former.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ';' || c == '\n') {
      out += ',';
    } else if (c == '#') {
      out += "no. ";
    } else {
      out += c;
    }
  }
  return out;
}

std::string line_of(const SpaceTime& picture, const SpaceTime::Row& row) {
  const std::string time = time_since(picture.origin, row.at);
  const std::string fault = row.injected ? "FAULT: " : "";
  const std::string label = plain(fault + row.label);
  if (row.mark == Mark::arrival && row.from != SpaceTime::none) {
    return fmt::format("  h{}{}h{}: {}<br/>{}\n", row.from, row.answer ? "-->>" : "->>", row.lane,
                       label, time);
  }
  if (row.mark == Mark::loss && row.from != SpaceTime::none) {
    return fmt::format("  h{}{}h{}: {} is lost<br/>{}\n", row.lane, row.answer ? "--x" : "-x",
                       row.from, label, time);
  }
  return fmt::format("  Note over h{}: {}<br/>{}\n", row.lane, label, time);
}

}  // namespace

std::string mermaid(const SpaceTime& picture) {
  std::string text = fmt::format("sequenceDiagram\n  accTitle: {}\n  accDescr: {}\n",
                                 plain(picture.title), plain(picture.verdict));
  for (std::size_t lane = 0; lane < picture.lanes.size(); ++lane) {
    text += fmt::format("  participant h{} as {}\n", lane, plain(picture.lanes[lane]));
  }
  for (const SpaceTime::Row& row : picture.rows) {
    if (row.mark != Mark::sending) text += line_of(picture, row);
  }
  if (!picture.lanes.empty()) {
    text +=
        fmt::format("  Note over h0,h{}: {}\n", picture.lanes.size() - 1, plain(picture.verdict));
  }
  return text;
}

}  // namespace txlab
