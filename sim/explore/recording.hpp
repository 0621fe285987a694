// Recording: asks another chooser, and writes down the answers that are not dull.
#pragma once

#include <map>
#include <tuple>

#include "sim/explore/choice.hpp"

namespace txlab {

class Recording final : public Chooser {
 public:
  // lean: choices without their places, which is all that a search needs. full: with places, and
  // the kind of every question, for trails and for shrinking.
  enum class Detail : std::uint8_t { lean, full };

  Recording(Chooser& inner, Detail detail) : inner_(inner), detail_(detail) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override;

  const Choices& choices() const { return choices_; }
  std::uint64_t questions() const { return questions_; }
  const std::vector<Site::Kind>& kinds() const { return kinds_; }  // of all questions; full only

 private:
  std::uint64_t occurrence_of(const Site& site);

  Chooser& inner_;
  Detail detail_;
  Choices choices_;
  std::uint64_t questions_ = 0;
  std::vector<Site::Kind> kinds_;
  // How often each place has come up. The words are literals, which outlive the run.
  std::map<std::tuple<Site::Kind, std::uint16_t, std::uint16_t, bool, std::string_view>,
           std::uint64_t>
      seen_;
};

}  // namespace txlab
