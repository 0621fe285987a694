#include "scenarios/language/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace txlab::language {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - from;
}

std::nullopt_t refuse(Mistake& mistake, const Code& code, std::string what, std::string hint) {
  mistake.code = &code;
  mistake.what = std::move(what);
  mistake.hint = std::move(hint);
  return std::nullopt;
}

std::string without_leading_zeros(std::string_view text) {
  const std::size_t first = text.find_first_not_of('0');
  if (first == std::string_view::npos || !is_digit(text[first]))
    return "0" + std::string(text.substr(std::min(first, text.size())));
  return std::string(text.substr(first));
}

// Forms of numbers that other languages have; `text` begins with digits.
std::optional<Mistake> foreign_form(std::string_view text, std::string_view rest) {
  Mistake mistake;
  if (text[0] == '0' && text.size() > 1 && is_digit(text[1])) {
    mistake.hint = fmt::format("write `{}`: numbers are decimal", without_leading_zeros(text));
    refuse(mistake, code::octal, "has a leading zero and looks octal", mistake.hint);
    return mistake;
  }
  if (text[0] == '0' && text.size() > 2 && (text[1] == 'x' || text[1] == 'o' || text[1] == 'b')) {
    refuse(mistake, code::octal, "is not decimal", "write it as a decimal number");
    return mistake;
  }
  if (const auto joined = joined_number(text)) {
    refuse(mistake, code::bad_value, joined->decimal ? "has a decimal comma" : "has grouped digits",
           fmt::format("write `{}`", joined->text));
    return mistake;
  }
  const bool exponent = rest.size() > 1 && (rest[0] == 'e' || rest[0] == 'E') &&
                        (is_digit(rest[1]) || rest[1] == '-' || rest[1] == '+');
  if (exponent) {
    refuse(mistake, code::bad_value, "has an exponent", "write it out; k and M exist for counts");
    return mistake;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Joined> joined_number(std::string_view text) {
  const std::size_t whole = text.find_first_not_of("0123456789.");
  if (whole == 0 || whole == std::string_view::npos) return std::nullopt;
  const char separator = text[whole];
  if (separator != ',' && separator != '_' && separator != '\'') return std::nullopt;
  Joined joined{false, std::string(text.substr(0, whole))};
  std::size_t at = whole;
  for (std::size_t size = 1; at < text.size() && text[at] == separator; at += 1 + size) {
    size = digits_at(text, at + 1);
    if (size == 0) break;
    joined.decimal = joined.decimal || (separator == ',' && size != 3);
    joined.text += text.substr(at + 1, size);
  }
  if (at == whole) return std::nullopt;
  if (joined.decimal) joined.text.insert(whole, ".");
  joined.text += text.substr(at);
  return joined;
}

std::optional<Number> scan_number(std::string_view text, Mistake& mistake) {
  Number number;
  if (text.empty()) return refuse(mistake, code::missing_value, "is empty", "");
  if (text.front() == '-') {
    number.negative = true;
    text.remove_prefix(1);
  } else if (text.front() == '+') {
    return refuse(mistake, code::bad_value, "has a plus sign", "drop it");
  }
  if (text.size() > 1 && text[0] == '.' && is_digit(text[1])) {
    return refuse(mistake, code::bad_value, "begins with a point",
                  fmt::format("write `0{}`", text));
  }
  std::size_t end = digits_at(text, 0);
  if (end == 0) return refuse(mistake, code::bad_value, "is no number", "");
  if (end < text.size() && text[end] == '.') {
    const std::size_t behind = digits_at(text, end + 1);
    if (behind == 0) return refuse(mistake, code::bad_value, "ends in a point", "drop it");
    end += 1 + behind;
    std::size_t last = end;
    while (text[last - 1] == '0') --last;
    number.decimals = static_cast<int>(behind - (end - last));
  }
  number.digits = text.substr(0, end);
  number.rest = text.substr(end);
  if (auto foreign = foreign_form(text, number.rest)) {
    return refuse(mistake, *foreign->code, foreign->what,
                  number.negative ? with_sign(foreign->hint) : foreign->hint);
  }
  const auto parsed = std::from_chars(text.data(), text.data() + end, number.value);
  if (parsed.ec != std::errc{}) return refuse(mistake, code::out_of_range, "is too large", "");
  if (number.negative) number.value = -number.value;
  return number;
}

std::string with_sign(std::string hint) {
  for (const std::string_view before : {"write `", "or `"}) {
    const std::size_t at = hint.find(before);
    if (at != std::string::npos) hint.insert(at + before.size(), "-");
  }
  return hint;
}

double take_multiple(std::string_view& text) {
  if (text.starts_with('k')) return text.remove_prefix(1), 1e3;
  if (text.starts_with('M')) return text.remove_prefix(1), 1e6;
  return 1;
}

}  // namespace txlab::language
