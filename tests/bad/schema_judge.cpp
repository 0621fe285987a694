#include "schema_judge.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "plain_json.hpp"

namespace txlab {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

struct SchemaJudge::Rules {
  valijson::Schema schema;
};

SchemaJudge::SchemaJudge(const std::string& schema) : rules_(std::make_unique<Rules>()) {
  const auto document = nlohmann::json::parse(schema);
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(Adapter(document), rules_->schema);
}

SchemaJudge::~SchemaJudge() = default;

std::string SchemaJudge::complaints(const language::Node& tree) const {
  const nlohmann::json document = plain_json(tree);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(rules_->schema, Adapter(document), &results)) return "";
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& step : error.context) text += step;
    text += ": " + error.description + "\n";
  }
  return text.empty() ? "it is not accepted\n" : text;
}

}  // namespace txlab
