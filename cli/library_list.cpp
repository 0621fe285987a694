#include "cli/library_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "cli/vocabulary.hpp"
#include "reports/terminal/text.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> library_files() {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& file : fs::recursive_directory_iterator(library_folder(), error)) {
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  std::ranges::sort(files, {}, [](const fs::path& file) {
    return std::pair(std::distance(file.begin(), file.end()), file);
  });
  return files;
}

// Below the file's name, in lines that fit a terminal.
std::string paragraph(const std::string& text) {
  std::string lines;
  for (const std::string& line : terminal::wrapped(text, 96)) lines += "    " + line + '\n';
  return lines;
}

}  // namespace

QuestionAndAnswer question_and_answer(const std::string& description) {
  const std::size_t mark = description.rfind('?');
  if (mark == std::string::npos) return {description, ""};
  const std::size_t answer = description.find_first_not_of(' ', mark + 1);
  return {description.substr(0, mark + 1),
          answer == std::string::npos ? "" : description.substr(answer)};
}

void list_library() {
  const std::vector<fs::path> files = library_files();
  for (const fs::path& file : files) {
    ReadOptions options;
    options.vocabulary = vocabulary();
    const ReadResult read = read_scenario(file.string(), options);
    const std::string description = read.scenario ? read.scenario->description : "cannot be read";
    const auto [question, answer] = question_and_answer(description);
    std::fputs(
        fmt::format("{}\n{}{}", file.string(), paragraph(question), paragraph(answer)).c_str(),
        stdout);
  }
  if (files.empty()) std::fputs("no scenarios found; try it from the project's folder\n", stderr);
}

}  // namespace txlab
