#include "reports/json_answers.hpp"

#include "reports/decision/article.hpp"

namespace txlab::json {

namespace {

const char* name_of(PathStep::Kind kind) {
  switch (kind) {
    case PathStep::Kind::network:
      return "network";
    case PathStep::Kind::disk:
      return "disk";
    case PathStep::Kind::work:
      return "work";
    case PathStep::Kind::timer:
      break;
  }
  return "timer";
}

Json path(const CriticalPath& path, const PathMeans& means) {
  Json steps = Json::array();
  for (const PathStep& step : path.steps) {
    steps.push_back({{"kind", name_of(step.kind)},
                     {"where", step.where},
                     {"what", step.what},
                     {"ms", number(step.ms)}});
  }
  return {{"purchase", path.purchase},
          {"latency_ms", number(path.latency_ms)},
          {"steps", std::move(steps)},
          {"means",
           {{"answers", means.answers},
            {"latency_ms", number(means.latency_ms)},
            {"network_ms", number(means.network_ms)},
            {"disk_ms", number(means.disk_ms)},
            {"work_ms", number(means.work_ms)},
            {"timer_ms", number(means.timer_ms)}}}};
}

Json yes_or_no(const std::optional<bool>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

Json answers(const AnswersOfARun& answers) {
  Json needed = Json::object();
  for (const auto& [service, share] : answers.needed) needed[service] = number(share);
  return {{"count", answers.answers},
          {"needed", std::move(needed)},
          {"must_be_up", answers.must_be_up()},
          {"typical", path(answers.typical, answers.typical_means)},
          {"slow", path(answers.slow, answers.slow_means)}};
}

Json while_away(const std::vector<AwayResult>& away) {
  Json all = Json::object();
  for (const AwayResult& one : away) {
    all[one.service] = {{"came", one.came}, {"told_yes", estimate(one.told_yes)}};
  }
  return all;
}

Json decoupling(const PointResult& point) {
  Json axes = Json::array();
  for (const Axes& one : axes_of(point)) {
    axes.push_back({{"strategy", one.strategy},
                    {"consistency", estimate(one.consistency)},
                    {"decoupling", estimate(one.decoupling)},
                    {"consistent", yes_or_no(one.consistent)},
                    {"decoupled", yes_or_no(one.decoupled)},
                    {"must_be_up", one.must_be_up}});
  }
  Json article = Json::array();
  for (const ArticleVerdict& one : article_verdicts(point)) {
    article.push_back({{"strategy", one.strategy},
                       {"says", one.words},
                       {"consistent", one.consistent},
                       {"decoupled", one.decoupled},
                       {"agrees_on_consistency", yes_or_no(one.agrees_on_consistency)},
                       {"agrees_on_decoupling", yes_or_no(one.agrees_on_decoupling)}});
  }
  return {{"axes", std::move(axes)}, {"article", std::move(article)}};
}

}  // namespace txlab::json
