#include "scenarios/language/text_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "scenarios/language/prescan.hpp"

namespace txlab::language {

namespace fs = std::filesystem;

namespace {

// Whether the file lies in the folder or below it, links followed.
bool lies_inside(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const fs::path here = fs::current_path(error);  // what is not there stays relative otherwise
  if (error) return false;
  const fs::path inner = fs::weakly_canonical(here / file, error);
  if (error) return false;
  const fs::path outer = fs::weakly_canonical(here / folder / ".", error);
  if (error) return false;
  const fs::path way = inner.lexically_relative(outer);
  return !way.empty() && *way.begin() != "..";
}

constexpr std::size_t most_files = 200;
constexpr std::size_t most_bytes_together = 2 * most_bytes;

// With all files that were read before.
bool is_too_much(const Problems& problems, std::size_t size) {
  for (std::uint32_t i = 0; i < problems.source_count(); ++i) {
    size += problems.source(i).text.size();
  }
  return problems.source_count() > most_files || size > most_bytes_together;
}

std::string why_not_opened(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return "it cannot be opened";
  return error ? error.message() : "there is no such file";
}

// As much as the file has, since two hundred of them may be kept, and a byte more, to see whether
// there are more than `most`. What says that it has nothing may be no ordinary file.
std::size_t room_for(const std::string& path, std::size_t most) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return most + 1;
  const std::uintmax_t size = fs::file_size(path, error);
  return error || size == 0 || size > most ? most + 1 : static_cast<std::size_t>(size) + 1;
}

FileText read_now(const std::string& path, std::size_t most) {
  std::error_code error;
  if (fs::is_directory(path, error)) return {std::nullopt, "it is a folder"};
  std::ifstream file(path, std::ios::binary);
  if (!file) return {std::nullopt, why_not_opened(path)};
  std::string text(room_for(path, most), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad()) return {std::nullopt, "reading it failed"};
  if (text.size() > most) {
    return {std::nullopt, fmt::format("it is larger than {} MiB", most >> 20)};
  }
  return {std::move(text), ""};
}

}  // namespace

FileText read_text_file(const std::string& path, std::size_t most) {
  if (path != "/dev/stdin") return read_now(path, most);
  // There is one, it can be read once, and every point of a sweep asks for it.
  static const FileText standard_input = read_now(path, most);
  return standard_input;
}

std::optional<std::uint32_t> add_file_beside(Problems& problems, const Span& where,
                                             const Code& code, std::string_view name) {
  const Source& asking = problems.source(where.source);
  const std::string root = asking.root.empty() ? asking.folder : asking.root;
  const fs::path path = fs::path(asking.folder) / name;
  const bool of_library = !problems.library().empty() && lies_inside(problems.library(), path);
  const bool inside = of_library || (!fs::path(name).is_absolute() && lies_inside(root, path));
  if (!inside && !problems.any_file_allowed()) {
    problems.error(code, where, fmt::format("`{}` does not lie in the scenario's folder", name),
                   {"move it there, or allow it with --allow-include", ""});
    return std::nullopt;
  }
  FileText file = read_text_file(path.string());
  if (file.text && is_too_much(problems, file.text->size())) {
    problems.error(code::too_large, where,
                   fmt::format("the scenario names more than {} files, or more than {} MiB",
                               most_files, most_bytes_together >> 20));
    return std::nullopt;
  }
  if (!file.text) {
    problems.error(code, where, fmt::format("cannot read `{}`: {}", path.string(), file.reason));
    return std::nullopt;
  }
  const std::string_view verb = &code == &code::bad_include ? "included" : "named";
  return problems.add_source({path.string(), *std::move(file.text), path.parent_path().string(),
                              of_library ? problems.library() : root,
                              fmt::format("{} at {}:{}", verb, asking.name, where.line)});
}

}  // namespace txlab::language
