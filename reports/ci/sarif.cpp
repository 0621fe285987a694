#include "reports/ci/sarif.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "reports/ci/sarif_location.hpp"

namespace txlab {

namespace {

using json::Json;
using sarif::physical;
using sarif::text;
using Outcome = CiCase::Outcome;

Json step_of(const CiStep& step, const SourcePlace& place) {
  Json location = physical(place);
  location["message"] = text(fmt::format("{} {}: {}", step.at, step.host, step.what));
  return {{"location", location}, {"importance", step.injected ? "essential" : "important"}};
}

Json flow_of(const CiCase& one, const SourcePlace& place) {
  Json steps = Json::array();
  for (const CiStep& step : one.story) steps.push_back(step_of(step, place));
  return {{"message", text(one.message)}, {"threadFlows", Json::array({{{"locations", steps}}})}};
}

class Writer {
 public:
  explicit Writer(const CiReport& report) : report_(report) {}

  std::string write() {
    for (const CiSuite& suite : report_.suites) {
      for (const CiCase& one : suite.cases) {
        const std::size_t rule = rule_of(one);
        if (one.outcome == Outcome::failed) results_.push_back(result(suite, one, rule));
        if (one.outcome == Outcome::error) notifications_.push_back(notification(suite, one));
      }
    }
    if (report_.partial) {
      notifications_.push_back(
          {{"level", "warning"}, {"message", text("interrupted: not everything was tried")}});
    }
    const bool successful = report_.count(Outcome::error) == 0 && !report_.partial;
    Json invocation{{"executionSuccessful", successful}};
    if (!notifications_.empty()) invocation["toolExecutionNotifications"] = notifications_;
    const Json driver{{"name", "txlab"}, {"version", report_.tool_version}, {"rules", rules_}};
    const Json run{{"tool", {{"driver", driver}}},
                   {"automationDetails",
                    {{"id", fmt::format("txlab/{}/{}/", report_.verb, report_.scenario)}}},
                   {"columnKind", "unicodeCodePoints"},
                   {"invocations", Json::array({invocation})},
                   {"results", results_}};
    return json::document(sarif::log_of(run));
  }

 private:
  std::size_t rule_of(const CiCase& one) {
    const auto [found, fresh] = rule_numbers_.try_emplace(one.claim, rule_numbers_.size());
    if (fresh) {
      rules_.push_back({{"id", one.claim},
                        {"shortDescription", text(one.meaning)},
                        {"defaultConfiguration", {{"level", "error"}}}});
    }
    return found->second;
  }

  static Json result(const CiSuite& suite, const CiCase& one, std::size_t rule) {
    Json result{{"ruleId", one.claim},
                {"ruleIndex", rule},
                {"kind", "fail"},
                {"level", "error"},
                {"message", text(fmt::format("{}: {}", title_of(suite, one), one.message))},
                {"locations", Json::array({physical(suite.place)})},
                {"partialFingerprints", {{"propertyAndStep/v1", one.fingerprint}}}};
    if (!one.story.empty()) result["codeFlows"] = Json::array({flow_of(one, suite.place)});
    return result;
  }

  static Json notification(const CiSuite& suite, const CiCase& one) {
    return {{"level", "error"},
            {"message", text(fmt::format("{}: {}", title_of(suite, one), one.message))},
            {"locations", Json::array({physical(suite.place)})}};
  }

  const CiReport& report_;
  std::map<std::string, std::size_t> rule_numbers_;
  Json rules_ = Json::array();
  Json results_ = Json::array();
  Json notifications_ = Json::array();
};

}  // namespace

std::string sarif_json(const CiReport& report) { return Writer(report).write(); }

}  // namespace txlab
