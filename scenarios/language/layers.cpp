#include "scenarios/language/layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "scenarios/language/load.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab::language {

namespace {

constexpr std::size_t most_levels = 16;

class Includer {
 public:
  Includer(Problems& problems, const Node& tree) : problems_(problems) {
    open_.push_back(path_of(tree.span.source));
  }

  void resolve(Node& tree) {
    const Node* written = tree.find("include");
    if (written == nullptr) return;
    const Node include = *written;
    tree.erase("include");
    Node base = make_map(tree.span);
    if (include.is_list()) {
      for (const Node& file : include.items) add(file, base);
    } else {
      add(include, base);
    }
    merge_over(base, tree);
    tree = std::move(base);
  }

 private:
  void add(const Node& file, Node& base) {
    if (!file.is_scalar()) {
      problems_.error(code::bad_include, file.span, "`include` takes the names of files");
      return;
    }
    const auto source = add_file_beside(problems_, file.span, code::bad_include, file.text);
    if (!source) return;
    const std::string path = path_of(*source);
    const auto before = std::find(open_.begin(), open_.end(), path);
    if (before != open_.end()) {
      const std::vector<std::string> cycle(before, open_.end());
      problems_.error(
          code::bad_include, file.span,
          fmt::format("a cycle of `include`: {} -> {}", fmt::join(cycle, " -> "), path));
      return;
    }
    if (open_.size() > most_levels) {
      problems_.error(code::bad_include, file.span,
                      fmt::format("includes nest deeper than {} levels", most_levels));
      return;
    }
    open_.push_back(path);
    if (auto tree = load(problems_, *source); tree && is_mapping(*tree)) {
      resolve(*tree);
      merge_over(base, *tree);
    }
    open_.pop_back();
  }

  std::string path_of(std::uint32_t source) const {
    return std::filesystem::path(problems_.source(source).name).lexically_normal().string();
  }

  bool is_mapping(const Node& tree) {
    if (tree.is_map()) return true;
    if (!tree.is_null()) {
      problems_.error(code::wrong_shape, tree.span,
                      fmt::format("an included file is a mapping, not {}", kind_name(tree.kind)));
    }
    return false;
  }

  Problems& problems_;
  std::vector<std::string> open_;  // from the file that was read first to this one
};

}  // namespace

void resolve_includes(Problems& problems, Node& tree) { Includer(problems, tree).resolve(tree); }

void overlay_file(Problems& problems, Node& tree, const std::string& path) {
  FileText file = read_text_file(path);
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const std::uint32_t source = problems.add_source({path, file.text.value_or(""), folder});
  if (!file.text) {
    problems.error(code::no_file, {source, 0, 0}, "cannot read the file: " + file.reason);
    return;
  }
  auto over = load(problems, source);
  if (!over || over->is_null()) return;
  if (!over->is_map()) {
    problems.error(code::wrong_shape, over->span,
                   fmt::format("a file to merge is a mapping, not {}", kind_name(over->kind)));
    return;
  }
  resolve_includes(problems, *over);
  merge_over(tree, *over);
}

}  // namespace txlab::language
