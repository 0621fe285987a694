// txlab man: a manual page, or all of them into a folder (which `cmake --install` does).
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/atomic_file.hpp"
#include "cli/flags.hpp"
#include "cli/manual.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"

namespace txlab {

namespace {

ExitCode write_all(const CLI::App& app, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::vector<const CLI::App*> pages = app.get_subcommands(nullptr);
  pages.push_back(&app);
  for (const CLI::App* verb : pages) {
    const std::string name = verb == &app ? "txlab" : "txlab-" + verb->get_name();
    const std::string problem = write_whole(folder / (name + ".1"), manual_page(app, *verb));
    if (problem.empty()) continue;
    std::fputs(("txlab: " + problem + "\n").c_str(), stderr);
    return ExitCode::cannot_write;
  }
  return ExitCode::success;
}

}  // namespace

int man_verb(const Arguments& arguments) {
  Arguments ignored;
  CLI::App mutable_app;
  add_verbs(mutable_app, ignored);
  const CLI::App& app = mutable_app;
  if (!arguments.out.empty()) return static_cast<int>(write_all(app, arguments.out));
  const CLI::App* page = arguments.subject.empty() ? &app : nullptr;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) {
    if (verb->get_name() == arguments.subject) page = verb;
  }
  if (page == nullptr) {
    std::fputs(fmt::format("txlab: there is no verb `{}`\n", arguments.subject).c_str(), stderr);
    return static_cast<int>(ExitCode::usage);
  }
  std::fputs(manual_page(app, *page).c_str(), stdout);
  return 0;
}

}  // namespace txlab
