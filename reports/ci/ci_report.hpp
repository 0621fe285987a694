// CiReport: what a machine that runs checks wants to know, whichever verb found it out.
//
// One suite per strategy, one case per claim, threshold or expectation. The writers of this folder
// (JUnit, SARIF, annotations, Markdown) know nothing else, so they cannot disagree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace txlab {

// Where a strategy stands in its scenario. Line and column are 1-based; line 0: the whole file.
struct SourcePlace {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // in characters
};

// One line of the story of a counterexample.
struct CiStep {
  std::string at;  // virtual time, in words
  std::string host;
  std::string what;
  bool injected = false;  // the fault itself
};

struct CiCase {
  // failed: a promise is broken. error: nobody can tell, or txlab contradicts itself.
  enum class Outcome : std::uint8_t { passed, failed, error };

  std::string claim;    // name of a property, or the text of a threshold
  std::string meaning;  // of the claim, in a sentence
  Outcome outcome = Outcome::passed;
  std::string judged;  // what may be said of it: "proved within bounds: ..."
  // Of what is not passed:
  std::string message;              // in one line
  std::vector<std::string> faults;  // in words
  std::vector<CiStep> story;        // may be empty
  std::string diagram;              // of it, by Mermaid; may be empty
  std::string again;                // the command that shows it
  // The same for the same break of the same claim, whatever else has changed: the claim and the
  // steps of the protocol at which the faults strike.
  std::string fingerprint;
};

struct CiSuite {
  std::string strategy;
  SourcePlace place;
  std::vector<CiCase> cases;
  std::string summary;  // what was done, in a line or a few
};

struct CiReport {
  std::string tool_version;
  std::string verb;       // explore or run
  std::string scenario;   // its name
  std::string timestamp;  // 2026-11-23T10:00:00, UTC, without a zone
  bool partial = false;   // interrupted
  std::vector<CiSuite> suites;
  // Of a study: the comparison, its titles first, and what was decided, in a line; or empty.
  std::vector<std::vector<std::string>> comparison{};
  std::string decided{};

  std::size_t count(CiCase::Outcome outcome) const {
    std::size_t all = 0;
    for (const CiSuite& suite : suites) {
      for (const CiCase& one : suite.cases) all += one.outcome == outcome ? 1 : 0;
    }
    return all;
  }
};

// What the adapters need besides results.
struct CiContext {
  std::string tool_version;
  std::string scenario_file;  // as the user called it
  std::string timestamp;
  std::vector<std::pair<std::string, SourcePlace>> places;  // by strategy

  SourcePlace place_of(const std::string& strategy) const {
    for (const auto& [name, place] : places) {
      if (name == strategy) return place;
    }
    return {scenario_file, 0, 0};
  }
};

// "mq-tx breaks main-branch-agreement", or that it cannot be told.
std::string title_of(const CiSuite& suite, const CiCase& one);
// Message, faults and story as lines of text.
std::string account_of(const CiCase& one);

}  // namespace txlab
