#include "reports/trace/spans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "models/fund/purchase.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;
using Flow = Envelope::Flow;

class Weaver {
 public:
  explicit Weaver(const History& history) : history_(history) {}

  Spans weave() {
    for (std::size_t i = 0; i < history_.events.size(); ++i) see(i);
    for (std::size_t span = 0; span < out_.spans.size(); ++span) {
      if (open_.contains(span)) leave_open(span);
    }
    return std::move(out_);
  }

 private:
  using Work = std::pair<HostId, IntentId>;  // who is at work for whom
  // Server, caller, what about, for whom.
  using Conversation = std::tuple<HostId, HostId, std::string, IntentId>;

  void see(std::size_t index) {
    const HistoryEvent& event = history_.events[index];
    switch (event.kind) {
      case Kind::began:
        roots_[event.intent] = begin(Span::Kind::purchase, event, index, Span::none);
        out_.spans.back().name = "purchase";
        break;
      case Kind::sent:
        see_sending(event, index);
        break;
      case Kind::delivered:
        see_arrival(event);
        break;
      case Kind::forced_write:
        writes_[{event.host, event.intent}].push_back(
            begin(Span::Kind::write, event, index, at_work(event)));
        break;
      case Kind::crashed:
        see_crash(event, index);
        break;
      case Kind::restarted:
        if (const auto down = down_.find(event.host); down != down_.end()) end(down->second, event);
        break;
      default:
        see_point(event);
    }
    active(event);
  }

  std::size_t begin(Span::Kind kind, const HistoryEvent& event, std::size_t message,
                    std::size_t parent) {
    out_.spans.push_back({.kind = kind,
                          .host = event.host,
                          .peer = event.peer,
                          .name = event.name,
                          .intent = event.intent,
                          .begin = event.at,
                          .end = event.at,
                          .parent = parent,
                          .message = message});
    open_.insert(out_.spans.size() - 1);
    return out_.spans.size() - 1;
  }

  void end(std::size_t span, const HistoryEvent& event) {
    out_.spans[span].end = event.at;
    open_.erase(span);
  }

  std::size_t at_work(const HistoryEvent& event) const {
    const auto work = working_.find({event.host, event.intent});
    if (work != working_.end()) return work->second;
    const auto root = roots_.find(event.intent);
    return root == roots_.end() ? Span::none : root->second;
  }

  void see_sending(const HistoryEvent& event, std::size_t index) {
    if (!event.answers()) {
      const bool call = event.flow == Flow::request;
      const std::size_t span =
          begin(call ? Span::Kind::call : Span::Kind::produce, event, index, at_work(event));
      senders_[index] = span;
      if (!call) open_.erase(span);
      return;
    }
    auto& serving = servings_[{event.host, event.peer, event.name, event.intent}];
    if (serving.empty()) return;
    end(serving.front(), event);
    answered_[index] = serving.front();
    if (event.flow == Flow::error) out_.spans[serving.front()].failure = "rejected";
    serving.erase(serving.begin());
  }

  void see_arrival(const HistoryEvent& event) {
    const auto sender = senders_.find(event.sending);
    if (event.answers()) {
      const auto serving = answered_.find(event.sending);
      if (serving == answered_.end()) return;
      const std::size_t call = out_.spans[serving->second].parent;
      if (call == Span::none || !open_.contains(call)) return;
      if (event.flow == Flow::error) out_.spans[call].failure = "rejected";
      return end(call, event);
    }
    const std::size_t sending = sender == senders_.end() ? Span::none : sender->second;
    const bool call = event.flow == Flow::request;
    const std::size_t root = roots_.contains(event.intent) ? roots_[event.intent] : Span::none;
    const std::size_t span = begin(call ? Span::Kind::serve : Span::Kind::consume, event,
                                   event.sending, call ? sending : root);
    if (call) {
      servings_[{event.host, event.peer, event.name, event.intent}].push_back(span);
    } else {
      out_.spans[span].link = sending;
    }
    working_[{event.host, event.intent}] = span;
  }

  void see_crash(const HistoryEvent& event, std::size_t index) {
    for (std::size_t span = 0; span < out_.spans.size(); ++span) {
      if (!open_.contains(span) || out_.spans[span].host != event.host) continue;
      end(span, event);
      out_.spans[span].failure = "the host crashed";
    }
    std::erase_if(working_, [&](const auto& work) { return work.first.first == event.host; });
    std::erase_if(servings_, [&](const auto& one) { return std::get<0>(one.first) == event.host; });
    std::erase_if(writes_, [&](const auto& one) { return one.first.first == event.host; });
    down_[event.host] = begin(Span::Kind::outage, event, index, Span::none);
  }

  void see_point(const HistoryEvent& event) {
    out_.points.push_back({event.at, event.host, at_work(event), in_short(event, history_.hosts)});
    if (event.kind != Kind::durable && event.kind != Kind::in_doubt) return;
    auto& writes = writes_[{event.host, event.intent}];
    if (writes.empty()) return;
    end(writes.front(), event);
    writes.erase(writes.begin());
  }

  // Whatever is at work for the purchase goes on at least until now.
  void active(const HistoryEvent& event) {
    if (!event.has_host() || !event.intent) return;
    const auto work = working_.find({event.host, event.intent});
    if (work != working_.end() && open_.contains(work->second)) {
      out_.spans[work->second].end = std::max(out_.spans[work->second].end, event.at);
    }
    if (const auto root = roots_.find(event.intent); root != roots_.end()) {
      out_.spans[root->second].end = std::max(out_.spans[root->second].end, event.at);
    }
  }

  void leave_open(std::size_t index) {
    Span& span = out_.spans[index];
    if (span.kind == Span::Kind::purchase || span.kind == Span::Kind::consume) return;
    if (span.kind == Span::Kind::serve) span.failure = "never answered";
    if (span.kind == Span::Kind::write) span.failure = "never durable";
    if (span.kind == Span::Kind::outage) span.end = history_.events.back().at;
    if (span.kind != Span::Kind::call) return;
    span.failure = "no answer";
    Instant over = span.begin;
    for (std::size_t i = span.message + 1; i < history_.events.size(); ++i) {
      const HistoryEvent& event = history_.events[i];
      if (event.sending == span.message) over = event.at;  // lost, or arrived and not answered
      if (event.host != span.host || event.intent != span.intent || event.at <= over) continue;
      span.end = event.at;
      return;
    }
    span.end = over;
  }

  const History& history_;
  Spans out_;
  std::set<std::size_t> open_;
  std::map<IntentId, std::size_t> roots_;
  std::map<Work, std::size_t> working_;
  std::map<Work, std::vector<std::size_t>> writes_;
  std::map<std::size_t, std::size_t> senders_;                 // by event of the sending
  std::map<Conversation, std::vector<std::size_t>> servings_;  // oldest first
  std::map<std::size_t, std::size_t> answered_;                // by event of the answer's sending
  std::map<HostId, std::size_t> down_;
};

std::string message_in_short(const HistoryEvent& event, const std::string& peer) {
  const std::string name = event.name + (event.answers() ? " (reply)" : "");
  if (event.kind == Kind::sent) return fmt::format("send {} to {}", name, peer);
  if (event.kind == Kind::delivered) return fmt::format("receive {} from {}", name, peer);
  return fmt::format("{} to {} is {}", name, peer, event.kind == Kind::lost ? "lost" : "doubled");
}

std::string_view plain_name(Kind kind) {
  constexpr std::pair<Kind, std::string_view> names[] = {
      {Kind::gave_up, "client gives up"},   {Kind::checked, "check back"},
      {Kind::redelivered, "deliver again"}, {Kind::dead_letter, "dead letter"},
      {Kind::repaired, "reconcile"},        {Kind::restarted, "restart"},
      {Kind::lock_ended, "lock released"},  {Kind::flushed, "flush"},
      {Kind::worked, "people work"},        {Kind::served, "serves somebody else"}};
  const auto found = std::ranges::find(names, kind, &std::pair<Kind, std::string_view>::first);
  CHECK(found != std::end(names));
  return found->second;
}

}  // namespace

Spans spans_of(const History& history) { return Weaver(history).weave(); }

std::string in_short(const HistoryEvent& event, const std::vector<std::string>& hosts) {
  if (event.is_message()) return message_in_short(event, hosts[event.peer.value]);
  switch (event.kind) {
    case Kind::began:
      return fmt::format("purchase {} begins", event.intent.value);
    case Kind::forced_write:
      return fmt::format("force {}", event.name);
    case Kind::durable:
      return event.name + " durable";
    case Kind::told:
      return fmt::format("customer told {}", name_of(static_cast<Told>(event.value)));
    case Kind::in_doubt:
      return event.value > 0 ? "in doubt" : "in doubt no longer";
    case Kind::listed:
      return fmt::format("{} list: {}", event.value > 0 ? "enters" : "leaves", event.name);
    case Kind::crashed:
      return fmt::format("crash ({})", event.name);
    case Kind::lock_refused:
      return fmt::format("lock refused: {}", event.name);
    case Kind::fault_began:
      return fmt::format("fault {} begins", event.name);
    case Kind::fault_ended:
      return fmt::format("fault {} ends", event.name);
    default:
      return std::string(plain_name(event.kind));
  }
}

}  // namespace txlab
