#include "models/parts/broker/parked_cases.hpp"

namespace txlab {

Task<std::optional<CaseList::Page>> ParkedCases::read(std::uint64_t after) {
  const auto reply = co_await host_.call(broker_, ListParked{{}, which_, after}, 3s);
  if (!reply) co_return std::nullopt;
  Page page{.cases = {}, .more = reply->more};
  for (std::uint8_t i = 0; i < reply->count; ++i) {
    page.cases.push_back({reply->positions[i], reply->intents[i]});
  }
  co_return page;
}

// If nobody answers it may have been done all the same; then it is gone at the next look.
Task<bool> ParkedCases::settle(Case one) {
  const auto reply = co_await host_.call(broker_, TakeUp{one.intent, which_, one.number}, 5s);
  co_return reply && reply->done;
}

}  // namespace txlab
