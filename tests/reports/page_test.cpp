// The page for people: what stands in the file, with the bundle of reports/web and without. What a
// browser makes of it is the matter of tests/page.
#include "reports/page/page.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "reports/json.hpp"
#include "sample.hpp"
#include "tests/places/places.hpp"

namespace txlab {
namespace {

using Json = nlohmann::ordered_json;

constexpr PageBundle bundle{
    .script = "draw()", .script_sha256 = "aGFzaA==", .third_party = "ISC (c) somebody"};

PageInput input_of(const StudyResult& study) {
  return {.result = result_json(study),
          .description = study.description,
          .scenario_file = "a.yaml",
          .command = "txlab run a.yaml --report html=page.html",
          .tool = "txlab 0.1.0"};
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return "";
  const std::size_t after = begin + from.size();
  return text.substr(after, text.find(to, after) - after);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

Json data_of(const std::string& page) {
  return Json::parse(
      between(page, "<script type=\"application/json\" id=\"report\">", "</script>"));
}

TEST(Page, AllowsItsOwnScriptAndNothingElse) {
  const std::string page = html_page(input_of(sample_study()), bundle);
  EXPECT_EQ(between(page, "Content-Security-Policy\" content=\"", "\""),
            "default-src 'none'; script-src 'sha256-aGFzaA=='; style-src 'unsafe-inline'; "
            "img-src data:");
  EXPECT_EQ(between(page, "<script>", "</script>"), "draw()");
  EXPECT_EQ(count(page, "<script"), 2u) << "the data and the program";
  EXPECT_EQ(page.find("http"), page.find("http-equiv")) << "no address but data";
  EXPECT_EQ(count(page, "http"), 1u);
}

TEST(Page, HasTheResultsAsTheyAre) {
  const StudyResult study = sample_study();
  const Json data = data_of(html_page(input_of(study), bundle));
  EXPECT_EQ(data["schema"], "txlab.report/1");
  EXPECT_EQ(data["result"], Json::parse(result_json(study)));
  EXPECT_EQ(data["command"], "txlab run a.yaml --report html=page.html");
  EXPECT_EQ(data["third_party"], "ISC (c) somebody");
}

TEST(Page, TellsWithoutAScriptWhoWaitedForWhom) {
  StudyResult study = sample_study();
  StrategyResult& one = study.points[0].strategies[2];
  one.worst_waits = {.cycle = true, .database = "fund-db", .at_s = 2, .replication = 1};
  one.worst_waits->waits = {{17, 18, "cancel", "try", "fences", 34, false, 0},
                            {18, 0, "try", "<report>", "fences", 0, true, 12.5}};
  const std::string page = html_page(input_of(study), {});
  EXPECT_EQ(count(page, "purchase 17 (cancel) wants fences 34 → purchase 18 (try)"), 1u);
  EXPECT_EQ(count(page,
                  "purchase 18 (try) waits 12.5ms for the gap behind the last of fences → "
                  "somebody else (&lt;report&gt;)"),
            1u);
  EXPECT_EQ(count(page, "deadlock in fund-db at 2.00s, seed " + std::to_string(study.seed + 1)),
            1u);
  EXPECT_EQ(count(html_page(input_of(sample_study()), {}), "deadlock in"), 0u) << "nobody waited";
}

// What was put in comes out: p99 doubles from loss 0% to 5%, and grows tenfold from one replica to
// three; the window stays.
TEST(Page, TellsWhatEachFactorOfASweepChanges) {
  StudyResult study = sample_study();
  const PointResult first = study.points[0];
  study.points.clear();
  for (const double loss : {0.0, 1.0, 5.0}) {
    for (const double replicas : {1.0, 3.0}) {
      PointResult point = first;
      point.set = {{"loss", fmt::format("{}%", loss)}, {"replicas", fmt::format("{}", replicas)}};
      const double place = loss == 5 ? 1 : loss / 2;  // by the order of the values
      for (MetricResult& one : point.strategies[0].metrics) {
        for (auto& [name, quantile] : one.quantiles) {
          if (one.name != "client_latency" || name != "p99") continue;
          quantile = estimate(100 * std::pow(2, place) * (replicas == 3 ? 10 : 1), 1);
        }
      }
      study.points.push_back(point);
    }
  }
  const Json data = data_of(html_page(input_of(study), bundle));
  const std::string name = first.strategies[0].name;
  std::map<std::string, Json> by_criterion;
  for (const Json& one : data["tornado"]) {
    if (one["strategy"] == name) by_criterion[one["criterion"]] = one["factors"];
  }
  const Json& latency = by_criterion.at("p99(client_latency)");
  EXPECT_EQ(latency[0]["path"], "loss");
  EXPECT_EQ(latency[0]["from"], "0%");
  EXPECT_EQ(latency[0]["to"], "5%");
  EXPECT_NEAR(latency[0]["effect"]["value"].get<double>(), 2, 1e-9);
  EXPECT_NEAR(latency[1]["effect"]["value"].get<double>(), 10, 1e-9);
  const Json& window = by_criterion.at("p99(inconsistency_window)");
  EXPECT_NEAR(window[0]["effect"]["value"].get<double>(), 1, 1e-9);
  EXPECT_TRUE(data_of(html_page(input_of(sample_study()), bundle))["tornado"].empty());
}

TEST(Page, OfAWideSweepIsStillSmall) {
  StudyResult study = sample_study();
  Curve curve{"client_latency", "ms", 1000, 0, {}};
  for (int i = 0; i < 100; ++i) curve.points.push_back({i + 0.125, 1 - i / 100.0});
  for (StrategyResult& one : study.points[0].strategies) one.curves = {curve};
  for (int i = 0; i < 40; ++i) study.points.push_back(study.points[0]);
  EXPECT_GT(result_json(study).size(), 3'000'000u);
  const std::string page = html_page(input_of(study), bundle);
  EXPECT_LT(page.size(), 1'500'000u);
  EXPECT_EQ(between(page, "id=\"report\" data-packed=\"gzip\">", "</script>").substr(0, 4), "H4sI")
      << "what gzip begins with (RFC 1952), in base64";
}

TEST(Page, NoTextOfAScenarioEndsTheScript) {
  StudyResult study = sample_study();
  study.scenario_name = "</script><script>alert(1)</script><!--";
  study.points[0].strategies[0].name = "<img src=x onerror=alert(1)>";
  const PageInput input = input_of(study);
  const std::string page = html_page(input, bundle);
  EXPECT_EQ(count(page, "<script"), 2u);
  EXPECT_EQ(data_of(page)["result"]["scenario"]["name"], study.scenario_name);
  const std::string without = html_page(input, {});
  EXPECT_EQ(count(without, "<script"), 0u);
  EXPECT_EQ(count(without, "<img src=x"), 0u);
}

TEST(Page, WithoutTheBundleHasNoScript) {
  const std::string page = html_page(input_of(sample_study()), {});
  EXPECT_EQ(between(page, "Content-Security-Policy\" content=\"", "\""),
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  EXPECT_EQ(count(page, "<script"), 0u);
}

TEST(Page, WithoutTheBundleTellsHowPurchasesEnded) {
  const std::string page = html_page(input_of(sample_study()), {});
  const std::string heads = between(page, "<span lang=\"en\">Claims kept", "</tr>");
  for (const char* head : {"Bought", "Refused", "Undone", "Left open"}) {
    EXPECT_EQ(count(heads, std::string(">") + head + "<"), 1u) << head;
  }
  const std::string naive = between(page, "<th scope=\"row\">naive</th>", "</tr>");
  // 393600, 16190, 210 and 123 of 410000.
  for (const char* share : {">96.0%<", ">3.95%<", ">0.0512%<", ">0.0300%<"}) {
    EXPECT_EQ(count(naive, share), 1u) << share << " in " << naive;
  }
}

TEST(Page, WithoutTheBundleHasTheSameSections) {
  const StudyResult study = sample_study();
  const std::string page = html_page(input_of(study), {});
  for (const char* section : {"verdict", "trade-offs", "latency", "consistency", "faults",
                              "contention", "cost", "incidents", "method"}) {
    EXPECT_EQ(count(page, std::string("<section id=\"") + section + "\""), 1u) << section;
  }
  EXPECT_GE(count(page, "<table>"), 6u);
  EXPECT_GE(count(page, "data:image/svg+xml,"), 1u) << "trade-offs are drawn";
  for (const StrategyResult& one : study.points[0].strategies) {
    EXPECT_GE(count(page, "<th scope=\"row\">" + one.name + "</th>"), 6u) << one.name;
  }
}

TEST(Page, WithoutTheBundleSaysWhatTheResultsDecide) {
  StudyResult study = sample_study();
  for (StrategyResult& one : study.points[0].strategies) {
    ThresholdResult wanted{.text = "p99(client_latency) < 1s", .unit = "ms"};
    wanted.value = estimate(one.name == "mq-tx" ? 10 : 5000, 1);
    wanted.limit = 1000;
    wanted.verdict =
        one.name == "mq-tx" ? ThresholdResult::Verdict::pass : ThresholdResult::Verdict::fail;
    one.requirements = {wanted};
  }
  const std::string page = html_page(input_of(study), {});
  EXPECT_NE(page.find("<strong><span lang=\"en\">Take mq-tx.</span>"), std::string::npos);
  EXPECT_EQ(count(page, "<code>p99(client_latency) &lt; 1s</code>"), 1u);
  EXPECT_GE(count(page, "5.00s ✗"), 7u);
  EXPECT_EQ(count(page, "<span lang=\"en\">Strongest argument against mq-tx</span>"), 1u);
  EXPECT_EQ(count(page, ">tcc would remain, too, if “p99(client_latency) &lt; 1s” allowed 5.01s.<"),
            1u);
}

TEST(Page, WithoutTheBundleSaysWhereInASweepNobodyKeepsHisClaims) {
  StudyResult study = sample_study();
  study.points.push_back(study.points[0]);
  study.points[0].set = {{"hosts.mq.flush", "sync"}};
  study.points[1].set = {{"hosts.mq.flush", "async"}};
  for (StrategyResult& one : study.points[1].strategies) one.properties.clear();
  const std::string page = html_page(input_of(study), {});
  EXPECT_EQ(count(page, ">At hosts.mq.flush = async nobody keeps all claims.<"), 1u);
}

TEST(Page, WithoutTheBundleSaysWhatWasNotMeasured) {
  StudyResult study = sample_study();
  ThresholdResult wanted{.text = "mean(availability_coupling) > 99%", .unit = "1"};
  wanted.verdict = ThresholdResult::Verdict::inconclusive;
  wanted.value = {std::nan(""), std::nan(""), std::nan(""), false};
  for (StrategyResult& one : study.points[0].strategies) one.requirements = {wanted};
  const std::string page = html_page(input_of(study), {});
  EXPECT_GE(count(page, "“mean(availability_coupling) &gt; 99%” was not measured"), 1u);
  EXPECT_GE(count(page, "<span lang=\"en\">not measured</span>"), 1u);
  EXPECT_EQ(count(page, "at the limit"), 0u);
}

TEST(Page, WithoutTheBundleSpeaksBothLanguages) {
  const std::string page = html_page(input_of(sample_study()), {});
  EXPECT_NE(page.find("<span lang=\"en\">Verdict</span><span lang=\"zh-Hans\">结论</span>"),
            std::string::npos);
  EXPECT_EQ(count(page, "<span lang=\"en\">"), count(page, "<span lang=\"zh-Hans\">"));
}

TEST(Page, BeginsInTheLanguageOfTheProgram) {
  PageInput input = input_of(sample_study());
  EXPECT_TRUE(data_of(html_page(input, bundle))["language"].is_null()) << "the browser knows";
  EXPECT_NE(html_page(input, {}).find("id=\"in-en\" checked"), std::string::npos);
  input.language = Language::simplified_chinese;
  EXPECT_EQ(data_of(html_page(input, bundle))["language"], "zh-Hans");
  EXPECT_NE(html_page(input, {}).find("id=\"in-zh\" checked"), std::string::npos);
}

TEST(Page, SaysNothingWithoutWords) {
  const std::string page = html_page(input_of(sample_study()), {});
  const std::regex missing(R"(>\[[a-z][a-z.-]*\]<)");
  EXPECT_FALSE(std::regex_search(page, missing));
}

TEST(Page, EndsWhateverTheStudyHolds) {
  for (const PageBundle& one : {bundle, PageBundle{}}) {
    const std::string page = html_page(input_of(hostile_study()), one);
    EXPECT_TRUE(page.ends_with("</html>\n"));
    EXPECT_EQ(count(page, "<body>"), 1u);
  }
  StudyResult nothing;
  nothing.partial = true;
  EXPECT_TRUE(html_page(input_of(nothing), {}).ends_with("</html>\n"));
}

std::set<std::string> places_in(const std::string& text) {
  std::set<std::string> names;
  const std::regex place(R"(\{(\w+)\})");
  for (std::sregex_iterator one(text.begin(), text.end(), place), end; one != end; ++one) {
    names.insert((*one)[1]);
  }
  return names;
}

TEST(Page, EveryMessageSaysTheSameInBothLanguages) {
  std::set<std::string> keys;
  for (const auto& file :
       std::filesystem::directory_iterator(source_folder() / "reports/web/messages")) {
    std::ifstream in(file.path());
    const Json messages = Json::parse(in);
    for (const auto& [key, text] : messages.items()) {
      EXPECT_TRUE(keys.insert(key).second) << key << " is there twice";
      const auto english = text.at("en").get<std::string>();
      const auto chinese = text.at("zh").get<std::string>();
      EXPECT_EQ(text.size(), 2u) << key;
      EXPECT_EQ(places_in(english), places_in(chinese)) << key;
      EXPECT_FALSE(english.empty() || chinese.empty()) << key;
    }
  }
  EXPECT_GT(keys.size(), 200u);
}

}  // namespace
}  // namespace txlab
