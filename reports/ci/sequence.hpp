// A counterexample as a Mermaid sequence diagram, which GitHub and GitLab draw inside of Markdown.
#pragma once

#include <span>
#include <string>

#include "reports/ci/ci_report.hpp"

namespace txlab {

// At most two hundred steps, since Mermaid refuses texts that are very long; the rest is counted.
std::string sequence_diagram(std::span<const CiStep> story);

}  // namespace txlab
