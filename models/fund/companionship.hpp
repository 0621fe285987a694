// Companionship: what the departments of the company do for a customer after a purchase, and which
// of them want to hear what.
//
// Every purchase is worth one message per subject. The subjects are the tags, and the departments
// the subscribers, of Bosera Funds' article of 2021 ("Topic and Tags, best practice"): operations
// want A, customer service B, orchestration C; compliance reviews A and C; the data centre takes
// everything.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/fund/ledger.hpp"
#include "models/fund/purchase.hpp"

namespace txlab {

enum class Department : std::uint8_t {
  compliance,
  data_centre,
  operations,
  customer_service,
  orchestration
};
inline constexpr std::size_t departments = 5;
inline constexpr std::array<std::string_view, departments> department_names{
    "compliance", "data-centre", "operations", "customer-service", "orchestration"};

enum class CompanionSubject : std::uint8_t { operations, service, orchestration };
inline constexpr std::size_t subjects = 3;
inline constexpr std::array<std::string_view, subjects> subject_tags{"A", "B", "C"};

// The tags that a department subscribes to.
constexpr std::string_view subscription_of(Department department) {
  constexpr std::array<std::string_view, departments> expressions{"A || C", "*", "A", "B", "C"};
  return expressions[static_cast<std::size_t>(department)];
}

constexpr bool reviewed(CompanionSubject subject) { return subject != CompanionSubject::service; }

constexpr bool wants(Department department, CompanionSubject subject) {
  switch (department) {
    case Department::compliance:
      return reviewed(subject);
    case Department::data_centre:
      return true;
    case Department::operations:
      return subject == CompanionSubject::operations;
    case Department::customer_service:
      return subject == CompanionSubject::service;
    case Department::orchestration:
      return subject == CompanionSubject::orchestration;
  }
  return false;
}

// Whether what the department does with a message is seen by the customer: everybody's but the
// reviewers' and the archive's.
constexpr bool reaches_customer(Department department) {
  return department != Department::compliance && department != Department::data_centre;
}

// In the department's database: it has acted on the message, once.
inline Statement note_companion(const Purchase& purchase, Department department,
                                CompanionSubject subject) {
  const RowKey key = purchase.order.value << 6 | static_cast<RowKey>(department) << 3 |
                     static_cast<RowKey>(subject);
  Statement note{.label = "companion-note", .intent = purchase.intent};
  return note.insert(ledger::companion_notes, key, static_cast<std::uint32_t>(department), 1, 0,
                     static_cast<std::int64_t>(subject));
}

}  // namespace txlab
