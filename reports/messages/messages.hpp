// What is said to people, in the language that they read.
//
// English stands where it is said, as in gettext, and is the key of the catalogue: a sentence that
// is changed has lost its translation, and a test says so. The other languages are in `*.po` beside
// this file, which are built into the program. What has no translation is said in English: names,
// and sentences of the runs themselves, which results have in English, too.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace txlab {

enum class Language { english, simplified_chinese };

// Of a name such as `zh-CN`, `zh_CN.UTF-8` or `en`; English if there is no catalogue for it.
Language language_named(std::string_view name);
// The end of a file's name in this language: "" or ".zh-CN".
std::string_view suffix_of(Language language);

std::string_view say(Language language, std::string_view english);

// Placeholders are those of fmt; a translation that changes their order numbers them.
template <typename... Values>
std::string say(Language language, fmt::format_string<Values...> english, Values&&... values) {
  const fmt::string_view text = english;
  return fmt::vformat(say(language, std::string_view(text.data(), text.size())),
                      fmt::make_format_args(values...));
}

// A sentence of a run, which results have in English, names and numbers in it: by the entry of the
// catalogue that it was made from, `{}` standing for any of them.
std::string say_again(Language language, std::string_view sentence);

// For a table: said where it is read.
constexpr const char* said_later(const char* english) { return english; }

// Every entry of a catalogue, English first.
std::vector<std::pair<std::string, std::string>> catalogue_of(Language language);

}  // namespace txlab
