#include "reports/trace/perfetto.hpp"

#include <fmt/format.h>
#include <reports/trace/perfetto_trace.pb.h>

#include <algorithm>
#include <map>
#include <set>

#include "reports/trace/spans.hpp"

namespace txlab {

namespace {

using perfetto::TracePacket;
using perfetto::TrackEvent;

constexpr std::uint32_t sequence = 1;
constexpr std::uint64_t most_tracks = 1000;  // of one host

// A packet and its time; packets are sorted by time, and stay in order where times are equal.
struct Timed {
  Instant at;
  TracePacket packet;
};

// One track: which slices are open on it, innermost last.
struct Track {
  std::uint64_t uuid = 0;
  std::vector<const Span*> open;
  std::vector<Timed> packets;
};

class PerfettoExporter {
 public:
  explicit PerfettoExporter(const ExportedRun& run) : run_(run), spans_(spans_of(run.history)) {
    for (const HistoryEvent& event : run.history.events) {
      const bool arrives = event.kind == Happening::Kind::delivered;
      if (arrives && event.sending != HistoryEvent::none) arrived_.insert(event.sending);
    }
  }

  std::string bytes() {
    for (std::uint16_t host = 0; host < run_.history.hosts.size(); ++host) draw(HostId{host});
    std::ranges::stable_sort(timed_, {}, &Timed::at);
    for (Timed& one : timed_) *trace_.add_packet() = std::move(one.packet);
    return trace_.SerializeAsString();
  }

 private:
  static std::uint64_t process_of(HostId host) { return (host.value + 1) * most_tracks; }

  void draw(HostId host) {
    std::vector<const Span*> mine;
    for (const Span& span : spans_.spans) {
      if (span.host == host) mine.push_back(&span);
    }
    std::vector<const SpanPoint*> points;
    for (const SpanPoint& point : spans_.points) {
      if (point.host == host) points.push_back(&point);
    }
    if (mine.empty() && points.empty()) return;
    describe(process_of(host), run_.history.hosts[host.value], host);
    // Of those that begin together the longest comes first, for the others are inside it.
    std::ranges::stable_sort(mine, [](const Span* one, const Span* other) {
      return std::pair(one->begin, other->end) < std::pair(other->begin, one->end);
    });
    std::vector<Track> tracks;
    for (const Span* span : mine) begin(track_for(*span, tracks, host), *span);
    for (Track& track : tracks) {
      close_until(track, end_of_time);
      std::ranges::move(track.packets, std::back_inserter(timed_));
    }
    for (const SpanPoint* point : points) draw(*point, host);
  }

  Track& track_for(const Span& span, std::vector<Track>& tracks, HostId host) {
    for (Track& track : tracks) {
      close_until(track, span.begin);
      if (track.open.empty() || track.open.back()->end >= span.end) return track;
    }
    Track& fresh = tracks.emplace_back();
    fresh.uuid = process_of(host) + tracks.size();
    CHECK(tracks.size() < most_tracks);
    describe(fresh.uuid, "work", std::nullopt, process_of(host));
    return fresh;
  }

  void describe(std::uint64_t uuid, const std::string& name, std::optional<HostId> process,
                std::uint64_t parent = 0) {
    TracePacket packet;
    packet.set_trusted_packet_sequence_id(sequence);
    auto& track = *packet.mutable_track_descriptor();
    track.set_uuid(uuid);
    if (process) {
      track.mutable_process()->set_pid(process->value + 1);
      track.mutable_process()->set_process_name(name);
    } else {
      track.set_name(name);
      track.set_parent_uuid(parent);
    }
    timed_.push_back({start_of_run, std::move(packet)});
  }

  static TrackEvent& event_at(TracePacket& packet, Instant at, std::uint64_t track,
                              TrackEvent::Type type) {
    packet.set_timestamp(static_cast<std::uint64_t>(at.time_since_epoch().count()));
    packet.set_trusted_packet_sequence_id(sequence);
    packet.mutable_track_event()->set_track_uuid(track);
    packet.mutable_track_event()->set_type(type);
    return *packet.mutable_track_event();
  }

  void begin(Track& track, const Span& span) const {
    constexpr std::string_view categories[] = {"purchase", "call",  "serve", "send",
                                               "receive",  "write", "outage"};
    TracePacket packet;
    TrackEvent& event = event_at(packet, span.begin, track.uuid, TrackEvent::TYPE_SLICE_BEGIN);
    event.set_name(span.kind == Span::Kind::outage ? "down" : span.name);
    event.add_categories(std::string(categories[static_cast<std::size_t>(span.kind)]));
    annotate(event, "purchase", std::to_string(span.intent.value));
    if (!span.failure.empty()) annotate(event, "failure", span.failure);
    const bool sends = span.kind == Span::Kind::call || span.kind == Span::Kind::produce;
    const bool receives = span.kind == Span::Kind::serve || span.kind == Span::Kind::consume;
    if (sends && arrived_.contains(span.message)) event.add_flow_ids(span.message + 1);
    if (receives && span.message != Span::none) event.add_terminating_flow_ids(span.message + 1);
    track.packets.push_back({span.begin, std::move(packet)});
    track.open.push_back(&span);
  }

  static void annotate(TrackEvent& event, const std::string& name, const std::string& value) {
    auto& annotation = *event.add_debug_annotations();
    annotation.set_name(name);
    annotation.set_string_value(value);
  }

  // A slice that ends when another begins does not contain it.
  static void close_until(Track& track, Instant at) {
    while (!track.open.empty() && track.open.back()->end <= at) {
      TracePacket packet;
      const Instant end = track.open.back()->end;
      event_at(packet, end, track.uuid, TrackEvent::TYPE_SLICE_END);
      track.packets.push_back({end, std::move(packet)});
      track.open.pop_back();
    }
  }

  void draw(const SpanPoint& point, HostId host) {
    TracePacket packet;
    event_at(packet, point.at, process_of(host), TrackEvent::TYPE_INSTANT).set_name(point.words);
    timed_.push_back({point.at, std::move(packet)});
  }

  const ExportedRun& run_;
  Spans spans_;
  std::set<std::size_t> arrived_;  // sendings
  std::vector<Timed> timed_;
  perfetto::Trace trace_;
};

}  // namespace

std::string perfetto_trace(const ExportedRun& run) { return PerfettoExporter(run).bytes(); }

}  // namespace txlab
