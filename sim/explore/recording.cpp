#include "sim/explore/recording.hpp"

namespace txlab {

std::uint64_t Recording::occurrence_of(const Site& site) {
  return seen_[{site.kind, site.host, site.peer, site.idle, site.what}]++;
}

std::uint32_t Recording::choose(const Site& site, std::uint32_t n) {
  const std::uint32_t answer = inner_.choose(site, n);
  const std::uint64_t question = questions_++;
  if (detail_ == Detail::lean) {
    if (answer != 0) choices_.push_back({.question = question, .answer = answer, .place = {}});
    return answer;
  }
  kinds_.push_back(site.kind);
  const std::uint64_t occurrence = occurrence_of(site);
  if (answer != 0) choices_.push_back({question, answer, Place::of(site), occurrence});
  return answer;
}

}  // namespace txlab
