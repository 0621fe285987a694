#include "scenarios/validation/business.hpp"

#include "models/strategies/catalogue.hpp"
#include "sim/base/check.hpp"

namespace txlab::validation {

namespace {

Distribution always(Duration duration) { return Distribution::constant(duration.count()); }

}  // namespace

Scenario scenario_of(const Business& business) {
  Scenario scenario;
  scenario.name = "validation";
  scenario.network.latency = always(business.message);
  for (const char* name : {"wallet", "fund", "mq", "centre", "ops", "gateway"}) {
    scenario.hosts.push_back({.name = name, .workers = 100'000, .service = always(0ns)});
  }
  for (std::size_t i = 0; i < 2; ++i) {
    DatabaseSettings database{.name = i == 0 ? "wallet-db" : "fund-db"};
    database.fsync = always(business.flush);
    database.statement = always(0ns);
    database.connections = 100'000;
    scenario.hosts[i].database = database.name;
    scenario.databases.push_back(database);
  }
  scenario.broker.fsync = always(business.flush);
  scenario.workload.customers = 1'000'000;
  scenario.workload.branches = business.branches;
  scenario.workload.arrivals = {
      {.rate_per_s = business.purchases_per_s, .think = {}, .lasts = business.lasts}};
  scenario.workload.client.retries = 0;
  scenario.workload.client.jitter = ClientSettings::Jitter::none;
  return scenario;
}

StrategyEntry entry_of(std::string_view protocol,
                       const std::vector<std::pair<std::string_view, std::string_view>>& changes) {
  const Protocol* const found = find_protocol(protocol);
  CHECK(found != nullptr);
  StrategyEntry entry{.name = std::string(protocol),
                      .protocol = std::string(protocol),
                      .parameters = defaults_of(found->parameters)};
  for (const auto& [name, text] : changes) {
    bool known = false;
    for (const ParameterProfile& profile : found->profiles) {
      if (name != "profile" || profile.name != text) continue;
      apply_profile(profile, found->parameters, entry.parameters);
      known = true;
    }
    for (const ParameterSpec& spec : found->parameters) {
      ParameterValue value;
      if (spec.name != name) continue;
      CHECK(parse_parameter(spec, text, value));
      entry.parameters.set(std::string(name), value);
      known = true;
    }
    CHECK(known);
  }
  return entry;
}

FaultSettings crashes_of(std::string_view host, Duration restart_after) {
  FaultSettings fault{.name = "crashes", .kind = FaultKind::crash};
  fault.clock.kind = FaultClock::Kind::every;
  fault.target = {.kind = FaultTarget::Kind::host, .name = std::string(host)};
  fault.restart_after = restart_after;
  return fault;
}

void Moments::on(const Happening& happening, Instant at) {
  if (happening.kind != kind_ || happening.name != name_ || !happening.intent) return;
  const bool message = kind_ == Happening::Kind::sent || kind_ == Happening::Kind::delivered;
  if (message && happening.flow == Envelope::Flow::reply) return;
  const std::uint64_t intent = happening.intent.value;
  if (moments_.size() <= intent) moments_.resize(intent + 1, end_of_time);
  if (moments_[intent] != end_of_time) return;
  moments_[intent] = at;
  ++count_;
}

double mean_between(const Moments& from, const Moments& to) {
  double sum_s = 0;
  std::uint64_t both = 0;
  for (std::uint64_t intent = 1; intent <= from.last(); ++intent) {
    const Instant began = from.of(intent);
    const Instant ended = to.of(intent);
    if (began == end_of_time || ended == end_of_time) continue;
    sum_s += in_seconds(ended - began);
    ++both;
  }
  return sum_s / static_cast<double>(both);
}

}  // namespace txlab::validation
