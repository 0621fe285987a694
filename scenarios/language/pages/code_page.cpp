#include "scenarios/language/pages/code_page.hpp"

#include <fmt/format.h>

namespace txlab::language {

const CodePage* page_of(std::string_view code) {
  for (const auto pages : {text_pages(), value_pages(), time_pages(), machine_pages()}) {
    for (const CodePage& page : pages) {
      if (page.code == code) return &page;
    }
  }
  return nullptr;
}

std::string written_example(const CodePage& page, std::string_view example) {
  switch (page.example) {
    case CodePage::Example::file:
      return fmt::format("txlab lint {}\n", example);
    case CodePage::Example::override:
      return fmt::format("txlab lint s.yaml --set {}\n", example);
    case CodePage::Example::lines:
    case CodePage::Example::bytes:
    case CodePage::Example::layout:
      break;
  }
  return std::string(example);
}

}  // namespace txlab::language
