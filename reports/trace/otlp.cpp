#include "reports/trace/otlp.hpp"

#include <fmt/format.h>

#include "reports/json_values.hpp"
#include "reports/trace/spans.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

using json::Json;

constexpr std::int64_t new_year_2020_ns = 1'577'836'800'000'000'000;
constexpr int failed = 2;  // STATUS_CODE_ERROR

std::string unix_time(Instant at) {
  return std::to_string(new_year_2020_ns + at.time_since_epoch().count());
}

// SPAN_KIND_INTERNAL, CLIENT, SERVER, PRODUCER, CONSUMER
int kind_of(Span::Kind kind) {
  switch (kind) {
    case Span::Kind::call:
      return 3;
    case Span::Kind::serve:
      return 2;
    case Span::Kind::produce:
      return 4;
    case Span::Kind::consume:
      return 5;
    default:
      return 1;
  }
}

Json attribute(std::string_view key, const std::string& value) {
  return {{"key", key}, {"value", {{"stringValue", value}}}};
}

class OtlpExporter {
 public:
  explicit OtlpExporter(const ExportedRun& run) : run_(run), spans_(spans_of(run.history)) {}

  std::string text() const {
    Json resources = Json::array();
    for (std::size_t host = 0; host < run_.history.hosts.size(); ++host) {
      Json spans = Json::array();
      for (std::size_t i = 0; i < spans_.spans.size(); ++i) {
        if (spans_.spans[i].host.value == host) spans.push_back(json_of(i));
      }
      if (!spans.empty()) resources.push_back(resource(host, std::move(spans)));
    }
    return Json{{"resourceSpans", resources}}.dump(2) + "\n";
  }

 private:
  Json resource(std::size_t host, Json spans) const {
    return {
        {"resource",
         {{"attributes",
           {attribute("service.name", run_.history.hosts[host]),
            attribute("txlab.scenario", run_.scenario), attribute("txlab.strategy", run_.strategy),
            attribute("txlab.seed", std::to_string(run_.seed))}}}},
        {"scopeSpans", {{{"scope", {{"name", "txlab"}}}, {"spans", std::move(spans)}}}}};
  }

  std::uint64_t salt(const Span& span) const {
    return mix(hash_of(run_.strategy) ^ mix(run_.seed ^ mix(span.intent.value)));
  }
  std::string trace_id(const Span& span) const {
    return fmt::format("{:016x}{:016x}", salt(span), mix(salt(span)) | 1);
  }
  std::string span_id(std::size_t index) const {
    return fmt::format("{:016x}", mix(salt(spans_.spans[index]) + index) | 1);
  }

  Json json_of(std::size_t index) const {
    const Span& span = spans_.spans[index];
    Json one{{"traceId", trace_id(span)}, {"spanId", span_id(index)}};
    if (span.parent != Span::none) one["parentSpanId"] = span_id(span.parent);
    one["name"] = span.kind == Span::Kind::outage ? "down" : span.name;
    one["kind"] = kind_of(span.kind);
    one["startTimeUnixNano"] = unix_time(span.begin);
    one["endTimeUnixNano"] = unix_time(span.end);
    one["attributes"] = {attribute("txlab.purchase", std::to_string(span.intent.value))};
    if (span.kind != Span::Kind::purchase && span.kind != Span::Kind::write) {
      one["attributes"].push_back(
          attribute("network.peer.name", run_.history.hosts[span.peer.value]));
    }
    one["events"] = events_of(index);
    if (span.link != Span::none) {
      one["links"] = {
          {{"traceId", trace_id(spans_.spans[span.link])}, {"spanId", span_id(span.link)}}};
    }
    if (!span.failure.empty()) one["status"] = {{"code", failed}, {"message", span.failure}};
    return one;
  }

  Json events_of(std::size_t index) const {
    Json events = Json::array();
    for (const SpanPoint& point : spans_.points) {
      if (point.span != index) continue;
      events.push_back({{"timeUnixNano", unix_time(point.at)}, {"name", point.words}});
    }
    return events;
  }

  const ExportedRun& run_;
  Spans spans_;
};

}  // namespace

std::string otlp_json(const ExportedRun& run) { return OtlpExporter(run).text(); }

}  // namespace txlab
