#include "cli/page_bundle.hpp"

#ifdef TXLAB_WEB_REPORT
// See cmake/WebReport.cmake: the bytes lie between each pair.
extern "C" {
extern const char txlab_page_script[];
extern const char txlab_page_script_end[];
extern const char txlab_page_sha256[];
extern const char txlab_page_sha256_end[];
extern const char txlab_page_notices[];
extern const char txlab_page_notices_end[];
}
#endif

namespace txlab {

PageBundle page_bundle() {
#ifdef TXLAB_WEB_REPORT
  return {.script = {txlab_page_script, txlab_page_script_end},
          .script_sha256 = {txlab_page_sha256, txlab_page_sha256_end},
          .third_party = {txlab_page_notices, txlab_page_notices_end}};
#else
  return {};
#endif
}

}  // namespace txlab
