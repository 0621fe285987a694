#include "scenarios/language/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace txlab {

namespace {

// Case, `-` and `_` are what people mistake most, so they do not count.
std::string folded(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return result;
}

// How far two folded words are from each other; a beginning stands for the whole, and so do the
// last words of several (`latency` for `client-latency`).
std::size_t distance_of(std::string_view wanted, std::string_view candidate) {
  constexpr std::size_t least_part = 3;
  if (wanted.size() < least_part) return edit_distance(wanted, candidate);
  if (candidate.starts_with(wanted)) return 1;
  constexpr std::size_t least_ending = 5;  // `rate` is the end of too much
  const bool ends_so = wanted.size() >= least_ending && candidate.ends_with(wanted) &&
                       candidate.size() > wanted.size() &&
                       candidate[candidate.size() - wanted.size() - 1] == '-';
  return ends_so ? 1 : edit_distance(wanted, candidate);
}

// Numbers are not misspelt: `p95` is not meant as `p99`, nor version 3.2 as 4.3.
bool differ_in_numbers_only(const std::string& a, const std::string& b) {
  const auto without_numbers = [](std::string word) {
    std::erase_if(word, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return word;
  };
  return a != b && without_numbers(a) == without_numbers(b);
}

constexpr std::size_t longest_word = 64;  // nobody means a known word with more

// Every word once, in its order: two kinds of things may share a name, and what has none is no
// help.
std::vector<std::string> distinct(std::span<const std::string> words) {
  std::vector<std::string> result;
  for (const std::string& word : words) {
    if (word.empty() || std::ranges::find(result, word) != result.end()) continue;
    result.push_back(word);
  }
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
  if (word.size() > longest_word) return {};
  const std::string wanted = folded(word);
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(1, (wanted.size() + 1) / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = distance_of(wanted, folded(candidate));
    if (distance >= least || distance >= candidate.size()) continue;
    if (differ_in_numbers_only(wanted, folded(candidate))) continue;
    least = distance;
    best = &candidate;
  }
  return best == nullptr ? std::string() : *best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const std::string best = nearest(word, known);
  if (!best.empty()) return fmt::format("did you mean `{}`?", best);
  constexpr std::size_t short_list = 10, longest_list = 16, looked_through = 200;
  if (known.size() > looked_through) return {};
  std::vector<std::string> list = distinct(known);
  if (list.size() > short_list) {
    std::vector<std::string> alike;
    std::ranges::copy_if(list, std::back_inserter(alike), [wanted = folded(word)](auto& one) {
      return differ_in_numbers_only(wanted, folded(one));
    });
    if (!alike.empty()) list = std::move(alike);
  }
  if (list.empty() || list.size() > longest_list) return {};
  return fmt::format("one of: {}", fmt::join(list, ", "));
}

}  // namespace txlab
