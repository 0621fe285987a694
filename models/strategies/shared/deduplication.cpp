#include "models/strategies/shared/deduplication.hpp"

namespace txlab {

ParameterSpec dedup_parameter() {
  return {"dedup",
          ParameterSpec::Type::choice,
          "business-key",
          {"business-key", "message-id", "none", "on", "off"},
          "what a double is recognised by; none: every delivery is an application (a control); on "
          "and off are short for business-key and none"};
}

ParameterSpec dedup_atomic_parameter() {
  return {"dedup_atomic",
          ParameterSpec::Type::toggle,
          "on",
          {},
          "off: that a message was seen is noted in a transaction before the branch's (a control)"};
}

Deduplication deduplication(const Parameters& parameters) {
  using By = Deduplication::By;
  const std::string& choice = parameters.choice("dedup");
  const bool none = choice == "none" || choice == "off";
  return {.by = none                     ? By::none
                : choice == "message-id" ? By::message_id
                                         : By::business_key,
          .atomic = parameters.on("dedup_atomic")};
}

}  // namespace txlab
