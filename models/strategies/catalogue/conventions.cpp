#include "models/strategies/catalogue/conventions.hpp"

namespace txlab {

CostConvention r_star_counting(const char* name) {
  CostConvention convention{name};
  convention.forced_write = [](const Happening& forced) { return forced.name != "answer"; };
  convention.unforced_record = [](const Happening& record) {
    const bool outcome = record.kind == Happening::Kind::in_doubt && record.value < 0;
    const bool decision = record.kind == Happening::Kind::durable && record.name == "decision";
    return (outcome || decision) && record.extra == 1;
  };
  return convention;
}

CostConvention message_counting(const char* name) {
  CostConvention convention{name};
  convention.forced_write = [](const Happening& forced) { return forced.name != "refuse"; };
  return convention;
}

CostConvention gray_lamport() {
  CostConvention convention{"Gray and Lamport, two-phase commit"};
  convention.message = [](const Happening& sent) {
    const bool acknowledgement = sent.name == "outcome" && sent.flow == Envelope::Flow::reply;
    return sent.message_class == MessageClass::protocol && !acknowledgement;
  };
  convention.forced_write = [](const Happening& forced) {
    return forced.name == "prepare" || forced.name == "decision";
  };
  convention.messages_saved = 1;  // 3N - 1: BeginCommit stands for a Prepare and its answer
  return convention;
}

CostConvention xa_over_sql(std::string_view dialect) {
  CostConvention convention{dialect == "mysql"
                                ? "XA over SQL: XA START, XA END, XA PREPARE, XA COMMIT"
                                : "XA over SQL: PREPARE TRANSACTION, COMMIT PREPARED"};
  convention.message = [](const Happening& sent) {
    return sent.name == "db.xa-verb" || sent.name == "db.end" || sent.name == "db.finish-prepared";
  };
  convention.forced_write = [](const Happening& forced) { return forced.name != "answer"; };
  return convention;
}

}  // namespace txlab
