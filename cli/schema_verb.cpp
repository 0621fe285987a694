// txlab schema: the JSON Schema of scenarios, for editors and for other programs.
#include <cstdio>

#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/schema/schema.hpp"

namespace txlab {

int schema_verb(const Arguments&) {
  std::fputs(scenario_schema(vocabulary()).c_str(), stdout);
  return 0;
}

}  // namespace txlab
