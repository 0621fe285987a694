#include "models/strategies/shared/acknowledgement.hpp"

namespace txlab {

ParameterSpec acknowledge_parameter() {
  return {
      "acknowledge",
      ParameterSpec::Type::choice,
      "when-done",
      {"when-done", "always", "before"},
      "when a message counts as consumed: its branch is settled; it was tried, whatever came of "
      "it (a control); before it is tried (a control)"};
}

Acknowledge acknowledgement(const Parameters& parameters) {
  const std::string& choice = parameters.choice("acknowledge");
  if (choice == "always") return Acknowledge::always;
  return choice == "before" ? Acknowledge::before : Acknowledge::when_done;
}

}  // namespace txlab
