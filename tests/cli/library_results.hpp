// What a scenario of the library gives, to be asked by name.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {

using Json = nlohmann::json;

inline Ran study_run(const std::string& scenario, const std::string& more) {
  return txlab_says("run scenarios/library/" + scenario + ".yaml --no-progress --format json " +
                    more);
}

inline Json study_of(const std::string& scenario, const std::string& more = "") {
  const Ran ran = study_run(scenario, more);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return Json::parse(ran.out);
}

// With other settings than its limits and expectations are made for: whether they hold is not
// asked.
inline Json changed_point(const std::string& scenario, const std::string& more) {
  return Json::parse(study_run(scenario, more).out)["points"][0];
}

// Its points; the only one without a sweep.
inline Json result_of(const std::string& scenario, const std::string& more = "") {
  return study_of(scenario, more)["points"];
}

inline Json strategy(const Json& point, const std::string& name) {
  for (const auto& one : point["strategies"]) {
    if (one["name"] == name) return one;
  }
  ADD_FAILURE() << "no strategy " << name;
  return {};
}

inline double mean(const Json& strategy, const std::string& metric) {
  return strategy["metrics"][metric]["mean"]["value"].get<double>();
}

inline double per_fault(const Json& point, const std::string& name, const std::string& what) {
  for (const auto& one : point["per_fault"]) {
    if (one["strategy"] == name) return one[what]["value"].get<double>();
  }
  ADD_FAILURE() << "no effect on " << name;
  return 0;
}

// What one firing of this fault costs.
inline double per_fault(const Json& point, const std::string& fault, const std::string& name,
                        const std::string& what) {
  for (const auto& one : point["per_fault"]) {
    if (one["strategy"] == name && one["fault"] == fault) return one[what]["value"].get<double>();
  }
  ADD_FAILURE() << "no effect of " << fault << " on " << name;
  return 0;
}

// What is expected to fail because of a fault does not without it.
inline constexpr const char* calm_once =
    "--set faults=[] --set thresholds={} --set expect={} --replications 1";

struct Count {
  const char* strategy;
  double value;
};

inline void expect_exact(const Json& point, const std::string& metric,
                         const std::vector<Count>& counts) {
  for (const auto& [name, value] : counts) {
    const Json one = strategy(point, name)["metrics"][metric];
    EXPECT_EQ(one["min"], value) << name << ' ' << metric;
    EXPECT_EQ(one["max"], value) << name << ' ' << metric;
  }
}

}  // namespace txlab
