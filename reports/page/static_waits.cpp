#include "reports/page/static_waits.hpp"

#include <fmt/format.h>

#include "reports/markup.hpp"
#include "reports/units.hpp"

namespace txlab::page {

namespace {

// The words of one language, as plain text.
struct InLanguage {
  const Catalogue& words;
  std::string_view column;

  std::string transaction(const Json& purchase, const Json& does) const {
    const std::string what = does.get<std::string>();
    if (purchase.is_null()) return words.in(column, "waits.somebody", {{"does", what}});
    return words.in(column, "waits.purchase", {{"purchase", purchase.dump()}, {"does", what}});
  }

  std::string row(const Json& wait) const {
    const Json& key = wait.at("key");
    const char* const sentence = !wait.at("gap").get<bool>() ? "waits.row-of"
                                 : key == 0                  ? "waits.gap-at-the-end"
                                                             : "waits.gap-before";
    return words.in(column, sentence,
                    {{"table", wait.at("table").get<std::string>()}, {"key", key.dump()}});
  }

  std::string line(const Json& wait) const {
    const double waited_ns = wait.at("waited_ms").get<double>() * 1e6;
    const char* const sentence = waited_ns == 0 ? "waits.wants" : "waits.for";
    return fmt::format(
        "{} {} → {}", transaction(wait.at("waiter"), wait.at("waiter_does")),
        words.in(column, sentence, {{"time", format_duration(waited_ns)}, {"row", row(wait)}}),
        transaction(wait.at("holder"), wait.at("holder_does")));
  }
};

std::string line_in_both(const Catalogue& words, const Json& wait) {
  return "<li><span lang=\"en\">" + escaped(InLanguage{words, "en"}.line(wait)) +
         "</span><span lang=\"zh-Hans\">" + escaped(InLanguage{words, "zh"}.line(wait)) +
         "</span></li>\n";
}

std::string waits_of(const Catalogue& words, const Json& strategy, std::uint64_t seed) {
  const Json& worst = strategy.at("worst_waits");
  const std::string kind = worst.at("kind").get<std::string>();
  std::string html =
      "<p><strong>" + escaped(strategy.at("name").get<std::string>()) + "</strong>: " +
      words.both("waits." + kind + "-at",
                 {{"database", worst.at("database").get<std::string>()},
                  {"at", format_duration(worst.at("at_s").get<double>() * 1e9)},
                  {"seed", fmt::to_string(seed + worst.at("replication").get<std::uint64_t>())}}) +
      "</p>\n<ol>\n";
  for (const Json& wait : worst.at("waits")) html += line_in_both(words, wait);
  return html + "</ol>\n";
}

}  // namespace

std::string worst_waits(const Catalogue& words, const Json& point, std::uint64_t seed) {
  std::string html;
  for (const Json& strategy : point.at("strategies")) {
    if (strategy.contains("worst_waits")) html += waits_of(words, strategy, seed);
  }
  if (html.empty()) return "";
  return "<h3>" + words.both("waits.title") + "</h3>\n" + html + "<p class=\"note\">" +
         words.both("waits.note") + "</p>\n";
}

}  // namespace txlab::page
