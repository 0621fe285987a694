#include "reports/page/static_page.hpp"

#include <fmt/format.h>

#include <set>

#include "reports/markup.hpp"
#include "reports/page/catalogue.hpp"
#include "reports/page/judged.hpp"
#include "reports/page/static_verdict.hpp"
#include "reports/page/static_waits.hpp"
#include "reports/page/trade_off_svg.hpp"
#include "reports/trace/space_time_svg.hpp"
#include "reports/units.hpp"

namespace txlab::page {

namespace {

// Of a table: a metric, what of it, and the message that heads its column.
struct Column {
  std::string_view metric;
  std::string_view statistic;
  std::string_view heading;  // a key of the catalogue, or plain text with a leading `=`
};

constexpr Column verdict_columns[] = {
    {"client_latency", "p99", "metric.first"},
    {"time_to_final_answer", "p99", "metric.final"},
    {"inconsistency_window", "p99", "metric.disagree"},
    {"money_at_risk", "mean", "metric.risk"},
    {"availability_coupling", "mean", "metric.up"},
    {"messages_per_purchase", "mean", "metric.messages"},
    {"forced_writes_per_purchase", "mean", "metric.forced"},
};
constexpr std::string_view purchase_ends[] = {"bought", "refused", "undone", "open"};
constexpr Column latency_columns[] = {
    {"client_latency", "p50", "=p50"},     {"client_latency", "p90", "=p90"},
    {"client_latency", "p95", "=p95"},     {"client_latency", "p99", "=p99"},
    {"client_latency", "p99.9", "=p99.9"},
};
constexpr Column consistency_columns[] = {
    {"inconsistency_window", "p50", "=p50"},     {"inconsistency_window", "p99", "=p99"},
    {"inconsistency_window", "p99.9", "=p99.9"}, {"money_at_risk", "mean", "metric.risk"},
    {"in_doubt", "mean", "series.prepared"},
};
constexpr Column fault_columns[] = {
    {"recovery_time", "p90", "faults.recovery"},
    {"duplicates", "mean", "faults.duplicates"},
    {"checks", "mean", "faults.checks"},
    {"dead_letters", "mean", "faults.dead_letters"},
    {"needs_operator", "mean", "series.needs_operator"},
};
constexpr Column contention_columns[] = {
    {"lock_hold", "p50", "contention.hold50"}, {"lock_hold", "p99", "contention.hold99"},
    {"lock_wait", "mean", "contention.wait"},  {"lock_wait", "p99", "contention.wait99"},
    {"deadlocks", "mean", "faults.deadlocks"},
};
constexpr Column cost_columns[] = {
    {"messages_per_purchase", "mean", "cost.messages_per_purchase"},
    {"wire_messages_per_purchase", "mean", "cost.wire_messages_per_purchase"},
    {"forced_writes_per_purchase", "mean", "cost.forced_writes_per_purchase"},
    {"fsyncs_per_purchase", "mean", "cost.fsyncs_per_purchase"},
    {"db_round_trips_per_purchase", "mean", "cost.db_round_trips_per_purchase"},
    {"calm_messages_per_purchase", "mean", "cost.calm_messages_per_purchase"},
    {"faulty_messages_per_purchase", "mean", "cost.faulty_messages_per_purchase"},
};

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

// Percent-encoded as far as an URI needs it (RFC 3986, section 2.1).
std::string inside_uri(std::string_view text) {
  constexpr std::string_view unsafe = "%#<>\"&'{}|\\^`[]";
  std::string uri;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) > '~' ||
        unsafe.find(c) != std::string_view::npos) {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri;
}

class Body {
 public:
  Body(const PageInput& input, const Json& document)
      : input_(input), result_(document.at("result")) {}

  std::string html() {
    html_ += "<body>\n";
    add_language_choice();
    add_head();
    html_ += "<main>\n";
    for (const Json& point : result_.at("points")) add_point(point);
    add_method();
    html_ += "</main>\n<footer>" + words_.both("made-by", {{"tool", input_.tool}}) + "</footer>\n";
    return html_ + "</body>\n";
  }

 private:
  // Two radio buttons, and a style sheet that looks which is chosen: no script is needed.
  void add_language_choice() {
    const bool english = input_.language == Language::english;
    const auto choice = [](const char* id, const char* name, bool chosen) {
      return fmt::format(
          "<label><input type=\"radio\" name=\"language\" id=\"{}\"{}><span>{}</span></label>", id,
          chosen ? " checked" : "", name);
    };
    html_ +=
        "<form class=\"tools static-tools\"><fieldset class=\"choice\"><legend class=\"unseen\">" +
        words_.both("language") + "</legend>" + choice("in-en", "English", english) +
        choice("in-zh", "中文", !english) + "</fieldset></form>\n";
  }

  void add_head() {
    const Json& points = result_.at("points");
    const std::size_t strategies = points.empty() ? 0 : points[0].at("strategies").size();
    const std::uint64_t replications =
        strategies == 0 ? 0 : points[0].at("strategies")[0].at("replications").get<std::uint64_t>();
    html_ += "<header>\n<h1>" + escaped(text_of(result_.at("scenario").at("name"))) + "</h1>\n";
    if (!input_.description.empty()) {
      html_ += "<p class=\"lead\">" + escaped(input_.description) + "</p>\n";
    }
    html_ += "<p class=\"small\">" +
             words_.both("head", {{"strategies", fmt::to_string(strategies)},
                                  {"replications", fmt::to_string(replications)},
                                  {"seed", result_.at("seed").dump()}}) +
             "</p>\n";
    if (result_.at("partial").get<bool>()) {
      html_ += "<p class=\"warning\">" + words_.both("partial") + "</p>\n";
    }
    html_ += "<p class=\"note\">" + words_.both("static") + "</p>\n</header>\n";
  }

  void section(std::string_view name, const std::string& content) {
    if (content.empty()) return;
    const bool first = opened_.insert(std::string(name)).second;
    html_ += fmt::format("<section{}><h2>{}</h2>\n", first ? fmt::format(" id=\"{}\"", name) : "",
                         words_.both(fmt::format("title.{}", name)));
    html_ += content + "</section>\n";
  }

  void add_point(const Json& point) {
    std::string settings;
    for (const auto& [path, value] : point.at("set").items()) {
      settings += (settings.empty() ? "" : ", ") + path + "=" +
                  (value.is_string() ? value.get<std::string>() : value.dump());
    }
    if (!settings.empty()) html_ += "<h2>" + escaped(settings) + "</h2>\n";
    section("verdict", verdict(point));
    section("trade-offs", trade_offs(point));
    section("latency", table(point, latency_columns));
    section("consistency", table(point, consistency_columns));
    section("faults", table(point, fault_columns));
    section("contention", table(point, contention_columns) +
                              worst_waits(words_, point, result_.at("seed").get<std::uint64_t>()));
    section("cost", table(point, cost_columns));
    section("incidents", incidents(point));
  }

  std::string verdict(const Json& point) {
    const Json* decision = decision_of(result_, point);
    if (decision != nullptr && has_requirements(*decision)) {
      return decided(words_, *decision) + table(point, verdict_columns, Kind::with_claims);
    }
    std::vector<std::string> remaining;
    for (const Json& one : point.at("strategies")) {
      if (is_ranked(one) && kept_by(one).everything()) remaining.push_back(text_of(one.at("name")));
    }
    const char* key = remaining.empty()       ? "verdict.remain-none"
                      : remaining.size() == 1 ? "verdict.remain-one"
                                              : "verdict.remain";
    std::string html = "<p class=\"answer\">";
    for (const auto& [tag, column] : {std::pair{"en", "en"}, std::pair{"zh-Hans", "zh"}}) {
      html += fmt::format("<span lang=\"{}\">{}</span>", tag,
                          escaped(words_.in(column, key, {{"names", listed(remaining, column)}})));
    }
    html += "</p>\n";
    if (decision != nullptr) html += reconsidered(words_, *decision);
    return html + table(point, verdict_columns, Kind::with_claims);
  }

  std::string trade_offs(const Json& point) {
    std::vector<TradeOffPoint> points;
    for (const Json& one : point.at("strategies")) {
      const auto x = value_of(one, "client_latency", "p99");
      const auto y = value_of(one, "inconsistency_window", "p99");
      if (x && y) points.push_back({text_of(one.at("name")), *x, *y, is_ranked(one)});
    }
    if (points.size() < 2) return "";
    return "<figure><figcaption><strong>" + words_.both("trade.main") + "</strong></figcaption>" +
           drawing(trade_off_svg(points, words_.in("en", "trade.x"), words_.in("en", "trade.y")),
                   words_.in("en", "trade.main")) +
           "</figure>\n";
  }

  // As an image of its own, so that the style of a drawing cannot meet that of the page.
  static std::string drawing(const std::string& svg, const std::string& meaning) {
    return fmt::format("<img class=\"static\" alt=\"{}\" src=\"data:image/svg+xml,{}\">\n",
                       escaped(meaning), inside_uri(svg));
  }

  std::string incidents(const Json& point) {
    std::string html;
    for (const Json& strategy : point.at("strategies")) {
      for (const Json& property : strategy.at("properties")) {
        if (property.at("violations") == 0) continue;
        html += incident(point, text_of(strategy.at("name")), property);
      }
    }
    return html.empty() ? "<p>" + words_.both("incidents.none") + "</p>\n" : html;
  }

  std::string incident(const Json& point, const std::string& strategy, const Json& property) {
    const std::string name = text_of(property.at("name"));
    std::string html =
        "<article class=\"card incident\"><h3>" +
        words_.both("incidents.title", {{"strategy", strategy}, {"property", name}}) + "</h3>\n<p>";
    if (words_.has("property." + name)) html += words_.both("property." + name) + " ";
    html += words_.both("incidents.times", {{"count", property.at("violations").dump()}}) +
            "</p>\n<p>" + escaped(text_of(property.at("example"))) + "</p>\n";
    const Json& points = result_.at("points");
    for (const Incident& one : input_.incidents) {
      if (&point != &points[one.point] || one.here.strategy != strategy || one.property != name)
        continue;
      html += told(one.here, one.purchase);
      if (one.elsewhere) {
        html += "<h4>" +
                words_.both("incidents.elsewhere", {{"strategy", one.elsewhere->strategy}}) +
                "</h4>\n" + told(*one.elsewhere, one.purchase);
      }
    }
    html += "<p>" + words_.both("incidents.again") + "</p>\n<pre>" +
            escaped(command_of(input_, result_, point, strategy, property)) + "</pre>\n";
    return html + "</article>\n";
  }

  static std::string told(const Telling& telling, std::uint64_t purchase) {
    return "<details><summary>" + escaped(telling.strategy) + "</summary>\n" +
           drawing(space_time_svg(picture_of_telling(telling, purchase)), telling.strategy) +
           "</details>\n";
  }

  enum class Kind { plain, with_claims };
  template <std::size_t count>
  std::string table(const Json& point, const Column (&columns)[count], Kind kind = Kind::plain) {
    std::string html = "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">" +
                       words_.both("strategy") + "</th>";
    if (kind == Kind::with_claims) {
      html += "<th scope=\"col\">" + words_.both("metric.claims") + "</th><th scope=\"col\">" +
              words_.both("metric.limits") + "</th>";
      for (const std::string_view ending : purchase_ends) {
        html += "<th scope=\"col\">" + words_.both(fmt::format("metric.{}", ending)) + "</th>";
      }
    }
    for (const Column& column : columns) {
      html += "<th scope=\"col\">" +
              (column.heading.starts_with("=") ? std::string(column.heading.substr(1))
                                               : words_.both(column.heading)) +
              "</th>";
    }
    html += "</tr></thead><tbody>\n";
    for (const Json& one : point.at("strategies")) {
      html += "<tr><th scope=\"row\">" + escaped(text_of(one.at("name"))) + "</th>";
      if (kind == Kind::with_claims) html += claims(kept_by(one)) + ended(one.at("outcomes"));
      for (const Column& column : columns) {
        html += "<td class=\"figure\">" + written(value_of(one, column.metric, column.statistic)) +
                "</td>";
      }
      html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
  }

  static std::string claims(const Kept& kept) {
    const auto cell = [](int good, int all, int bad) {
      if (all == 0) return std::string("<td>–</td>");
      const char* sign = bad > 0 ? "✗" : good == all ? "✓" : "~";
      return fmt::format("<td>{} {}/{}</td>", sign, good, all);
    };
    return cell(kept.held, kept.claims, kept.broken) + cell(kept.met, kept.limits, kept.failed);
  }

  // Which share of the purchases that were offered ended so.
  static std::string ended(const Json& outcomes) {
    const auto offered = outcomes.at("offered").get<double>();
    std::string cells;
    for (const std::string_view ending : purchase_ends) {
      const double share = outcomes.at(std::string(ending)).get<double>() / offered;
      cells += "<td class=\"figure\">" + (offered > 0 ? format_share(share) : "–") + "</td>";
    }
    return cells;
  }

  void add_method() {
    std::string html = "<p>" + words_.both("method.seed") + ": " +
                       words_.both("method.seed-text", {{"seed", result_.at("seed").dump()}}) +
                       "</p>\n<h3>" + words_.both("method.left-out") + "</h3>\n<ul>";
    for (int i = 1; i <= 5; ++i) {
      html += "<li>" + words_.both(fmt::format("method.left-out.{}", i)) + "</li>";
    }
    html += "</ul>\n<h3>" + words_.both("method.again") + "</h3>\n<pre>" + escaped(input_.command) +
            "</pre>\n";
    section("method", html);
  }

  const PageInput& input_;
  const Json& result_;
  Catalogue words_;
  std::set<std::string> opened_;
  std::string html_;
};

}  // namespace

std::string static_body(const PageInput& input, const Json& document) {
  return Body(input, document).html();
}

}  // namespace txlab::page
