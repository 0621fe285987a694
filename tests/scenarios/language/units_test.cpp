#include "scenarios/language/units.hpp"

#include <gtest/gtest.h>

namespace txlab::language {
namespace {

template <typename T>
std::string mistake(const Quantity<T>& quantity) {
  if (quantity.value) return "none";
  const std::string hint = quantity.mistake.hint.empty() ? "" : "; " + quantity.mistake.hint;
  return std::string(quantity.mistake.code->name) + ": " + quantity.mistake.what + hint;
}

TEST(Units, DurationsHaveSevenUnits) {
  EXPECT_EQ(unit::duration("1ns").value, 1ns);
  EXPECT_EQ(unit::duration("450us").value, 450us);
  EXPECT_EQ(unit::duration("200ms").value, 200ms);
  EXPECT_EQ(unit::duration("30s").value, 30s);
  EXPECT_EQ(unit::duration("2m").value, 2min);
  EXPECT_EQ(unit::duration("24h").value, 24h);
  EXPECT_EQ(unit::duration("2d").value, 48h);
}

TEST(Units, DurationsAreSumsWithExactDecimals) {
  EXPECT_EQ(unit::duration("1m30s").value, 90s);
  EXPECT_EQ(unit::duration("1d2h3m4s5ms6us7ns").value, 26h + 3min + 4s + 5ms + 6us + 7ns);
  EXPECT_EQ(unit::duration("2.1ms").value, 2'100'000ns);
  EXPECT_EQ(unit::duration("0.1s").value, 100ms);
  EXPECT_EQ(unit::duration("1.5h").value, 90min);
  EXPECT_EQ(unit::duration("0s").value, 0ns);
  EXPECT_EQ(unit::duration("36500d").value, 36'500 * 24h);
}

TEST(Units, DurationsThatAreWrongSayWhatToWrite) {
  EXPECT_EQ(mistake(unit::duration("30")),
            "missing-unit: has no unit; write `30s` or `30ms`; units: ns us ms s m h d");
  EXPECT_EQ(mistake(unit::duration("-3s")), "negative: is negative");
  EXPECT_EQ(mistake(unit::duration("5 s")), "wrong-unit: has a blank in it; write `5s`");
  EXPECT_EQ(mistake(unit::duration("5min")), "wrong-unit: has no unit of ours; write `5m`");
  EXPECT_EQ(mistake(unit::duration("5 seconds")), "wrong-unit: has a blank in it; write `5s`");
  EXPECT_EQ(mistake(unit::duration("7µs")), "wrong-unit: has no unit of ours; write `7us`");
  EXPECT_EQ(mistake(unit::duration("5%")), "wrong-unit: has the unit `%`; units: ns us ms s m h d");
  EXPECT_EQ(mistake(unit::duration("50/s")),
            "wrong-unit: has the unit `/s`; units: ns us ms s m h d");
  EXPECT_EQ(mistake(unit::duration("36501d")), "out-of-range: is too long; 36500d is the longest");
  EXPECT_EQ(mistake(unit::duration("")), "missing-value: is empty");
  EXPECT_EQ(mistake(unit::duration("soon")), "bad-value: is no number");
  for (const auto text : {"30s1m", "1s1s", "0.1ns", "1m30", "1.2.3s", "99999999999999999999s"}) {
    EXPECT_FALSE(unit::duration(text).value) << text;
  }
}

TEST(Units, DurationsMayHaveToBePositiveOrMayBeNegative) {
  EXPECT_EQ(mistake(unit::positive_duration("0s")),
            "out-of-range: is nothing; it must be longer than 0s");
  EXPECT_EQ(unit::positive_duration("1ns").value, 1ns);
  EXPECT_EQ(unit::signed_duration("-50ms").value, -50ms);
  EXPECT_EQ(unit::signed_duration("50ms").value, 50ms);
  EXPECT_FALSE(unit::signed_duration("--50ms").value);
}

TEST(Units, SharesArePercentages) {
  EXPECT_DOUBLE_EQ(*unit::share("0.5%").value, 0.005);
  EXPECT_DOUBLE_EQ(*unit::share("100%").value, 1);
  EXPECT_EQ(mistake(unit::share("0.05")), "missing-unit: has no unit; write `0.05%` or `5%`");
  EXPECT_EQ(mistake(unit::share("1")), "missing-unit: has no unit; write `1%` or `100%`");
  EXPECT_EQ(mistake(unit::share("5")), "missing-unit: has no unit; write `5%`");
  EXPECT_EQ(mistake(unit::share("120%")), "out-of-range: is more than 100 %");
  EXPECT_EQ(mistake(unit::share("-1%")), "negative: is negative");
  EXPECT_EQ(mistake(unit::share("3 %")), "wrong-unit: has a blank in it; write `3%`");
  EXPECT_EQ(mistake(unit::share("3ms")),
            "wrong-unit: has the unit `ms`; a percentage such as `0.5%`");
  EXPECT_DOUBLE_EQ(unit::probability("50%").value->value(), 0.5);
}

TEST(Units, RatesArePerSecondMinuteOrHour) {
  EXPECT_DOUBLE_EQ(*unit::rate("50/s").value, 50);
  EXPECT_DOUBLE_EQ(*unit::rate("3/m").value, 0.05);
  EXPECT_DOUBLE_EQ(*unit::rate("36/h").value, 0.01);
  EXPECT_DOUBLE_EQ(*unit::rate("2k/s").value, 2000);
  EXPECT_DOUBLE_EQ(*unit::rate("0/s").value, 0);
  EXPECT_EQ(mistake(unit::rate("50")), "missing-unit: has no unit; write `50/s`");
  EXPECT_EQ(mistake(unit::rate("50/min")), "wrong-unit: has the unit `/min`; write `50/m`");
  EXPECT_EQ(mistake(unit::rate("50tps")), "wrong-unit: has the unit `tps`; write `50/s`");
  EXPECT_EQ(mistake(unit::rate("50 /s")), "wrong-unit: has a blank in it; write `50/s`");
  EXPECT_EQ(mistake(unit::rate("-50/s")), "negative: is negative");
}

TEST(Units, CountsHaveThousandsAndMillions) {
  EXPECT_EQ(unit::count("15").value, 15);
  EXPECT_EQ(unit::count("20k").value, 20'000);
  EXPECT_EQ(unit::count("1.5M").value, 1'500'000);
  EXPECT_EQ(mistake(unit::count("1.5")), "bad-value: is no whole number");
  EXPECT_EQ(mistake(unit::count("1.2345k")), "bad-value: is no whole number");
  EXPECT_EQ(mistake(unit::count("20K")), "wrong-unit: has the unit `K`; write `20k`");
  EXPECT_EQ(mistake(unit::count("20s")),
            "wrong-unit: has the unit `s`; a whole number; `k` and `M` may follow it");
  EXPECT_EQ(mistake(unit::count("20 k")), "wrong-unit: has a blank in it; write `20k`");
  EXPECT_EQ(mistake(unit::count("-2")), "negative: is negative");
  EXPECT_EQ(mistake(unit::count("yes")), "bad-value: is no number");
  EXPECT_FALSE(unit::count("99999999999999999999").value);
}

TEST(Units, NumbersOfOtherLanguagesAreRefused) {
  EXPECT_EQ(mistake(unit::count("010")),
            "octal: has a leading zero and looks octal; write `10`: numbers are decimal");
  EXPECT_EQ(mistake(unit::count("000")),
            "octal: has a leading zero and looks octal; write `0`: numbers are decimal");
  EXPECT_EQ(mistake(unit::count("0x1F")), "octal: is not decimal; write it as a decimal number");
  EXPECT_EQ(mistake(unit::count("0o17")), "octal: is not decimal; write it as a decimal number");
  EXPECT_EQ(mistake(unit::count("2_000")), "bad-value: has grouped digits; write `2000`");
  EXPECT_EQ(mistake(unit::count("5,000,000")), "bad-value: has grouped digits; write `5000000`");
  EXPECT_EQ(mistake(unit::money("1,000 CNY")), "bad-value: has grouped digits; write `1000 CNY`");
  EXPECT_EQ(mistake(unit::duration("10,5s")), "bad-value: has a decimal comma; write `10.5s`");
  EXPECT_EQ(mistake(unit::ppm("-2,5ppm")), "bad-value: has a decimal comma; write `-2.5ppm`");
  EXPECT_EQ(mistake(unit::count("1e3")),
            "bad-value: has an exponent; write it out; k and M exist for counts");
  EXPECT_EQ(mistake(unit::count("+3")), "bad-value: has a plus sign; drop it");
  EXPECT_EQ(mistake(unit::factor(".5")), "bad-value: begins with a point; write `0.5`");
  EXPECT_EQ(mistake(unit::factor("5.")), "bad-value: ends in a point; drop it");
  EXPECT_EQ(mistake(unit::duration("010ms")),
            "octal: has a leading zero and looks octal; write `10ms`: numbers are decimal");
}

struct Foreign {
  std::string_view text;
  std::string_view told;
};

// Whoever writes what the hint says has the quantity that was meant.
TEST(Units, OtherUnitsAreConvertedExactlyOrNotAtAll) {
  const auto told = [](auto parse, std::initializer_list<Foreign> all) {
    for (const auto& [text, hint] : all) EXPECT_EQ(parse(text).mistake.hint, hint) << text;
  };
  told(unit::money, {{"10万元", "write `100000 CNY`"},
                     {"1.5万", "write `15000 CNY`"},
                     {"105 fen", "write `1.05 CNY`"},
                     {"5分", "write `0.05 CNY`"},
                     {"20k", "write `20k CNY`"},
                     {"1000CNY", "write `1000 CNY`"},
                     {"1000 USD", "the unit is CNY, as in `100 CNY`"}});
  told(unit::count, {{"5万", "write `50000`"},
                     {"5thousand", "write `5k`"},
                     {"2 million", "write `2M`"},
                     {"5m", "a whole number; `k` and `M` may follow it"}});
  told(unit::rate, {{"20/ms", "write `20000/s`"},
                    {"20k/ms", "write `20000k/s`"},
                    {"1200rpm", "write `1200/m`"},
                    {"20/d", "units: /s /m /h, as in `20/s`"},
                    {"1/5s", "units: /s /m /h, as in `20/s`"},
                    {"20kk/s", "units: /s /m /h, as in `20/s`"}});
  told(unit::share, {{"5‰", "write `0.5%`"},
                     {"20ppm", "write `0.002%`"},
                     {"5k%", "a percentage such as `0.5%`"}});
  told(unit::ppm, {{"-0.01%", "write `-100ppm`"}, {"5ms", "the unit is ppm, as in `20ppm`"}});
  told(unit::factor,
       {{"200%", "write `2`"}, {"20x", "write `20`"}, {"5s", "a number without a unit"}});
  told(unit::signed_duration, {{"-5 seconds", "write `-5s`"}});
}

TEST(Units, ClockTimesAreNoDurations) {
  EXPECT_EQ(mistake(unit::duration("00:05:00")), "bad-value: is a clock time; write `5m`");
  EXPECT_EQ(mistake(unit::duration("09:30")),
            "bad-value: is a clock time; write `9m30s` or `9h30m`");
  EXPECT_EQ(mistake(unit::time_of_day("9am")), "bad-value: is not one; `HH:MM`, such as `09:00`");
}

TEST(Units, SeedsHaveAllSixtyFourBits) {
  EXPECT_EQ(unit::seed("18446744073709551615").value, 18446744073709551615u);
  EXPECT_EQ(mistake(unit::seed("18446744073709551616")), "out-of-range: does not fit in 64 bits");
  EXPECT_EQ(mistake(unit::seed("20k")), "wrong-unit: has the unit `k`; digits only");
  EXPECT_EQ(mistake(unit::seed("1.5")), "bad-value: is no whole number");
}

TEST(Units, MoneyIsExactToTheFen) {
  EXPECT_EQ(unit::money("1000 CNY").value, yuan(1000));
  EXPECT_EQ(unit::money("200k CNY").value, yuan(200'000));
  EXPECT_EQ(unit::money("1.5M CNY").value, yuan(1'500'000));
  EXPECT_EQ(unit::money("0.05 CNY").value, Money{5});
  EXPECT_EQ(unit::money("12.34 CNY").value, Money{1234});
  EXPECT_EQ(unit::money("0.29 CNY").value, Money{29});
  EXPECT_EQ(unit::money("1.23456k CNY").value, Money{123'456});
  EXPECT_EQ(mistake(unit::money("0.001 CNY")),
            "bad-value: is finer than a fen; 0.01 CNY is the least");
  EXPECT_EQ(mistake(unit::money("1000")), "missing-unit: has no unit; write `1000 CNY`");
  EXPECT_EQ(mistake(unit::money("200kCNY")), "wrong-unit: has the unit `kCNY`; write `200k CNY`");
  EXPECT_EQ(mistake(unit::money("1000 yuan")), "wrong-unit: has the unit `yuan`; write `1000 CNY`");
  EXPECT_EQ(mistake(unit::money("-5 CNY")), "negative: is negative");
}

TEST(Units, DriftsAreInPartsPerMillion) {
  EXPECT_DOUBLE_EQ(*unit::ppm("20ppm").value, 20);
  EXPECT_DOUBLE_EQ(*unit::ppm("-2.5ppm").value, -2.5);
  EXPECT_EQ(mistake(unit::ppm("20")), "missing-unit: has no unit; write `20ppm`");
}

TEST(Units, FactorsAreBare) {
  EXPECT_DOUBLE_EQ(*unit::factor("0.9").value, 0.9);
  EXPECT_EQ(mistake(unit::factor("20x")), "wrong-unit: has the unit `x`; write `20`");
  EXPECT_EQ(mistake(unit::factor("20%")), "wrong-unit: has the unit `%`; write `0.2`");
}

TEST(Units, SwitchesAreOnOrOff) {
  EXPECT_EQ(unit::toggle("on").value, true);
  EXPECT_EQ(unit::toggle("true").value, true);
  EXPECT_EQ(unit::toggle("off").value, false);
  EXPECT_EQ(unit::toggle("false").value, false);
  EXPECT_EQ(mistake(unit::toggle("yes")), "yes-no: is not how txlab writes it; write `on`");
  EXPECT_EQ(mistake(unit::toggle("No")), "yes-no: is not how txlab writes it; write `off`");
  EXPECT_EQ(mistake(unit::toggle("On")), "yes-no: is not how txlab writes it; write `on`");
  EXPECT_EQ(mistake(unit::toggle("1")), "bad-value: is no switch; `on` or `off`");
}

}  // namespace
}  // namespace txlab::language
