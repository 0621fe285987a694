// The page of a study: one HTML file that needs nothing else, for people who have to decide.
//
// It is made from the text of result.json, so that an old folder of results gives the same page as
// the run that wrote it. With the bundle of reports/web the page draws itself from its data;
// without (it was built where there is no npm) it has drawings and tables that are made here, and
// no script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/messages/messages.hpp"
#include "scenarios/study/incident.hpp"

namespace txlab {

// What reports/web/build.mjs makes; all empty without it.
struct PageBundle {
  std::string_view script;
  std::string_view script_sha256;  // in base64, as a content security policy names it
  std::string_view third_party;    // licences of what is in the script
};

struct PageInput {
  std::string result;  // txlab.result/1
  std::string description;
  std::string scenario_file;        // as the user called it
  std::string command;              // that makes the page again
  std::string flags;                // that change the scenario: " --set a=b"
  std::string folder;               // of results, in which the trails are; empty without one
  std::string tool;                 // "txlab 0.1.0"
  std::vector<Incident> incidents;  // that are told
  // In which the page begins. English leaves it to the browser, which knows its reader better.
  Language language = Language::english;
};

// Throws nlohmann's exceptions if `result` is not what it should be.
std::string html_page(const PageInput& input, const PageBundle& bundle);

}  // namespace txlab
