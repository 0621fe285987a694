#include "cli/sweep.hpp"

#include "cli/read_options.hpp"

namespace txlab {

std::vector<SweepPoint> sweep_points(const std::vector<SweepAxis>& axes) {
  std::vector<SweepPoint> points{{}};
  for (const SweepAxis& axis : axes) {
    std::vector<SweepPoint> longer;
    for (const SweepPoint& point : points) {
      for (const std::string& value : axis.values) {
        longer.push_back(point);
        longer.back().emplace_back(axis.path, value);
      }
    }
    points = std::move(longer);
  }
  return points;
}

ReadResult read_at(const SweepPoint& point, const Arguments& arguments) {
  ReadOptions options = read_options(arguments);
  for (const auto& [path, value] : point) options.sets.push_back(path + "=" + value);
  return read_scenario(arguments.scenarios.front(), options);
}

}  // namespace txlab
