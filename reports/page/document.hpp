// The data of the page, `txlab.report/1`: the results and what they do not hold.
#pragma once

#include <nlohmann/json.hpp>

#include "reports/page/page.hpp"
#include "reports/trace/space_time.hpp"

namespace txlab::page {

using Json = nlohmann::ordered_json;

// {schema, tool, description, scenario_file, command, flags, language, tornado, result, incidents,
// third_party}. Of the incidents, which are all violations of all points, some are told: they have
// `steps`, a `picture`, and `elsewhere`; all have a command `again`. What is Chinese ends in `_zh`.
// Keys are added in later versions, never renamed or removed.
Json document(const PageInput& input, const PageBundle& bundle);

SpaceTime picture_of_telling(const Telling& told, std::uint64_t purchase);

// What shows the first violation of a property again in a shell: its trail, or a run of the
// scenario without one.
std::string command_of(const PageInput& input, const Json& result, const Json& point,
                       const std::string& strategy, const Json& property);

// The element of the page that holds its data: as JSON, or packed if that is much.
std::string data_element(const Json& value);

}  // namespace txlab::page
