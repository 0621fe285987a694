// Portrait: what a reader wants to know of a protocol before its parameters: how it works, in a few
// paragraphs, and one fault that shows what it is made for.
#pragma once

#include <string_view>
#include <vector>

namespace txlab {

struct Portrait {
  std::vector<std::string_view> how;  // paragraphs
  // Overrides, `path=value`, of a scenario of a single purchase: of all its runs, and of the one
  // with the fault.
  std::vector<std::string_view> setting{};
  std::vector<std::string_view> fault;
  std::string_view tells;                    // what there is to be seen then
  std::vector<std::string_view> stands_for;  // real systems and publications
};

}  // namespace txlab
