// DifferenceCases: amounts that differ between the ledgers, which no program may repair, as the
// people see them who put them right.
#pragma once

#include "models/parts/operators/case_list.hpp"
#include "models/strategies/shared/repairs.hpp"

namespace txlab {

class DifferenceCases final : public CaseList {
 public:
  DifferenceCases(Host& host, const Deployment& site);

  std::string_view name() const override { return difference_list; }
  WorkGate& gate() override { return gate_; }
  Task<std::optional<Page>> read(std::uint64_t after) override;
  Task<bool> settle(Case one) override;

 private:
  DatabaseClient wallet_;
  Repairs repairs_;
  WorkGate& gate_;
};

}  // namespace txlab
