// txlab schema: the JSON Schema of scenarios, for editors, or of results, for other programs.
#include <cstdio>

#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/schema/result_schema.hpp"
#include "reports/schema/schema.hpp"

namespace txlab {

int schema_verb(const Arguments& arguments) {
  const bool result = arguments.subject == "result";
  std::fputs((result ? result_schema() : scenario_schema(vocabulary())).c_str(), stdout);
  return 0;
}

}  // namespace txlab
