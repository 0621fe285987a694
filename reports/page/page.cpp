#include "reports/page/page.hpp"

#include <fmt/format.h>

#include "reports/markup.hpp"
#include "reports/page/catalogue.hpp"
#include "reports/page/document.hpp"
#include "reports/page/static_page.hpp"

namespace txlab {

namespace {

// Nothing is fetched, nothing is sent, and no script runs but the one that was built.
std::string policy(std::string_view script_sha256) {
  const std::string scripts =
      script_sha256.empty() ? "" : fmt::format("script-src 'sha256-{}'; ", script_sha256);
  return fmt::format("default-src 'none'; {}style-src 'unsafe-inline'; img-src data:", scripts);
}

std::string document_head(const std::string& title, std::string_view script_sha256) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\" data-theme=\"system\">\n<head>\n<meta "
      "charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n",
      policy(script_sha256), escaped(title), page::style_sheet());
}

}  // namespace

std::string html_page(const PageInput& input, const PageBundle& bundle) {
  const page::Json document = page::document(input, bundle);
  const auto name = document["result"]["scenario"]["name"].get<std::string>();
  const std::string title = name + " · txlab";
  if (bundle.script.empty()) {
    return document_head(title, "") + page::static_body(input, document) + "</html>\n";
  }
  std::string html = document_head(title, bundle.script_sha256);
  html += "<body>\n<div id=\"page\"></div>\n" + page::data_element(document) + "\n<script>";
  html += bundle.script;
  html += "</script>\n</body>\n</html>\n";
  return html;
}

}  // namespace txlab
