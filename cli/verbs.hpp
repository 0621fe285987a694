// One function per verb; each returns the exit code.
#pragma once

#include "cli/arguments.hpp"

namespace txlab {

int run_verb(const Arguments& arguments);
int lint_verb(const Arguments& arguments);
int plan_verb(const Arguments& arguments);
int list_verb(const Arguments& arguments);
int explain_verb(const Arguments& arguments);
int schema_verb(const Arguments& arguments);
int init_verb(const Arguments& arguments);
int fmt_verb(const Arguments& arguments);
int fit_verb(const Arguments& arguments);
int validate_verb(const Arguments& arguments);
int explore_verb(const Arguments& arguments);
int replay_verb(const Arguments& arguments);
int selftest_verb(const Arguments& arguments);
int report_verb(const Arguments& arguments);
int trace_verb(const Arguments& arguments);
int completion_verb(const Arguments& arguments);
int man_verb(const Arguments& arguments);

}  // namespace txlab
