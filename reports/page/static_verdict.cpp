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

// A sentence that lists names lists them as its language does.
std::string with_names(const Catalogue& words, std::string_view key,
                       const std::vector<std::string>& names, Values values = {}) {
  std::string html;
  for (const auto& [tag, column] : {std::pair{"en", "en"}, std::pair{"zh-Hans", "zh"}}) {
    Values all = values;
    all.emplace_back("names", listed(names, column));
    html += fmt::format("<span lang=\"{}\">{}</span>", tag, escaped(words.in(column, key, all)));
  }
  return html + " ";
}

const Json& candidate(const Json& decision, const std::string& name) {
  return *std::ranges::find_if(decision.at("strategies"),
                               [&](const Json& one) { return one.at("name") == name; });
}

// How many replications would tell; nothing if nobody knows.
std::string would_tell(const Catalogue& words, const Json& one) {
  std::uint64_t most = 0;
  for (const Json& requirement : one.at("requirements")) {
    if (requirement.at("verdict") != "inconclusive") continue;
    const Json& needed = requirement.at("replications_to_tell");
    if (needed.is_null()) {
      return words.both("verdict.will-not-tell", {{"name", string_of(one.at("name"))}}) + " ";
    }
    most = std::max(most, needed.get<std::uint64_t>());
  }
  return words.both("verdict.would-tell",
                    {{"name", string_of(one.at("name"))}, {"replications", fmt::to_string(most)}}) +
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
  for (const std::string& name : open) html += would_tell(words, candidate(decision, name));
  if (!out.empty()) html += with_names(words, "verdict.out", out);
  return html + "</p>\n";
}

std::string_view sign_of(const Json& verdict) {
  if (verdict == "pass") return "✓";
  return verdict == "fail" ? "✗" : "~";
}

std::string cell(const Json& requirement) {
  const Json& value = requirement.at("value");
  const bool share = requirement.at("unit") == "1" &&
                     string_of(requirement.at("that")).find('%') != std::string::npos;
  std::string text = "–";
  if (!value.is_null()) {
    const double number = value.at("value").get<double>();
    text =
        share ? format_share(number) : format_quantity(number, string_of(requirement.at("unit")));
  }
  return fmt::format("<td class=\"figure\">{} {}</td>", text, sign_of(requirement.at("verdict")));
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
    for (const Json& requirement : one.at("requirements")) html += cell(requirement);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace

const Json* decision_of(const Json& result, const Json& point) {
  if (const auto own = point.find("decision"); own != point.end()) return &*own;
  const auto first = result.find("decision");
  if (first == result.end() || &point != &result.at("points")[0]) return nullptr;
  return &*first;
}

bool has_requirements(const Json& decision) {
  return std::ranges::any_of(decision.at("strategies"),
                             [](const Json& one) { return !one.at("requirements").empty(); });
}

std::string decided(const Catalogue& words, const Json& decision) {
  return answer(words, decision) + requirements(words, decision);
}

}  // namespace txlab::page
