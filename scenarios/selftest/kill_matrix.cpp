#include "scenarios/selftest/kill_matrix.hpp"

#include <algorithm>
#include <thread>

#include "scenarios/selftest/contestant.hpp"

namespace txlab::selftest {

namespace {

struct Job {
  const Contestant& contestant;
  const NamedSearch& search;
  Cell& cell;
};

// Cells are independent of each other, so whoever is free takes the next one.
class Workers {
 public:
  Workers(const Plan& plan, const std::vector<Job>& jobs) : plan_(plan), jobs_(jobs) {}

  void run() {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < plan_.threads; ++i) others.emplace_back([this] { work({}); });
    work(plan_.progress);
  }

 private:
  void work(const std::function<void(std::size_t, std::size_t)>& progress) {
    for (std::size_t next = next_++; next < jobs_.size(); next = next_++) {
      const Job& job = jobs_[next];
      job.cell = first_kill(job.contestant, job.search, {plan_.budget, plan_.stop});
      const std::size_t done = ++done_;
      if (progress) progress(done, jobs_.size());
    }
  }

  const Plan& plan_;
  const std::vector<Job>& jobs_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> done_{0};
};

Row row_of(const Base& base) {
  return {.kind = Kind::correct, .name = std::string(base.name), .base = std::string(base.name)};
}

Row row_of(const Mutant& mutant) {
  return {.kind = Kind::mutant,
          .name = std::string(mutant.name),
          .base = std::string(mutant.base),
          .sets = {mutant.sets.begin(), mutant.sets.end()},
          .wrong = std::string(mutant.wrong),
          .source = std::string(mutant.source),
          .breaks = mutant.breaks,
          .survives = std::string(mutant.survives)};
}

Row row_of(const CheckerMutant& checker) {
  return {.kind = Kind::checker,
          .name = std::string(checker.name),
          .base = std::string(checker.planted),
          .sets = {},
          .wrong = std::string(checker.wrong),
          .source = {},
          .breaks = checker.property};
}

// By row.
std::vector<std::unique_ptr<Contestant>> contestants_of(const Plan& plan, const Reader& read) {
  std::vector<std::unique_ptr<Contestant>> contestants;
  const auto add = [&](const Base& base, const Sets& sets, const CheckerMutant* checker) {
    contestants.push_back(std::make_unique<Contestant>(base, sets, read, checker));
  };
  for (const Base* base : plan.bases) add(*base, {}, nullptr);
  for (const Mutant* mutant : plan.mutants) add(*find_base(mutant->base), mutant->sets, nullptr);
  for (const CheckerMutant* checker : plan.checkers) {
    const Mutant& planted = *find_mutant(checker->planted);
    add(*find_base(planted.base), planted.sets, checker);
  }
  return contestants;
}

}  // namespace

Plan plan_of(std::string_view wanted) {
  Plan plan;
  plan.searches.assign(all_searches().begin(), all_searches().end());
  for (const Mutant& mutant : mutants()) {
    if (mutant.name.find(wanted) != std::string_view::npos) plan.mutants.push_back(&mutant);
  }
  for (const CheckerMutant& checker : checker_mutants()) {
    if (checker.name.find(wanted) != std::string_view::npos) plan.checkers.push_back(&checker);
  }
  for (const Base& base : bases()) {
    const bool needed = std::ranges::any_of(
        plan.mutants, [&](const Mutant* mutant) { return mutant->base == base.name; });
    if (needed) plan.bases.push_back(&base);
  }
  return plan;
}

Matrix described(const Plan& plan) {
  Matrix matrix{.budget = plan.budget};
  for (const NamedSearch& search : plan.searches) matrix.searches.emplace_back(search.name);
  for (const Base* base : plan.bases) matrix.rows.push_back(row_of(*base));
  for (const Mutant* mutant : plan.mutants) matrix.rows.push_back(row_of(*mutant));
  for (const CheckerMutant* checker : plan.checkers) matrix.rows.push_back(row_of(*checker));
  return matrix;
}

Matrix kill_matrix(const Plan& plan, const Reader& read) {
  Matrix matrix = described(plan);
  const auto contestants = contestants_of(plan, read);
  std::vector<Job> jobs;
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    matrix.rows[row].cells.resize(plan.searches.size());
    for (std::size_t i = 0; i < plan.searches.size(); ++i) {
      jobs.push_back({*contestants[row], plan.searches[i], matrix.rows[row].cells[i]});
    }
  }
  Workers(plan, jobs).run();
  matrix.partial = plan.stop != nullptr && plan.stop->load();
  return matrix;
}

}  // namespace txlab::selftest
