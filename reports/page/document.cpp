#include "reports/page/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/page/packed.hpp"
#include "reports/page/tornado.hpp"
#include "reports/shell.hpp"
#include "reports/trace/retold.hpp"
#include "reports/trace/space_time.hpp"

namespace txlab::page {

namespace {

// A card is read, not searched; `txlab trace` has all.
constexpr std::size_t steps_at_most = 40;
constexpr std::size_t rows_at_most = 48;
// What is small can be read in the file; a sweep of many points has megabytes.
constexpr std::size_t plain_at_most = 1'000'000;
// A jump that the drawing writes down.
constexpr Duration jump = 1s;

std::string_view name_of(SpaceTime::Mark mark) {
  constexpr std::string_view names[] = {"sending", "arrival", "loss",   "record",
                                        "note",    "crash",   "restart"};
  return names[static_cast<std::size_t>(mark)];
}

Json index_of(std::size_t value) { return value == SpaceTime::none ? Json(nullptr) : Json(value); }

// A line across the drawing, below the last row of before.
Json line_of(const Telling& told, const SpaceTime& picture) {
  if (!told.violation) return nullptr;
  const Plot::Step& step = told.steps[*told.violation];
  const auto later = std::ranges::upper_bound(picture.rows, step.at, {}, &SpaceTime::Row::at);
  return {{"row", std::min<std::ptrdiff_t>(later - picture.rows.begin(), rows_at_most)},
          {"at", time_since(told.origin, step.at)},
          {"what", step.words},
          {"what_zh", told_in(Language::simplified_chinese, step)}};
}

Json picture_of(const Telling& told, const SpaceTime& picture) {
  Json rows = Json::array();
  Instant before = picture.origin;
  for (const SpaceTime::Row& row : picture.rows) {
    if (rows.size() == rows_at_most) break;
    const Duration pause = row.at - before;
    before = row.at;
    const bool mishap = row.mark == SpaceTime::Mark::crash || row.mark == SpaceTime::Mark::loss;
    rows.push_back(
        {{"at", time_since(picture.origin, row.at)},
         {"gap", pause > jump ? Json(time_since(start_of_run, start_of_run + pause)) : nullptr},
         {"mark", name_of(row.mark)},
         {"lane", row.lane},
         {"from", index_of(row.from)},
         {"sending", index_of(row.sending)},
         {"label", row.label},
         {"label_zh", label_in(Language::simplified_chinese, row)},
         {"answer", row.answer},
         {"fault", row.injected || mishap}});
  }
  Json down = Json::array();
  for (std::size_t lane = 0; lane < picture.lanes.size(); ++lane) {
    down.push_back(picture.down_at_first(lane));
  }
  return {{"lanes", picture.lanes},
          {"rows", std::move(rows)},
          {"down_at_first", std::move(down)},
          {"violation", line_of(told, picture)},
          {"left_out", picture.rows.size() - std::min(picture.rows.size(), rows_at_most)},
          {"verdict", picture.verdict}};
}

Json telling(const Telling& told, std::uint64_t purchase) {
  Json steps = Json::array();
  for (const Plot::Step& step : told.steps) {
    if (steps.size() == steps_at_most) break;
    steps.push_back({{"at", time_since(told.origin, step.at)},
                     {"what", step.words},
                     {"what_zh", told_in(Language::simplified_chinese, step)},
                     {"fault", step.injected || step.mishap}});
  }
  const std::size_t left_out = told.steps.size() - steps.size();
  return {{"strategy", told.strategy},
          {"steps", std::move(steps)},
          {"left_out", left_out},
          {"picture", picture_of(told, picture_of_telling(told, purchase))}};
}

const Incident* find(const PageInput& input, std::size_t point, const std::string& strategy,
                     const std::string& property) {
  for (const Incident& one : input.incidents) {
    const bool same = one.here.strategy == strategy && one.property == property;
    if (same && one.point == point) return &one;
  }
  return nullptr;
}

Json incident(const PageInput& input, const Json& result, std::size_t number,
              const std::string& strategy, const Json& property) {
  const auto name = property.at("name").get<std::string>();
  const Incident* told = find(input, number, strategy, name);
  Json json = told != nullptr ? telling(told->here, told->purchase) : Json{{"strategy", strategy}};
  json["property"] = name;
  json["point"] = number;
  json["purchase"] = property.value("example_purchase", std::uint64_t{0});
  json["replication"] = property.value("example_replication", std::uint64_t{0});
  const Json& example = property.at("example");
  if (example.is_string()) {
    json["example_zh"] = say_again(Language::simplified_chinese, example.get<std::string>());
  }
  const Json& withdrawn = property.at("withdrawn");
  if (withdrawn.is_string()) {
    json["withdrawn_zh"] = say_again(Language::simplified_chinese, withdrawn.get<std::string>());
  }
  json["again"] = command_of(input, result, result.at("points")[number], strategy, property);
  const bool both = told != nullptr && told->elsewhere;
  json["elsewhere"] = both ? telling(*told->elsewhere, told->purchase) : Json(nullptr);
  return json;
}

Json all_incidents(const PageInput& input, const Json& result) {
  const Json& points = result.at("points");
  Json incidents = Json::array();
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const Json& strategy : points[i].at("strategies")) {
      const auto name = strategy.at("name").get<std::string>();
      for (const Json& property : strategy.at("properties")) {
        if (property.at("violations") == 0) continue;
        incidents.push_back(incident(input, result, i, name, property));
      }
    }
  }
  return incidents;
}

}  // namespace

SpaceTime picture_of_telling(const Telling& told, std::uint64_t purchase) {
  SpaceTime picture =
      space_time(Story{told.history, {}, {}, {}, {}}, Plot{.purchase = IntentId{purchase}});
  picture.title = fmt::format("{}: purchase {}", told.strategy, purchase);
  return picture;
}

std::string command_of(const PageInput& input, const Json& result, const Json& point,
                       const std::string& strategy, const Json& property) {
  const Json& trail = property.at("trail");
  if (!input.folder.empty() && trail.is_string()) {
    std::string file = input.folder;
    if (!file.ends_with('/')) file += '/';
    return "txlab replay " + quoted_for_shell(file + trail.get<std::string>());
  }
  std::string flags = input.flags;
  for (const auto& [path, value] : point.at("set").items()) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    flags += " --set " + quoted_for_shell(path + "=" + text);
  }
  const auto seed = result.at("seed").get<std::uint64_t>();
  return fmt::format("txlab trace {} -s {}{} --seed {} --purchase {}", input.scenario_file,
                     quoted_for_shell(strategy), flags,
                     seed + property.value("example_replication", std::uint64_t{0}),
                     property.value("example_purchase", std::uint64_t{0}));
}

Json document(const PageInput& input, const PageBundle& bundle) {
  Json result = Json::parse(input.result);
  Json incidents = all_incidents(input, result);
  Json factors = tornado(result.at("points"), result.at("confidence").get<double>());
  return {{"schema", "txlab.report/1"},
          {"tool", input.tool},
          {"description", input.description},
          {"scenario_file", input.scenario_file},
          {"command", input.command},
          {"flags", input.flags},
          {"language", input.language == Language::english ? Json(nullptr) : Json("zh-Hans")},
          {"tornado", std::move(factors)},
          {"result", std::move(result)},
          {"incidents", std::move(incidents)},
          {"third_party", bundle.third_party}};
}

std::string data_element(const Json& value) {
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > plain_at_most) {
    return "<script type=\"text/plain\" id=\"report\" data-packed=\"gzip\">" + packed(text) +
           "</script>";
  }
  std::string safe = "<script type=\"application/json\" id=\"report\">";
  safe.reserve(safe.size() + text.size());
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";  // of </script> and <!--
    } else {
      safe += c;
    }
  }
  return safe + "</script>";
}

}  // namespace txlab::page
