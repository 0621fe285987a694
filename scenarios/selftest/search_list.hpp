// The searches that are put to the test, by name.
#pragma once

#include <memory>
#include <span>

#include "sim/explore/search.hpp"

namespace txlab::selftest {

// What a search is made from.
struct Ground {
  const Subject& subject;
  std::uint32_t hosts = 1;
  std::uint64_t seed = 1;
};

struct NamedSearch {
  std::string_view name;
  std::uint32_t purchases = 1;  // in the world that it explores
  std::unique_ptr<Search> (*make)(const Ground& ground);
};

// A new search joins by a line.
std::span<const NamedSearch> all_searches();

}  // namespace txlab::selftest
