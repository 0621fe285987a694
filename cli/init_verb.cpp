// txlab init: a scenario to begin with.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "cli/atomic_file.hpp"
#include "cli/templates.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "reports/schema/schema.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

// Empty when it worked. A file that is there is left alone, also one that appears meanwhile.
std::string write_new(const std::string& file, std::string_view text) {
  std::FILE* const out = std::fopen(file.c_str(), "wx");
  if (out == nullptr) {
    if (errno == EEXIST) return fmt::format("{} is there already; name another file", file);
    return fmt::format("cannot write {}: {}", file, std::strerror(errno));
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size();
  const bool closed = std::fclose(out) == 0;
  if (written && closed) return "";
  const std::string reason = std::strerror(errno);
  std::remove(file.c_str());
  return fmt::format("cannot write {}: {}", file, reason);
}

struct WrittenSchema {
  std::string problem;  // empty when it worked
  std::string note;     // for the author
};

// Editors find it by the modeline. One that is there may belong to a newer program, and is kept.
WrittenSchema write_schema_beside(const fs::path& scenario) {
  const fs::path file = scenario.parent_path() / "scenario.schema.json";
  const std::string schema = scenario_schema(vocabulary());
  const std::string problem = write_new(file, schema);
  if (problem.empty()) return {"", fmt::format("{}, for editors, is written, too", file.string())};
  const language::FileText there = language::read_text_file(file.string());
  if (!there.text) return {problem, ""};
  if (*there.text == schema) return {};
  return {"", fmt::format("{0} is kept, but differs from that of this program: txlab schema > {0}",
                          file.string())};
}

int refuse_template_as_file(const std::string& name) {
  std::fputs(fmt::format("txlab: `{0}` is a template: did you mean `--template {0}`? As a file: "
                         "./{0}\n",
                         name)
                 .c_str(),
             stderr);
  return static_cast<int>(ExitCode::usage);
}

}  // namespace

int init_verb(const Arguments& arguments) {
  const auto named = [](const std::string& name) {
    return std::ranges::find(scenario_templates(), name, &EmbeddedTemplate::name);
  };
  if (named(arguments.subject) != scenario_templates().end())
    return refuse_template_as_file(arguments.subject);
  const auto chosen = named(arguments.template_name);
  const std::string file =
      arguments.subject.empty() ? fmt::format("{}.yaml", chosen->name) : arguments.subject;
  if (file == "-") {
    const bool written = write_whole("-", std::string(chosen->text)).empty();
    return static_cast<int>(written ? ExitCode::success : ExitCode::cannot_write);
  }
  WrittenSchema schema{write_new(file, chosen->text), ""};
  if (schema.problem.empty()) schema = write_schema_beside(file);
  if (!schema.problem.empty()) {
    std::fputs(("txlab: " + schema.problem + "\n").c_str(), stderr);
    return static_cast<int>(ExitCode::cannot_write);
  }
  if (!arguments.quiet) {
    std::fputs(fmt::format("{0} is written; what would happen: txlab plan {0}; let it happen: "
                           "txlab run {0}\n",
                           file)
                   .c_str(),
               stderr);
    if (!schema.note.empty()) std::fputs((schema.note + "\n").c_str(), stderr);
  }
  return static_cast<int>(ExitCode::success);
}

}  // namespace txlab
