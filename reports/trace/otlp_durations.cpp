#include "reports/trace/otlp_durations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace txlab {

namespace {

using nlohmann::json;

const json* at(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

// The elements of the list at this key; none if there is no list.
const json& list_at(const json& object, const char* key) {
  static const json none = json::array();
  const json* const list = at(object, key);
  return list != nullptr && list->is_array() ? *list : none;
}

std::optional<std::uint64_t> time_at(const json& span, const char* key) {
  const json* const value = at(span, key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_unsigned()) return value->get<std::uint64_t>();
  if (!value->is_string()) return std::nullopt;
  const auto& text = value->get_ref<const std::string&>();
  std::uint64_t time = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), time);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
  return whole ? std::optional(time) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(std::string_view wanted) : wanted_(wanted) {}

  OtlpDurations read(std::string_view text) {
    const json whole = json::parse(text, nullptr, false);
    if (whole.is_discarded()) {
      read_lines(text);
    } else {
      add_document(whole);
    }
    if (found_.mistake.empty() && !has_spans_) {
      found_.mistake = "there are no spans in it (resourceSpans[].scopeSpans[].spans[])";
    }
    found_.names.assign(counts_.begin(), counts_.end());
    return std::move(found_);
  }

 private:
  void read_lines(std::string_view text) {
    for (std::size_t number = 1; !text.empty() && found_.mistake.empty(); ++number) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const json document = json::parse(line, nullptr, false);
      if (document.is_discarded()) {
        found_.mistake =
            fmt::format("it is no JSON, neither as a whole nor line by line (line {})", number);
        return;
      }
      add_document(document);
    }
  }

  void add_document(const json& document) {
    for (const json& resource : list_at(document, "resourceSpans")) {
      for (const json& scope : list_at(resource, "scopeSpans")) {
        for (const json& span : list_at(scope, "spans")) add_span(span);
      }
    }
  }

  void add_span(const json& span) {
    const json* const name = at(span, "name");
    if (name == nullptr || !name->is_string()) return;
    has_spans_ = true;
    const auto& text = name->get_ref<const std::string&>();
    const std::size_t number = ++counts_[text];
    if (text != wanted_ || !found_.mistake.empty()) return;
    const auto start = time_at(span, "startTimeUnixNano");
    const auto end = time_at(span, "endTimeUnixNano");
    if (!start) {
      found_.mistake = fmt::format("number {} of `{}` has no startTimeUnixNano", number, text);
    } else if (!end || *end == 0) {
      ++found_.unfinished;
    } else if (*end < *start) {
      found_.mistake =
          fmt::format("number {} of `{}` ends before it starts: its clock was set", number, text);
    } else {
      found_.nanoseconds.push_back(static_cast<double>(*end - *start));
    }
  }

  std::string_view wanted_;
  OtlpDurations found_;
  std::map<std::string, std::size_t> counts_;
  bool has_spans_ = false;
};

}  // namespace

OtlpDurations otlp_durations(std::string_view text, std::string_view name) {
  return Reader(name).read(text);
}

}  // namespace txlab
