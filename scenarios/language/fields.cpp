#include "scenarios/language/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/foreign_keys.hpp"
#include "scenarios/language/reshaped.hpp"

namespace txlab::language {

std::string Where::table_path() const {
  const std::string& own = path.empty() ? topic : path;
  return own == "scenario" ? "" : own;
}

std::string Where::path_of(std::string_view key) const {
  const std::string above = table_path();
  return above.empty() ? std::string(key) : fmt::format("{}.{}", above, key);
}

Where inside(const Where& outer, std::string_view key) {
  const bool at_top = outer.topic == "scenario";
  const std::string topic = at_top ? std::string(key) : fmt::format("{}.{}", outer.topic, key);
  return {fmt::format("`{}`", topic), topic, outer.path_of(key)};
}

namespace {

// As the table has it, if it has: `zones: [az1, az2, az3]`.
std::string example_at(const std::string& path) {
  const Key* const key = key_at(path);
  return key == nullptr || key->example.empty() ? "" : fmt::format("`{}`", example_of(*key));
}

// `timeout:3s` and `timeout=3s` are one word to YAML: its two parts, or nothing.
std::optional<std::pair<std::string, std::string>> joined_entry(std::string_view text) {
  const std::size_t sign = text.find_first_of(":=");
  if (sign == std::string_view::npos || sign == 0 || sign + 1 == text.size()) return std::nullopt;
  return std::pair(std::string(text.substr(0, sign)), std::string(text.substr(sign + 1)));
}

}  // namespace

void wrong_shape(Context& context, const Node& node, std::string_view key, std::string_view is,
                 const Where& where) {
  const Code& code = node.is_null() ? code::missing_value : code::wrong_shape;
  const std::string message = node.is_null()
                                  ? fmt::format("`{}` has no value in {}", key, where.label)
                                  : fmt::format("`{}` in {} is {}, not {}", key, where.label,
                                                is.empty() ? "a value" : is, kind_name(node.kind));
  const std::string path = where.path_of(key);
  std::string hint = is.starts_with("a list") ? as_list(key, node, path) : "";
  if (hint.empty()) hint = example_at(path);
  context.problems.error(code, node.span, message, {std::move(hint), where.help()});
}

void tell(Context& context, const Node& node, std::string_view key, const Mistake& mistake,
          const Where& where) {
  const std::string is = mistake.is.empty() ? "" : fmt::format(": `{}` is {}", key, mistake.is);
  context.problems.error(*mistake.code, node.span,
                         fmt::format("`{}` {}{}", shown(node.text), mistake.what, is),
                         {mistake.hint, where.help()});
}

bool check_name(Context& context, const Node& node, std::span<const std::string> known,
                std::string_view what, const Where& where) {
  if (!node.is_scalar()) {
    wrong_shape(context, node, what, "a name", where);
    return false;
  }
  if (std::find(known.begin(), known.end(), node.text) != known.end()) return true;
  context.problems.error(code::unknown_name, node.span,
                         fmt::format("unknown {} `{}` in {}", what, shown(node.text), where.label),
                         {did_you_mean(node.text, known), where.help()});
  return false;
}

Fields::Fields(Context& context, const Node& node, Where where)
    : context_(context), node_(node), where_(std::move(where)) {
  if (node_.is_map()) return;
  const Code& code = node_.is_null() ? code::missing_value : code::wrong_shape;
  std::string hint = example_at(where_.path);
  if (hint.empty()) hint = as_mapping(node_, where_.table_path());
  const auto joined = joined_entry(node_.text);
  if (joined && key_at(where_.path_of(joined->first)) != nullptr) {
    hint = fmt::format("write `{}: {}`", joined->first, joined->second);
  }
  context_.problems.error(
      code, node_.span, fmt::format("{} is a mapping, not {}", where_.label, kind_name(node_.kind)),
      {hint.empty() ? "`{key: value}`" : hint, where_.help()});
}

Fields::Fields(Fields& outer, std::string_view key, const Node& node, Where where)
    : Fields(outer.context_, node, std::move(where)) {
  if (!outer.has(key)) outer_ = &outer;
  key_ = key;
  profile_ = outer.profile_;
  keeps_ = outer.keeps_;
}

void Fields::supply(std::string_view key, Node value, std::string_view by) {
  if (context_.supplied == nullptr || has(key)) return;
  const auto before = std::ranges::find(supplied_, key, &Entry::key);
  if (before != supplied_.end()) supplied_.erase(before);
  std::string origin(by);
  if (by.empty()) origin = fmt::format("{}: {}", by_default, entry(key).fallback);
  supplied_.push_back({std::string(key), {}, std::move(value), std::move(origin)});
}

void Fields::supply_scalar(std::string_view key, std::string text, std::string_view by) {
  if (!text.empty()) supply(key, make_scalar(std::move(text), {}), by);
}

void Fields::supply_list(std::string_view key, std::span<const std::string> texts) {
  Node list;
  list.kind = Node::Kind::list;
  for (const std::string& text : texts) list.items.push_back(make_scalar(text, {}));
  if (!texts.empty()) supply(key, std::move(list));
}

void Fields::supply_default(const Key& key) {
  if (context_.supplied == nullptr) return;
  if (const Node* value = default_of(key)) supply(name_of(key), *value, by_default);
}

const Key& Fields::entry(std::string_view key) const {
  const Key* described = key_at(where_.path_of(key));
  CHECK(described != nullptr);
  return *described;
}

const Node* Fields::named(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  const Entry* entry = node_.entry(key);
  if (entry == nullptr) return nullptr;
  if (!entry->value.is_null()) return &entry->value;
  const bool emptied =
      entry->value.span.source != entry->span.source;  // by --set, or a file on top
  context_.problems.error(code::missing_value, emptied ? entry->value.span : entry->span,
                          fmt::format("`{}` in {} has no value", key, where_.label),
                          {"", inside(key).help()});
  return nullptr;
}

const Node* Fields::look_up(std::string_view key) {
  const Key& described = entry(key);
  context_.asked.insert(described.path);
  const Node* value = named(key);
  return value != nullptr && has_fitting_size(described, *value) ? value : nullptr;
}

// So many that reading them all would take its time are told and not read. Too few are told in the
// words of the section.
bool Fields::has_fitting_size(const Key& key, const Node& value) {
  const auto sizes = sizes_of(key);
  const std::size_t size = value.items.size() + value.entries.size();
  if (!sizes || sizes->most == 0 || size <= sizes->most || key.bounds.starts_with("two ")) {
    return true;
  }
  context_.problems.error(
      code::out_of_range, value.span,
      fmt::format("`{}` holds {}: at most {} are allowed", name_of(key), size, sizes->most),
      {"", inside(name_of(key)).help()});
  return false;
}

const Node* Fields::find(std::string_view key) {
  const Key& described = entry(key);
  const bool holds_others = described.type == KeyType::mapping || described.type == KeyType::list;
  if (holds_others && !has(key)) supply_default(described);
  return is_required(described) ? require(key) : look_up(key);
}

const Node* Fields::require(std::string_view key, std::string hint) {
  const Node* value = look_up(key);
  if (value == nullptr && !has(key) && node_.is_map()) {
    missing_.push_back({std::string(key), std::move(hint)});
  }
  return value;
}

const Node& Fields::section(std::string_view key) {
  static const Node nothing = make_map({});
  const Node* value = find(key);
  return value != nullptr ? *value : nothing;
}

const Node* Fields::list(std::string_view key) {
  const Node* value = find(key);
  if (value == nullptr || value->is_list()) return value;
  wrong_shape(context_, *value, key, "a list", where_);
  return nullptr;
}

std::optional<Value> Fields::value_of(const Key& key) {
  const Node* node = find(name_of(key));
  if (node == nullptr) return std::nullopt;
  Value value;
  const auto parse = [&](std::string_view text) { return parse_value(key.type, text); };
  if (!read_scalar(context_, *node, name_of(key), parse, value, where_)) return std::nullopt;
  const auto mistake = outside(key, value);
  if (!mistake) return value;
  context_.problems.error(*mistake->code, node->span,
                          fmt::format("`{}` is {}: {}", name_of(key), node->text, mistake->what),
                          {mistake->hint, where_.help()});
  return std::nullopt;
}

Fields::Choice Fields::choice_of(const Key& key) {
  const std::vector<std::string> names = choices_of(key);
  CHECK(!names.empty());
  Choice choice;
  std::string name;
  if (const Node* node = find(name_of(key))) {
    if (!check_name(context_, *node, names, name_of(key), where_)) return choice;
    name = node->text;
  } else if (const auto fallback = fallback_of(key); fallback && !has(name_of(key))) {
    name = std::get<std::string>(*fallback);
    choice.is_default = true;
  } else {
    return choice;
  }
  choice.index = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  choice.known = true;
  return choice;
}

bool Fields::element(std::string_view key, std::string_view what, const Node& node,
                     std::size_t& index) {
  const std::vector<std::string> names = choices_of(entry(key));
  if (!check_name(context_, node, names, what, where_)) return false;
  index = static_cast<std::size_t>(std::ranges::find(names, node.text) - names.begin());
  return true;
}

bool Fields::fits(std::string_view key, std::string_view value) const {
  return fits_beside(entry(key), value);
}

void Fields::unfit_beside(std::string_view key, std::string_view value) {
  const std::string with = fmt::format("{}: ", key);
  std::vector<std::string_view> fitting;
  std::vector<std::string_view> others;
  const std::string path = where_.path_of(key);
  for (const Key* one : keys_below(path.substr(0, path.rfind('.')))) {
    if (!one->with.starts_with(with)) continue;
    (fits_beside(*one, value) ? fitting : others).push_back(name_of(*one));
  }
  for (const std::string_view other : others) {
    if (has(other)) unfit({other}, fmt::format("`{}` has {}", value, fmt::join(fitting, ", ")));
  }
}

void Fields::unfit(std::initializer_list<std::string_view> keys, std::string_view reason) {
  for (const std::string_view key : keys) {
    unfit_.emplace_back(key);
    if (!has(key)) continue;
    context_.problems.error(code::unfit_key, node_.entry(key)->span,
                            fmt::format("`{}` does not fit in {}: {}", key, where_.label, reason),
                            {"", where_.help()});
  }
}

void Fields::error(const Code& code, std::string_view key, std::string message, std::string hint) {
  const Node* value = node_.find(key);
  context_.problems.error(code, value != nullptr ? value->span : node_.span, std::move(message),
                          {std::move(hint), where_.help()});
}

void Fields::accept_rest() {
  for (const Entry& entry : node_.entries) known_.push_back(entry.key);
}

void Fields::accept_known() {
  for (const Key* one : keys_below(where_.table_path())) {
    known_.emplace_back(name_of(*one));
  }
}

// To the section that this one would stand in, or to the mapping that is there.
void Fields::hand_over() {
  if (context_.supplied == nullptr || supplied_.empty()) return;
  if (outer_ == nullptr) return context_.supplied->add(node_, std::move(supplied_));
  Node section = make_map({});
  section.entries = std::move(supplied_);
  std::erase_if(outer_->supplied_, [&](const Entry& entry) { return entry.key == key_; });
  outer_->supplied_.push_back({key_, {}, std::move(section)});
}

// A key that is only mistyped, or joined with its value, is told as unknown.
void Fields::tell_missing(const Missing& missing, std::span<const Entry* const> unknown) {
  const std::vector<std::string> only = {missing.key};
  for (const Entry* one : unknown) {
    if (!nearest(one->key.substr(0, one->key.find_first_of(":=")), only).empty()) return;
  }
  std::string hint = missing.hint;
  const auto names = choices_of(entry(missing.key));
  if (hint.empty() && !names.empty()) hint = fmt::format("one of: {}", fmt::join(names, ", "));
  context_.problems.error(code::missing_key, node_.span,
                          fmt::format("{} needs `{}`", where_.label, missing.key),
                          {std::move(hint), inside(missing.key).help()});
}

void Fields::tell_unknown(const Entry& entry) {
  std::string hint = did_you_mean(entry.key, known_);
  if (const auto joined = joined_entry(entry.key); joined && entry.value.is_null()) {
    const std::string meant = nearest(joined->first, known_);
    if (!meant.empty()) hint = fmt::format("write `{}: {}`", meant, joined->second);
  }
  const std::string_view ours = where_.table_path().empty() ? ours_for(entry.key) : "";
  if (!ours.empty()) hint = ours;
  context_.problems.error(code::unknown_key, entry.span,
                          fmt::format("unknown key `{}` in {}", entry.key, where_.label),
                          {std::move(hint), where_.help()});
}

void Fields::finish() {
  finished_ = true;
  hand_over();
  std::vector<const Entry*> unknown;
  for (const Entry& entry : node_.entries) {
    const bool known = std::ranges::find(known_, entry.key) != known_.end() ||
                       std::ranges::find(unfit_, entry.key) != unfit_.end();
    if (!known) unknown.push_back(&entry);
  }
  for (const Missing& one : missing_) tell_missing(one, unknown);
  for (const Entry* one : unknown) tell_unknown(*one);
}

}  // namespace txlab::language
