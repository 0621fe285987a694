#include "sim/explore/batch.hpp"

#include <algorithm>
#include <thread>

#include "sim/explore/recording.hpp"

namespace txlab {

namespace {

Tried try_run(const Batch& batch, std::uint64_t number) {
  Tried tried;
  tried.policy = batch.search.policy(batch.first + number);
  Recording recording(*tried.policy, Recording::Detail::lean);
  tried.outcome = batch.subject(recording, tried.policy->watcher());
  tried.choices = recording.choices();
  tried.questions = recording.questions();
  return tried;
}

}  // namespace

std::vector<Tried> try_runs(const Batch& batch, unsigned threads, const std::atomic<bool>* stop) {
  std::vector<Tried> results(batch.count);
  std::vector<std::uint8_t> finished(batch.count, 0);
  std::atomic<std::uint64_t> next{0};
  const auto work = [&] {
    for (std::uint64_t number = next++; number < batch.count; number = next++) {
      if (stop != nullptr && stop->load(std::memory_order_relaxed)) return;
      results[number] = try_run(batch, number);
      finished[number] = results[number].outcome.complete ? 1 : 0;
    }
  };
  {
    std::vector<std::jthread> workers;
    const auto wanted =
        std::clamp<std::uint64_t>(threads, 1, std::max<std::uint64_t>(batch.count, 1));
    for (std::uint64_t i = 1; i < wanted; ++i) workers.emplace_back(work);
    work();
  }
  const auto unfinished = std::ranges::find(finished, 0);
  results.resize(static_cast<std::size_t>(unfinished - finished.begin()));
  return results;
}

}  // namespace txlab
