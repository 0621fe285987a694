#include "cli/results_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "cli/atomic_file.hpp"
#include "reports/json.hpp"
#include "reports/manifest.hpp"
#include "reports/stored_result.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

// Empty if it cannot be read.
std::string text_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string unfit_folder(const std::string& folder, bool force) {
  std::error_code error;
  const fs::path target(folder);
  if (!fs::exists(target, error)) return "";
  if (!fs::is_directory(target, error)) return fmt::format("{} is not a folder", folder);
  if (force || fs::is_empty(target, error)) return "";
  const fs::path manifest = target / "manifest.json";
  if (!fs::exists(manifest, error)) {
    return fmt::format("{} is not a folder of results; --force writes into it all the same",
                       folder);
  }
  std::ifstream file(manifest, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string problem = file ? manifest_problem(text) : "it cannot be read";
  if (problem.empty()) return "";
  return fmt::format("{}: {}; --force writes into the folder all the same", manifest.string(),
                     problem);
}

ResultsFolder::ResultsFolder(std::string folder, bool force)
    : folder_(std::move(folder)), force_(force) {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  beside_ = folder_ + ".writing";
}

ResultsFolder::~ResultsFolder() {
  database_.reset();
  std::error_code error;
  fs::remove_all(beside_, error);
}

std::string ResultsFolder::begin() {
  if (std::string unfit = unfit_folder(folder_, force_); !unfit.empty()) return unfit;
  std::error_code error;
  fs::remove_all(beside_, error);
  if (!fs::create_directories(beside_, error)) {
    return fmt::format("cannot create {}: {}", beside_, error.message());
  }
  database_ = std::make_unique<ResultDatabase>(beside_ + "/result.sqlite");
  return "";
}

std::string ResultsFolder::finish(const Contents& contents) {
  if (std::string wrong = write_all(contents); !wrong.empty()) return wrong;
  return move_in(contents);
}

std::string ResultsFolder::write_all(const Contents& contents) {
  if (const std::string wrong = database_->finish(contents.study); !wrong.empty()) {
    return fmt::format("cannot write {}/result.sqlite: {}", beside_, wrong);
  }
  const std::chrono::duration<double> wall_s = std::chrono::steady_clock::now() - began_;
  std::vector<StudyTrails::File> files = contents.trails;
  RunOfProgram made{TXLAB_VERSION, contents.command_line, wall_s.count()};
  for (const StudyTrails::File& trail : files) made.trails.push_back(trail.name);
  files.push_back({"result.json", result_json(contents.study)});
  files.push_back({"scenario.resolved.yaml", contents.scenario_yaml});
  files.push_back({"manifest.json", manifest_json(contents.study, made)});
  std::error_code error;
  fs::create_directories(fs::path(beside_) / "trails", error);
  for (const auto& [name, text] : files) {
    std::string wrong = write_whole((fs::path(beside_) / name).string(), text);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

// Renaming takes no room on the disk, so what could fail for want of it has failed by now.
std::string ResultsFolder::move_in(const Contents& contents) {
  std::error_code error;
  std::set<std::string> outdated = trails_in(text_in(fs::path(folder_) / "manifest.json"));
  fs::create_directories(fs::path(folder_) / "trails", error);
  std::vector<fs::path> files;
  for (const auto& file : fs::recursive_directory_iterator(beside_)) {
    if (!file.is_directory()) files.push_back(fs::relative(file.path(), beside_));
  }
  for (const fs::path& file : files) {
    fs::rename(fs::path(beside_) / file, fs::path(folder_) / file, error);
    if (error) return fmt::format("cannot write {}: {}", folder_, error.message());
  }
  for (const StudyTrails::File& trail : contents.trails) outdated.erase(trail.name);
  for (const std::string& trail : outdated) fs::remove(fs::path(folder_) / trail, error);
  return "";
}

}  // namespace txlab
