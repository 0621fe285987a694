// Traces of others as a source of latencies.
#include "reports/trace/otlp_durations.hpp"

#include <gmock/gmock.h>

namespace txlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::string document(const std::string& spans) {
  return R"({"resourceSpans": [{"resource": {}, "scopeSpans": [{"spans": [)" + spans + "]}]}]}";
}
std::string span(const std::string& name, const std::string& start, const std::string& end) {
  return R"({"name": ")" + name + R"(", "startTimeUnixNano": )" + start +
         R"(, "endTimeUnixNano": )" + end + "}";
}

// Nanoseconds since 1970 need more digits than a JSON number keeps: the difference is exact.
TEST(OtlpDurations, AreThoseOfTheSpansOfOneName) {
  const std::string text =
      document(span("db.commit", R"("1700000000000000001")", R"("1700000000000350002")") + "," +
               span("db.query", R"("5")", R"("6")") + "," + span("db.commit", "7", "17"));
  const OtlpDurations found = otlp_durations(text, "db.commit");
  EXPECT_THAT(found.nanoseconds, ElementsAre(350'001, 10));
  EXPECT_THAT(found.names, ElementsAre(Pair("db.commit", 2), Pair("db.query", 1)));
  EXPECT_EQ(found.mistake, "");
}

TEST(OtlpDurations, AreReadFromADocumentPerLine) {
  const std::string line = document(span("a", R"("1")", R"("3")"));
  EXPECT_THAT(otlp_durations(line + "\n\n" + line + "\r\n", "a").nanoseconds, ElementsAre(2, 2));
  EXPECT_THAT(otlp_durations(line + "\n{", "a").mistake, HasSubstr("(line 2)"));
}

TEST(OtlpDurations, LeaveOutWhatHasNotEndedAndRefuseWhatCannotBe) {
  const OtlpDurations open = otlp_durations(
      document(span("a", R"("1")", R"("0")") + "," + span("a", R"("1")", R"("4")")), "a");
  EXPECT_THAT(open.nanoseconds, ElementsAre(3));
  EXPECT_EQ(open.unfinished, 1u);
  EXPECT_THAT(otlp_durations(document(span("a", R"("4")", R"("1")")), "a").mistake,
              HasSubstr("ends before it starts"));
  EXPECT_THAT(otlp_durations(document(span("a", R"("x")", R"("1")")), "a").mistake,
              HasSubstr("no startTimeUnixNano"));
}

TEST(OtlpDurations, OfWhatIsNoTraceAreARefusal) {
  for (const char* text : {"{}", "[]", "[1, {}]", R"({"resourceSpans": 3})",
                           R"({"resourceSpans": [{"scopeSpans": [null, 1]}]})",
                           R"({"resourceSpans": [{"scopeSpans": [{"spans": [{"name": 1}]}]}]})"}) {
    EXPECT_THAT(otlp_durations(text, "a").mistake, HasSubstr("no spans in it")) << text;
  }
  EXPECT_THAT(otlp_durations(std::string(100'000, '['), "a").mistake, HasSubstr("no JSON"));
  EXPECT_THAT(otlp_durations("{\"a\": \"\xff\"}", "a").mistake, HasSubstr("no JSON"));
}

}  // namespace
}  // namespace txlab
