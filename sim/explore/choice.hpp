// Choice: one answer that was not the dull one, named so that it can be found again.
//
// Two names: the number of its question among all that the run asked, which is exact as long as
// nothing changes; and its place with the number of times that place came up before, which survives
// small changes of the scenario or the models.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/kernel/chooser.hpp"

namespace txlab {

// What a question is about; the same place may come up many times in a run.
struct Place {
  Site::Kind kind = Site::Kind::suspension;
  std::uint16_t host = 0;
  std::uint16_t peer = 0;
  std::string what;
  bool idle = false;  // an idle turn of a loop; of a message: an answer

  static Place of(const Site& site) {
    return {site.kind, site.host, site.peer, std::string(site.what), site.idle};
  }
  bool is(const Site& site) const {
    return kind == site.kind && host == site.host && peer == site.peer && idle == site.idle &&
           what == site.what;
  }
  bool operator==(const Place&) const = default;
};

struct Choice {
  std::uint64_t question = 0;    // from 0
  std::uint32_t answer = 0;      // not the dull one
  Place place;                   // empty in the lean form: see Recording
  std::uint64_t occurrence = 0;  // how often the place had come up before
};
using Choices = std::vector<Choice>;

}  // namespace txlab
