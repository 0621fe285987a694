#include "scenarios/study/answers/answers.hpp"

namespace txlab {

std::vector<std::string> AnswersOfARun::must_be_up() const {
  constexpr double hardly_without = 0.999;
  std::vector<std::string> services;
  for (const auto& [service, share] : needed) {
    if (share >= hardly_without) services.push_back(service);
  }
  return services;
}

}  // namespace txlab
