#include "scenarios/language/trail_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "scenarios/language/emit.hpp"
#include "scenarios/language/load.hpp"
#include "scenarios/language/plain_text.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/text_file.hpp"
#include "sim/base/random.hpp"

namespace txlab {

using namespace language;

namespace {

// By Site::Kind.
constexpr std::array<std::string_view, 4> kinds{"tie", "wait", "message", "replica"};
constexpr std::string_view checksum_key = "checksum: ";

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    out += fmt::format("  {}\n", text.substr(0, text[end] == '\n' ? end : end + 1));
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string line_of_choice(const TrailChoice& choice) {
  std::string line =
      fmt::format("  # {}\n  - {{question: {}, answer: {}, at: {}", choice.words, choice.question,
                  choice.answer, kinds[static_cast<std::size_t>(choice.kind)]);
  if (!choice.host.empty()) line += fmt::format(", host: {}", emit_quoted(choice.host));
  if (!choice.peer.empty()) line += fmt::format(", peer: {}", emit_quoted(choice.peer));
  return line + fmt::format(", what: {}, idle: {}, occurrence: {}}}\n", emit_quoted(choice.what),
                            choice.idle, choice.occurrence);
}

// The marks in lines that fit a page.
std::string lines_of(const Marks& marks) {
  constexpr std::size_t wide = 80;
  if (marks.text.empty()) return "";
  std::string lines = fmt::format("marks:\n  happenings: {}\n  every: {}\n  text:\n",
                                  marks.happenings, marks.every);
  for (std::size_t i = 0; i < marks.text.size(); i += wide) {
    lines += fmt::format("    - {}\n", emit_quoted(marks.text.substr(i, wide)));
  }
  return lines;
}

// How an explored run was steered.
std::string steering_of(const Trail& trail) {
  std::string text = fmt::format("questions: {}\n", trail.questions);
  text += trail.choices.empty() ? "choices: []\n" : "choices:\n";
  for (const TrailChoice& choice : trail.choices) text += line_of_choice(choice);
  return text + lines_of(trail.marks);
}

class Reader {
 public:
  Reader(Problems& problems, std::uint32_t source) : problems_(problems), source_(source) {}

  std::optional<Trail> read() {
    if (!sealed()) return std::nullopt;
    const auto tree = load(problems_, source_);
    if (tree) check_plain_text(problems_, *tree);
    if (!tree || problems_.any_error()) return std::nullopt;
    Trail trail;
    if (number(*tree, "trail") != 1) {
      wrong(value(*tree, "trail"), "this txlab reads trails of version 1");
    }
    trail.tool = text(*tree, "tool");
    trail.models = text(*tree, "models");
    trail.strategy = text(*tree, "strategy");
    trail.seed = number(*tree, "seed");
    trail.property = property(*tree);
    trail.violated = text(*tree, "verdict") == "violated";
    trail.digest = number(*tree, "digest", 16);
    if (tree->find("purchase") != nullptr) {
      trail.of_study = {.replication = static_cast<std::uint32_t>(number(*tree, "replication")),
                        .purchase = number(*tree, "purchase"),
                        .example = text(*tree, "example")};
    } else {
      trail.purchases = static_cast<std::uint32_t>(number(*tree, "purchases"));
      trail.questions = number(*tree, "questions");
      choices(*tree, trail.choices);
      if (const Node* marks = tree->find("marks")) trail.marks = read_marks(*marks);
    }
    if (const Node* scenario = value(*tree, "scenario")) trail.scenario = emit(*scenario);
    if (problems_.any_error()) return std::nullopt;
    return trail;
  }

 private:
  // Whether the last line is the checksum of all others.
  bool sealed() {
    const std::string& all = problems_.source(source_).text;
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(all, '\n'));
    const std::size_t start = all.size() < 2 ? 0 : all.rfind('\n', all.size() - 2) + 1;
    const std::string_view last = std::string_view(all).substr(start);
    if (!is_trail_text(all)) {
      problems_.error(code::bad_value, {source_, 1, 1}, "this is no trail: it has no key `trail`",
                      {"`txlab explore -o DIR` and `txlab run -o DIR` write trails", ""});
      return false;
    }
    if (!last.starts_with(checksum_key) || !last.ends_with('\n')) {
      problems_.error(code::bad_value, {source_, std::max(lines, 1u), 1},
                      "the trail is cut off: it does not end with its checksum");
      return false;
    }
    const auto body = std::string_view(all).substr(0, start);
    if (last == fmt::format("{}\"{:016x}\"\n", checksum_key, hash_of(body))) return true;
    problems_.error(code::bad_value, {source_, lines, 1},
                    "the trail was edited: its checksum is another one",
                    {"`txlab replay TRAIL --set ...` replays it under other settings", ""});
    return false;
  }

  void wrong(const Node* node, std::string message) {
    problems_.error(code::bad_value, node == nullptr ? Span{source_, 0, 0} : node->span,
                    std::move(message));
  }
  const Node* value(const Node& map, std::string_view key) {
    const Node* const node = map.find(key);
    if (node == nullptr) {
      problems_.error(code::missing_key, map.span, fmt::format("the trail has no `{}`", key));
    }
    return node;
  }
  std::string text(const Node& map, std::string_view key) {
    const Node* const node = value(map, key);
    if (node != nullptr && !node->is_scalar()) wrong(node, fmt::format("`{}` is one value", key));
    return node == nullptr ? "" : node->text;
  }
  std::uint64_t number(const Node& map, std::string_view key, int base = 10) {
    const std::string written = text(map, key);
    std::uint64_t parsed = 0;
    const char* const end = written.data() + written.size();
    const auto result = std::from_chars(written.data(), end, parsed, base);
    const bool fine = result.ec == std::errc{} && result.ptr == end;
    if (!fine && map.find(key) != nullptr) {
      wrong(map.find(key), fmt::format("`{}` is a number", key));
    }
    return parsed;
  }
  PropertyId property(const Node& tree) {
    const std::string name = text(tree, "property");
    if (const auto id = property_named(name)) return *id;
    std::vector<std::string> known;
    for (const PropertyInfo& one : all_properties) known.emplace_back(one.name);
    const std::string meant = nearest(name, known);
    if (const Node* node = tree.find("property")) {
      problems_.error(
          code::unknown_name, node->span, fmt::format("there is no property `{}`", name),
          {meant.empty() ? "" : fmt::format("did you mean `{}`?", meant), "txlab list properties"});
    }
    return {};
  }
  // One mark for each so many happenings, no more and no fewer.
  Marks read_marks(const Node& node) {
    Marks marks;
    if (!node.is_map()) {
      wrong(&node, "`marks` is a mapping");
      return marks;
    }
    marks.happenings = number(node, "happenings");
    marks.every = number(node, "every");
    const Node* const lines = value(node, "text");
    if (lines != nullptr) {
      for (const Node& line : lines->items) marks.text += line.text;
    }
    if (marks.every == 0 || marks.text.size() != 2 * (marks.happenings / marks.every)) {
      wrong(&node, "`marks` has not as many marks as it says");
    }
    return marks;
  }
  void choices(const Node& tree, std::vector<TrailChoice>& out) {
    const Node* const list = value(tree, "choices");
    if (list == nullptr) return;
    if (!list->is_list()) return wrong(list, "`choices` is a list");
    for (const Node& item : list->items) {
      if (!item.is_map()) return wrong(&item, "a choice is a mapping");
      TrailChoice choice{.question = number(item, "question"),
                         .answer = static_cast<std::uint32_t>(number(item, "answer")),
                         .what = text(item, "what"),
                         .idle = text(item, "idle") == "true",
                         .occurrence = number(item, "occurrence")};
      const auto kind = std::ranges::find(kinds, text(item, "at"));
      if (kind == kinds.end())
        return wrong(&item, "a choice is `at` a tie, a wait, a message or a replica");
      choice.kind = static_cast<Site::Kind>(kind - kinds.begin());
      if (choice.kind != Site::Kind::tie) choice.host = text(item, "host");
      if (choice.kind == Site::Kind::message) choice.peer = text(item, "peer");
      out.push_back(std::move(choice));
    }
  }

  Problems& problems_;
  std::uint32_t source_;
};

}  // namespace

std::string trail_text(const Trail& trail) {
  std::string body = fmt::format(
      "# A run of txlab{}: `txlab replay FILE` tells its story.\n"
      "trail: 1\ntool: {}\nmodels: {}\nstrategy: {}\nseed: {}\n",
      trail.of_study ? ", with all its purchases and faults"
                     : ", steered through the choices below",
      emit_quoted(trail.tool), emit_quoted(trail.models), emit_quoted(trail.strategy), trail.seed);
  body += trail.of_study ? fmt::format("replication: {}\npurchase: {}\n",
                                       trail.of_study->replication, trail.of_study->purchase)
                         : fmt::format("purchases: {}\n", trail.purchases);
  body += fmt::format("property: {}\nverdict: {}\ndigest: \"{:016x}\"\n", info(trail.property).name,
                      trail.violated ? "violated" : "holds", trail.digest);
  body += trail.of_study ? fmt::format("example: {}\n", emit_quoted(trail.of_study->example))
                         : steering_of(trail);
  body += "scenario:\n" + indented(trail.scenario);
  return body + fmt::format("{}\"{:016x}\"\n", checksum_key, hash_of(body));
}

TrailResult read_trail_text(std::string_view text, std::string_view filename) {
  Problems problems;
  const auto source = problems.add_source({std::string(filename), std::string(text), ""});
  TrailResult result;
  result.trail = Reader(problems, source).read();
  result.diagnostics = problems.report();
  return result;
}

bool is_trail_text(std::string_view text) {
  return text.starts_with("trail:") || text.find("\ntrail:") != std::string_view::npos;
}

TrailResult read_trail(const std::string& path) {
  FileText file = read_text_file(path);
  if (file.text) return read_trail_text(*file.text, path);
  Problems problems;
  const auto source = problems.add_source({path, "", ""});
  problems.error(code::no_file, {source, 0, 0}, "cannot read the trail: " + file.reason);
  return {std::nullopt, problems.report()};
}

}  // namespace txlab
