#include "cli/results_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "cli/atomic_file.hpp"
#include "cli/stored_text.hpp"
#include "reports/json.hpp"
#include "reports/manifest.hpp"
#include "reports/stored_result.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

// Where everything is written first: in the folder itself, because what is beside it may be
// somebody else's, on another file system or not ours to write to.
constexpr const char* unfinished = ".txlab-writing";

bool is_unused(const fs::path& folder) {
  std::error_code error;
  const auto files = fs::directory_iterator(folder, error);
  return std::all_of(begin(files), end(files), [](const fs::directory_entry& one) {
    return one.path().filename() == unfinished;
  });
}

// Why the folder with this manifest is not one of ours.
std::string unlike_ours(const fs::path& manifest) {
  std::error_code error;
  const bool there = fs::exists(manifest, error);
  if (!error && !there) {
    return fmt::format("{} is not a folder of results", manifest.parent_path().string());
  }
  const language::FileText read = stored_text(manifest);
  const std::string problem = read.text ? manifest_problem(*read.text) : read.reason;
  return problem.empty() ? "" : fmt::format("{}: {}", manifest.string(), problem);
}

}  // namespace

std::string unfit_folder(const std::string& folder, bool force) {
  std::error_code error;
  const fs::path target(folder);
  if (!fs::exists(target, error)) return "";
  if (!fs::is_directory(target, error)) return fmt::format("{} is not a folder", folder);
  for (const char* const name : {"result.json", "result.sqlite", "scenario.resolved.yaml"}) {
    if (fs::is_directory(target / name, error)) {
      return fmt::format("{} is a folder", (target / name).string());
    }
  }
  if (force || is_unused(target)) return "";
  const fs::path manifest = target / "manifest.json";
  std::string wrong = unlike_ours(manifest);
  if (wrong.empty()) return "";
  return fmt::format("{}; --force writes into {} all the same", wrong, folder);
}

ResultsFolder::ResultsFolder(std::string folder, bool force)
    : folder_(std::move(folder)), force_(force) {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
}

ResultsFolder::~ResultsFolder() {
  database_.reset();
  std::error_code error;
  if (!inside_.empty()) fs::remove_all(inside_, error);
  // Goes away only if nothing is in it.
  if (created_) fs::remove(folder_, error);
}

std::string ResultsFolder::begin() {
  if (std::string unfit = unfit_folder(folder_, force_); !unfit.empty()) return unfit;
  std::error_code error;
  created_ = fs::create_directories(folder_, error);
  if (error) return fmt::format("cannot create {}: {}", folder_, error.message());
  if (!lock_.acquire(folder_)) return fmt::format("another run writes into {}", folder_);
  const std::string inside = (fs::path(folder_) / unfinished).string();
  fs::remove_all(inside, error);  // of a run that was killed
  if (!fs::create_directory(inside, error)) {
    return fmt::format("cannot write into {}: {}", folder_, error.message());
  }
  inside_ = inside;
  database_ = std::make_unique<ResultDatabase>(inside_ + "/result.sqlite");
  return "";
}

std::string ResultsFolder::finish(const Contents& contents) {
  if (std::string wrong = write_all(contents); !wrong.empty()) return wrong;
  return move_in(contents);
}

std::string ResultsFolder::write_all(const Contents& contents) {
  if (const std::string wrong = database_->finish(contents.study); !wrong.empty()) {
    return fmt::format("cannot write {}/result.sqlite: {}", inside_, wrong);
  }
  const std::chrono::duration<double> wall_s = std::chrono::steady_clock::now() - began_;
  std::vector<StudyTrails::File> files = contents.trails;
  std::string results = result_json(contents.study);
  RunOfProgram made{TXLAB_VERSION, contents.command_line, wall_s.count(), hash_of(results)};
  for (const StudyTrails::File& trail : files) made.trails.push_back(trail.name);
  files.push_back({"result.json", std::move(results)});
  files.push_back({"scenario.resolved.yaml", contents.scenario_yaml});
  files.push_back({"manifest.json", manifest_json(contents.study, made)});
  std::error_code error;
  fs::create_directories(fs::path(inside_) / "trails", error);
  for (const auto& [name, text] : files) {
    std::string wrong = write_whole((fs::path(inside_) / name).string(), text);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

// Renaming takes no room on the disk, so what could fail for want of it has failed by now. The
// results come first and the manifest, which has their hash, comes last: whoever ends the program
// between them leaves a folder whose two halves do not fit, and not one that lies.
std::string ResultsFolder::move_in(const Contents& contents) {
  std::error_code error;
  std::set<std::string> outdated =
      trails_in(stored_text(fs::path(folder_) / "manifest.json").text.value_or(""));
  fs::create_directories(fs::path(folder_) / "trails", error);
  std::vector<std::string> files{"result.json", "result.sqlite", "scenario.resolved.yaml"};
  for (const StudyTrails::File& trail : contents.trails) files.push_back(trail.name);
  files.push_back("manifest.json");
  for (const std::string& file : files) {
    fs::rename(fs::path(inside_) / file, fs::path(folder_) / file, error);
    if (error) return fmt::format("cannot write {}/{}: {}", folder_, file, error.message());
  }
  for (const StudyTrails::File& trail : contents.trails) outdated.erase(trail.name);
  for (const std::string& trail : outdated) fs::remove(fs::path(folder_) / trail, error);
  return "";
}

}  // namespace txlab
