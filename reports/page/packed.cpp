#include "reports/page/packed.hpp"

#include <zlib.h>

#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/transform_width.hpp>

#include "sim/base/check.hpp"

namespace txlab::page {

namespace {

// zlib writes gzip's frame if 16 is added to the size of the window (zlib.h, deflateInit2).
constexpr int window_with_gzip = 15 + 16;
constexpr int memory_level = 8;

std::string compressed(std::string_view text) {
  z_stream stream{};
  CHECK(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_with_gzip, memory_level,
                     Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in(text);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  CHECK(ended == Z_STREAM_END);
  return out;
}

}  // namespace

std::string packed(std::string_view text) {
  using SixBits = boost::archive::iterators::transform_width<std::string::const_iterator, 6, 8>;
  using Letters = boost::archive::iterators::base64_from_binary<SixBits>;
  std::string bytes = compressed(text);
  const std::size_t padding = (3 - bytes.size() % 3) % 3;
  bytes.append(padding, '\0');
  std::string letters(Letters(bytes.cbegin()), Letters(bytes.cend()));
  letters.replace(letters.size() - padding, padding, padding, '=');
  return letters;
}

}  // namespace txlab::page
