#include "scenarios/validation/validate.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "sim/base/check.hpp"

namespace txlab::validation {

namespace {

// Far enough from the first look that no replication is shared.
constexpr std::uint64_t second_look = 1'000'000;

bool any_failed(std::span<const Row> rows) {
  return std::ranges::any_of(rows, [](const Row& row) { return row.verdict == Verdict::fail; });
}

// What involves no chance need not be measured again.
bool by_chance(const Row& row) {
  return row.verdict == Verdict::fail && row.criterion != Criterion::exact;
}

}  // namespace

std::vector<Check> checks_named(std::string_view part) {
  std::vector<Check> found;
  for (const Check& check : checks()) {
    const bool named = check.name.find(part) != std::string_view::npos ||
                       check.section.find(part) != std::string_view::npos;
    if (named) found.push_back(check);
  }
  return found;
}

std::vector<Row> measure(const Check& check, const Effort& effort) {
  std::vector<Row> rows = check.measure(effort);
  if (std::ranges::any_of(rows, by_chance)) {
    Effort again = effort;
    again.seed += second_look;
    const std::vector<Row> second = check.measure(again);
    CHECK(second.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!by_chance(rows[i])) continue;
      rows[i] = second[i];
      rows[i].note += rows[i].note.empty() ? "second look" : "; second look";
    }
  }
  for (Row& row : rows) row.section = check.section;
  return rows;
}

std::vector<Row> validate(std::span<const Check> wanted, const Options& options) {
  std::vector<std::vector<Row>> found(wanted.size());
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < wanted.size(); i = next++) {
      found[i] = measure(wanted[i], options.effort);
      const std::lock_guard lock(mutex);
      ++done;
      if (options.progress) options.progress(done, wanted.size());
    }
  };
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 1; i < jobs && i < wanted.size(); ++i) workers.emplace_back(work);
    work();
  }
  std::vector<Row> rows;
  for (auto& some : found) std::ranges::move(some, std::back_inserter(rows));
  return rows;
}

Verdict overall(std::span<const Row> rows) {
  if (any_failed(rows)) return Verdict::fail;
  const bool open = std::ranges::any_of(
      rows, [](const Row& row) { return row.verdict == Verdict::inconclusive; });
  return open ? Verdict::inconclusive : Verdict::pass;
}

}  // namespace txlab::validation
