// `properties`, `thresholds` and `expect`: what a run must show to be good; `requirements`: what a
// strategy must show to be chosen.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/threshold.hpp"

namespace txlab::language {

namespace {

// Underlines the wrong part, if the text stands in one piece in the source.
Span part_of(const Node& node, const ThresholdMistake& mistake) {
  Span span = node.span;
  if (node.quoted || span.length != characters(node.text)) return span;
  span.column += characters(std::string_view(node.text).substr(0, mistake.offset));
  const auto part = std::string_view(node.text).substr(mistake.offset, mistake.length);
  span.length = std::max(1u, characters(part));
  return span;
}

void read_threshold(Fields& in, const Node& node, std::string_view strategy,
                    const Scenario& scenario, std::vector<Threshold>& out) {
  if (!node.is_scalar()) {
    wrong_shape(in.context(), node, strategy, "a list of thresholds", in.where());
    return;
  }
  ThresholdMistake mistake;
  auto threshold = parse_threshold(node.text, in.context().vocabulary.metrics, mistake);
  if (threshold && threshold->at && !scenario.workload.calendar) {
    in.context().problems.error(code::missing_key, node.span,
                                "there is no `calendar`, so instants have no names",
                                {"add `calendar: {start: \"09:30\", cutoff: \"15:00\"}`", ""});
    return;
  }
  if (threshold) {
    threshold->strategy = strategy;
    out.push_back(*std::move(threshold));
    return;
  }
  in.context().problems.error(*mistake.code, part_of(node, mistake), mistake.message,
                              {mistake.hint, in.where().help()});
}

// An expectation names a property, or a threshold of its strategy in the same words.
bool is_expectable(const Node& node, std::string_view strategy, const Scenario& scenario,
                   const Vocabulary& vocabulary) {
  const auto& properties = vocabulary.properties;
  if (std::find(properties.begin(), properties.end(), node.text) != properties.end()) return true;
  return std::any_of(
      scenario.thresholds.begin(), scenario.thresholds.end(), [&](const Threshold& one) {
        return one.text == node.text && (one.strategy == strategy || one.strategy == "each");
      });
}

void read_fails(Fields& in, const Scenario& scenario, Expectation& out) {
  const Node* fails = in.list("fails");
  if (fails == nullptr) return;
  const Vocabulary& vocabulary = in.context().vocabulary;
  for (const Node& node : fails->items) {
    std::string text;
    if (!read_scalar(in.context(), node, "fails", unit::word, text, in.where())) continue;
    if (!vocabulary.properties.empty() &&
        !is_expectable(node, out.strategy, scenario, vocabulary)) {
      std::vector<std::string> known = vocabulary.properties;
      for (const Threshold& one : scenario.thresholds) known.push_back(one.text);
      in.context().problems.error(
          code::unknown_name, node.span,
          fmt::format("`{}` is neither a property nor a threshold of `{}`", text, out.strategy),
          {did_you_mean(text, known), in.where().help()});
    }
    out.fails.push_back(std::move(text));
  }
  if (fails->items.empty()) in.error(code::out_of_range, "fails", "`fails` names nothing");
}

// The strategies a section may have entries for; others are told.
bool is_strategy(Fields& in, const Entry& entry, const std::vector<std::string>& names) {
  const Node name = make_scalar(entry.key, entry.span);
  return check_name(in.context(), name, names, "strategy", in.where());
}

}  // namespace

void decode_properties(Fields& top, Scenario& out) {
  const Node* properties = top.list("properties");
  top.supply_list("properties", top.context().vocabulary.properties);
  if (properties == nullptr) return;
  const auto& known = top.context().vocabulary.properties;
  for (const Node& node : properties->items) {
    std::string name;
    if (!read_scalar(top.context(), node, "properties", unit::word, name, top.where())) continue;
    if (!known.empty()) check_name(top.context(), node, known, "property", top.where());
    out.properties.push_back(std::move(name));
  }
}

void decode_thresholds(Fields& top, Scenario& out) {
  const Node* node = top.find("thresholds");
  if (node == nullptr) return;
  Fields in(top, "thresholds", *node);
  std::vector<std::string> names = strategy_names(out);
  names.emplace_back("each");
  for (const Entry& entry : node->entries) {
    const Node* list = in.named(entry.key);
    if (!is_strategy(in, entry, names) || list == nullptr) continue;
    if (!list->is_list()) wrong_shape(in.context(), *list, entry.key, "a list", in.where());
    for (const Node& one : list->items) {
      read_threshold(in, one, entry.key, out, out.thresholds);
    }
  }
  in.finish();
}

void decode_requirements(Fields& top, Scenario& out) {
  const Node* const list = top.list("requirements");
  if (list == nullptr) return;
  for (const Node& one : list->items) {
    const bool twice = one.is_scalar() && std::ranges::any_of(out.requirements, [&](const auto& r) {
                         return r.text == one.text;
                       });
    if (twice) {
      top.context().problems.error(code::out_of_range, one.span,
                                   fmt::format("`{}` is required twice", one.text));
    } else {
      read_threshold(top, one, "requirements", out, out.requirements);
    }
  }
  for (Threshold& one : out.requirements) one.strategy = "each";
}

void decode_expectations(Fields& top, Scenario& out) {
  const Node* node = top.find("expect");
  if (node == nullptr) return;
  Fields in(top, "expect", *node);
  const std::vector<std::string> names = strategy_names(out);
  for (const Entry& entry : node->entries) {
    const Node* one = in.named(entry.key);
    if (!is_strategy(in, entry, names) || one == nullptr) continue;
    Expectation expectation;
    expectation.strategy = entry.key;
    Fields fields(in.context(), *one,
                  {fmt::format("`expect` of `{}`", entry.key), "expect", "expect.NAME"});
    read_fails(fields, out, expectation);
    fields.read("because", expectation.because);
    fields.finish();
    out.expectations.push_back(std::move(expectation));
  }
  in.finish();
}

}  // namespace txlab::language
