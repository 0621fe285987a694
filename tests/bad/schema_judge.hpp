// SchemaJudge: the JSON Schema of scenarios, as valijson understands it.
#pragma once

#include <memory>
#include <string>

#include "scenarios/language/node.hpp"

namespace txlab {

class SchemaJudge {
 public:
  explicit SchemaJudge(const std::string& schema);
  ~SchemaJudge();

  // What the schema does not allow in the tree, a line each; empty if it accepts it.
  std::string complaints(const language::Node& tree) const;

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

}  // namespace txlab
