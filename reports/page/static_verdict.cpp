#include "reports/page/static_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/markup.hpp"
#include "reports/page/judged.hpp"
#include "reports/units.hpp"

namespace txlab::page {

namespace {

std::string string_of(const Json& value) { return value.get<std::string>(); }

std::vector<std::string> those(const Json& decision, std::initializer_list<const char*> kinds) {
  std::vector<std::string> names;
  for (const Json& one : decision.at("strategies")) {
    const std::string remains = string_of(one.at("remains"));
    if (std::ranges::find(kinds, remains) != kinds.end())
      names.push_back(string_of(one.at("name")));
  }
  return names;
}

// A sentence of which a value, `name`, is not the same in both languages.
template <typename InLanguage>
std::string with(const Catalogue& words, std::string_view key, const char* name,
                 const InLanguage& value, const Values& values) {
  std::string html;
  for (const auto& [tag, column] : {std::pair{"en", "en"}, std::pair{"zh-Hans", "zh"}}) {
    Values all = values;
    all.emplace_back(name, value(column));
    html += fmt::format("<span lang=\"{}\">{}</span>", tag, escaped(words.in(column, key, all)));
  }
  return html + " ";
}

// A sentence that lists names lists them as its language does.
std::string with_names(const Catalogue& words, std::string_view key,
                       const std::vector<std::string>& names, const Values& values = {}) {
  return with(
      words, key, "names", [&](const char* column) { return listed(names, column); }, values);
}

const Json& candidate(const Json& decision, const std::string& name) {
  return *std::ranges::find_if(decision.at("strategies"),
                               [&](const Json& one) { return one.at("name") == name; });
}

std::string written(const Json& number) { return number.is_null() ? "" : number.dump(); }

std::string untold(const Catalogue& words, const Json& candidate) {
  const Json& untold = candidate.at("untold");
  return words.both("verdict.untold." + string_of(untold.at("why")),
                    {{"name", string_of(candidate.at("name"))},
                     {"that", untold.value("that", "")},
                     {"replications", written(untold.value("replications", Json(nullptr)))}}) +
         " ";
}

std::string answer(const Catalogue& words, const Json& decision) {
  const std::vector<std::string> meet = those(decision, {"meets"});
  const std::vector<std::string> open = those(decision, {"open"});
  const std::vector<std::string> out = those(decision, {"fails", "breaks-claims"});
  std::string html = "<p class=\"answer\">";
  if (decision.at("recommended").is_null()) {
    html +=
        "<strong>" + words.both(open.empty() ? "verdict.nobody" : "verdict.not-yet") + "</strong> ";
  } else {
    const std::string name = string_of(decision.at("recommended"));
    html += "<strong>" + words.both("verdict.take", {{"name", name}}) + "</strong> ";
    const Json& share = candidate(decision, name).at("acceptability");
    html += with_names(
        words, meet.size() == 1 ? "verdict.only" : "verdict.among", meet,
        {{"name", name}, {"share", format_share(share.is_null() ? 0 : share.get<double>(), 2)}});
  }
  for (const std::string& name : open) html += untold(words, candidate(decision, name));
  if (!out.empty()) html += with_names(words, "verdict.out", out);
  return html + "</p>\n";
}

std::string_view sign_of(const Json& verdict) {
  if (verdict == "pass") return "✓";
  return verdict == "fail" ? "✗" : "~";
}

// A share is required in per cent and kept as a part of one.
std::string quantity(double value, const std::string& unit, const std::string& that) {
  const bool share = unit == "1" && that.find('%') != std::string::npos;
  return share ? format_share(value) : format_quantity(value, unit);
}

std::string quantity(const Json& estimate, const std::string& unit, const std::string& that) {
  return estimate.is_null() ? "–" : quantity(estimate.at("value").get<double>(), unit, that);
}

std::string cell(const Catalogue& words, const Json& requirement) {
  const Json& untold = requirement.at("untold");
  std::string remark;
  if (!untold.is_null()) {
    remark = " <span class=\"small\">" +
             words.both("require.untold." + string_of(untold),
                        {{"count", written(requirement.at("replications_to_tell"))}}) +
             "</span>";
  }
  return fmt::format("<td class=\"figure\">{} {}{}</td>",
                     quantity(requirement.at("value"), string_of(requirement.at("unit")),
                              string_of(requirement.at("that"))),
                     sign_of(requirement.at("verdict")), remark);
}

std::string requirements(const Catalogue& words, const Json& decision) {
  std::string html = "<h3>" + words.both("require.title") +
                     "</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">" +
                     words.both("strategy") + "</th><th scope=\"col\">" +
                     words.both("require.remains") + "</th>";
  for (const Json& one : decision.at("strategies")[0].at("requirements")) {
    html += "<th scope=\"col\"><code>" + escaped(string_of(one.at("that"))) + "</code></th>";
  }
  html += "</tr></thead><tbody>\n";
  for (const Json& one : decision.at("strategies")) {
    html += "<tr><th scope=\"row\">" + escaped(string_of(one.at("name"))) +
            "</th><td class=\"text\">" + words.both("require." + string_of(one.at("remains"))) +
            "</td>";
    for (const Json& requirement : one.at("requirements")) html += cell(words, requirement);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string objection(const Catalogue& words, const std::string& name, const Json& against) {
  const std::string unit = string_of(against.at("unit"));
  if (against.contains("missed")) {
    const std::string that = string_of(against.at("missed"));
    return words.both(
        "verdict.against-missed",
        {{"name", name}, {"that", that}, {"value", quantity(against.at("value"), unit, that)}});
  }
  const std::string criterion = string_of(against.at("criterion"));
  const auto called = [&](const char* column) {
    const std::string key = "criterion." + criterion;
    return words.has(key) ? words.in(column, key) : criterion;
  };
  const std::string html = with(words, "verdict.against-it", "what", called,
                                {{"name", name},
                                 {"value", quantity(against.at("value"), unit, "")},
                                 {"best", string_of(against.at("best"))},
                                 {"bestValue", quantity(against.at("best_value"), unit, "")}});
  const auto alike = against.at("alike").get<std::vector<std::string>>();
  return alike.empty() ? html : html + with_names(words, "verdict.against-alike", alike);
}

std::string loosened(const Catalogue& words, const Json& change, const Json& now) {
  const std::string remains = string_of(change.at("remains"));
  const std::string that = string_of(change.at("requirement"));
  const std::string html = words.both(
      "verdict.change-requirement",
      {{"name", remains},
       {"that", that},
       {"value", quantity(change.at("allows").get<double>(), string_of(change.at("unit")), that)}});
  const Json& recommended = change.at("recommended");
  if (recommended.is_null()) return html;
  const Json& share = change.at("acceptability");
  return html + " " +
         words.both(recommended == now       ? "verdict.change-still"
                    : recommended == remains ? "verdict.change-chosen"
                                             : "verdict.change-other",
                    {{"name", string_of(recommended)},
                     {"share", format_share(share.is_null() ? 1 : share.get<double>(), 2)}});
}

std::string elsewhere(const Catalogue& words, const Json& change) {
  std::string set;
  for (const auto& [path, value] : change.at("set").items()) {
    set += (set.empty() ? "" : ", ") + path + " = " + string_of(value);
  }
  const Json& recommended = change.at("recommended");
  if (!recommended.is_null()) {
    return words.both("verdict.change-sweep", {{"name", string_of(recommended)}, {"set", set}});
  }
  const bool kept = change.at("claims_kept").get<bool>();
  return words.both(kept ? "verdict.change-sweep-none" : "verdict.change-sweep-nobody",
                    {{"set", set}});
}

}  // namespace

const Json* decision_of(const Json& result, const Json& point) {
  const Json& of = &point == &result.at("points")[0] ? result : point;
  const auto found = of.find("decision");
  return found == of.end() ? nullptr : &*found;
}

bool has_requirements(const Json& decision) {
  return std::ranges::any_of(decision.at("strategies"),
                             [](const Json& one) { return !one.at("requirements").empty(); });
}

std::string decided(const Catalogue& words, const Json& decision) {
  return answer(words, decision) + reconsidered(words, decision) + requirements(words, decision);
}

std::string reconsidered(const Catalogue& words, const Json& decision) {
  std::string html;
  if (const Json& against = decision.at("against"); !against.is_null()) {
    const std::string name = string_of(decision.at("recommended"));
    html = "<p><strong>" + words.both("verdict.against-name", {{"name", name}}) + ":</strong> " +
           objection(words, name, against) + "</p>\n";
  }
  const Json& changes = decision.at("would_change");
  if (changes.empty()) return html;
  html += "<p><strong>" + words.both("verdict.change") + ":</strong></p>\n<ul>\n";
  for (const Json& one : changes) {
    html += "<li>" +
            (one.at("kind") == "sweep" ? elsewhere(words, one)
                                       : loosened(words, one, decision.at("recommended"))) +
            "</li>\n";
  }
  return html + "</ul>\n";
}

}  // namespace txlab::page
