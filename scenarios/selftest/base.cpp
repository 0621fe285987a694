#include "scenarios/selftest/base.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab::selftest {

namespace {

// One customer, so that two purchases meet at the same rows. The drain outlasts whatever is tried
// again once a day; quiet days cost nothing.
constexpr std::string_view plain = R"(version: 1
name: selftest-{0}
network: {{defaults: {{latency: 1ms}}}}
hosts:
  gateway: {{service: 100us}}
  wallet: {{service: 100us}}
  fund: {{service: 100us}}
  mq: {{service: 100us, fsync: 1ms}}
  centre: {{service: 100us}}
databases:
  wallet-db: {{fsync: 1ms, statement: 100us}}
  fund-db: {{fsync: 1ms, statement: 100us}}
workload:
  customers: 1
  arrivals: [{{process: trace, offsets: [{1}], for: 2s}}]
strategies:
  {0}: {{protocol: {0}}}
drain: 100h
)";

const std::vector<Base> all_bases{
    {"reconciliation",
     "async-reconciliation",
     {"strategies.async-reconciliation.reconcile_every=1h"}},
    {"table", "local-message-table"},
    {"xa", "xa"},
    {"tcc", "tcc"},
    {"messages", "transactional-message"},
};

}  // namespace

std::span<const Base> bases() { return all_bases; }

const Base* find_base(std::string_view name) {
  const auto found = std::ranges::find(all_bases, name, &Base::name);
  return found == all_bases.end() ? nullptr : &*found;
}

ScenarioText text_of(const Base& base, const Sets& more, std::uint32_t purchases) {
  const std::string arrivals = purchases == 1 ? "1000ms" : fmt::format("1000ms, {}", base.second);
  ScenarioText text{fmt::format(plain, base.protocol, arrivals), {}};
  text.sets.assign(base.sets.begin(), base.sets.end());
  text.sets.insert(text.sets.end(), more.begin(), more.end());
  return text;
}

}  // namespace txlab::selftest
