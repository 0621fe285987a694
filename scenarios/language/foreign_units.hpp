// Foreign units: what people write for a unit of ours, and the same quantity in ours.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace txlab::language {

// How far the point of the number moves to the right when one unit is written for the other:
// `5‰` is `0.5%`, so -1.
struct Synonym {
  std::string_view theirs;
  std::string_view ours;
  int places = 0;
};

// The number with its point so many places further to the right: `1.5` by 4 is `15000`.
std::string with_point_moved(std::string_view digits, int places);

// The quantity whose unit is the synonym `unit`, perhaps behind a word for a thousand, a million or
// 万; nothing if it is another unit. It may still be none of ours: `20kk/s`.
std::string in_our_unit(std::string_view digits, std::string_view unit,
                        std::span<const Synonym> synonyms);

}  // namespace txlab::language
