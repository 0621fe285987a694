#include "cli/results_folder.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/atomic_file.hpp"
#include "reports/json.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

// The text as a JSON string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

std::string manifest(const FolderContents& contents) {
  std::string digests;
  for (const PointResult& point : contents.study.points) {
    for (const StrategyResult& strategy : point.strategies) {
      if (!digests.empty()) digests += ", ";
      digests += fmt::format("{}: \"{:016x}\"", quoted(strategy.name), strategy.digest);
    }
  }
  return fmt::format(
      "{{\n  \"schema\": \"txlab.manifest/1\",\n  \"tool\": \"txlab {}\",\n"
      "  \"compiler\": {},\n  \"command\": {},\n  \"seed\": {},\n  \"partial\": {},\n"
      "  \"digests\": {{{}}}\n}}\n",
      TXLAB_VERSION, quoted(__VERSION__), quoted(contents.command_line), contents.study.seed,
      contents.study.partial, digests);
}

}  // namespace

std::string unfit_folder(const std::string& folder, bool force) {
  std::error_code error;
  const fs::path target(folder);
  if (!fs::exists(target, error)) return "";
  if (!fs::is_directory(target, error)) return fmt::format("{} is not a folder", folder);
  if (force || fs::exists(target / "manifest.json") || fs::is_empty(target, error)) return "";
  return fmt::format("{} is not a folder of results; --force writes into it all the same", folder);
}

std::string write_results(const std::string& folder, bool force, const FolderContents& contents) {
  std::error_code error;
  const fs::path target(folder);
  if (const std::string unfit = unfit_folder(folder, force); !unfit.empty()) return unfit;
  const fs::path fresh = target.string() + ".writing";
  fs::remove_all(fresh, error);
  if (!fs::create_directories(fresh, error)) {
    return fmt::format("cannot create {}: {}", fresh.string(), error.message());
  }
  const std::pair<std::string_view, std::string> files[] = {
      {"result.json", result_json(contents.study)},
      {"scenario.resolved.yaml", contents.resolved_yaml},
      {"manifest.json", manifest(contents)}};
  for (const auto& [name, text] : files) {
    const std::string wrong = write_whole((fresh / name).string(), text);
    if (wrong.empty()) continue;
    fs::remove_all(fresh, error);
    return wrong;
  }
  fs::create_directories(target, error);
  for (const auto& file : fs::directory_iterator(fresh)) {
    fs::rename(file.path(), target / file.path().filename(), error);
    if (error) return fmt::format("cannot write {}: {}", folder, error.message());
  }
  fs::remove_all(fresh, error);
  return "";
}

}  // namespace txlab
