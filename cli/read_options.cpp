#include "cli/read_options.hpp"

#include "cli/vocabulary.hpp"

namespace txlab {

ReadOptions read_options(const Arguments& arguments) {
  ReadOptions options;
  options.overlays = arguments.overlays;
  options.profiles = arguments.profiles;
  options.sets = arguments.sets;
  if (arguments.seed) options.sets.push_back("experiment.seed=" + std::to_string(*arguments.seed));
  if (arguments.replications) {
    options.sets.push_back("experiment.replications=" + std::to_string(*arguments.replications));
  }
  options.selected = arguments.strategies;
  options.vocabulary = vocabulary();
  options.allow_any_file = arguments.allow_include;
  options.library = library_folder().string();
  return options;
}

}  // namespace txlab
