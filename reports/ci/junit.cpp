#include "reports/ci/junit.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

namespace txlab {

namespace {

using Outcome = CiCase::Outcome;

// What XML 1.0 cannot hold, not even escaped, becomes a blank.
std::string allowed(std::string text) {
  for (char& c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 && c != '\t' && c != '\n' && c != '\r') c = ' ';
  }
  return text;
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(allowed(value).c_str());
}
void set(pugi::xml_node node, const char* name, std::size_t value) {
  node.append_attribute(name).set_value(static_cast<unsigned long long>(value));
}

void add_text(pugi::xml_node parent, const char* name, const std::string& text) {
  parent.append_child(name).text().set(allowed(text).c_str());
}

void add_case(pugi::xml_node parent, const CiReport& report, const CiSuite& suite,
              const CiCase& one) {
  pugi::xml_node node = parent.append_child("testcase");
  set(node, "name", one.claim);
  set(node, "classname", fmt::format("{}.{}", report.scenario, suite.strategy));
  set(node, "time", 0);
  if (one.outcome == Outcome::passed) return;
  const bool failed = one.outcome == Outcome::failed;
  pugi::xml_node wrong = node.append_child(failed ? "failure" : "error");
  set(wrong, "message", one.message);
  set(wrong, "type", failed ? "broken-claim" : "undecided");
  const std::string where =
      suite.place.line == 0
          ? suite.place.file
          : fmt::format("{}:{}:{}", suite.place.file, suite.place.line, suite.place.column);
  wrong.text().set(allowed(fmt::format("{}: {}", where, account_of(one))).c_str());
}

std::size_t count(const CiSuite& suite, Outcome outcome) {
  std::size_t all = 0;
  for (const CiCase& one : suite.cases) all += one.outcome == outcome ? 1 : 0;
  return all;
}

void add_suite(pugi::xml_node parent, const CiReport& report, std::size_t number) {
  const CiSuite& suite = report.suites[number];
  pugi::xml_node node = parent.append_child("testsuite");
  set(node, "name", suite.strategy);
  set(node, "package", report.scenario);
  set(node, "id", number);
  set(node, "timestamp", report.timestamp);
  set(node, "hostname", std::string("localhost"));
  set(node, "tests", suite.cases.size());
  set(node, "failures", count(suite, Outcome::failed));
  set(node, "errors", count(suite, Outcome::error));
  set(node, "time", 0);
  pugi::xml_node properties = node.append_child("properties");
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"tool", "txlab " + report.tool_version},
        {"verb", report.verb},
        {"partial", report.partial ? "true" : "false"}}) {
    pugi::xml_node property = properties.append_child("property");
    set(property, "name", name);
    set(property, "value", value);
  }
  std::string said;
  for (const CiCase& one : suite.cases) {
    add_case(node, report, suite, one);
    said += fmt::format("{}: {}\n", one.claim, one.judged);
  }
  add_text(node, "system-out", said + suite.summary);
  add_text(node, "system-err", "");
}

}  // namespace

std::string junit_xml(const CiReport& report) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", std::string("1.0"));
  set(declaration, "encoding", std::string("UTF-8"));
  pugi::xml_node root = document.append_child("testsuites");
  for (std::size_t i = 0; i < report.suites.size(); ++i) add_suite(root, report, i);
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace txlab
