// CostConvention: by which rules a paper or an implementation counts messages and forced writes.
//
// Every source counts differently, so a figure means something only with its convention's name.
// The run is the same under any of them; what is counted are happenings that belong to a purchase.
#pragma once

#include <string>

#include "sim/world/observer.hpp"

namespace txlab {

struct CostConvention {
  using Counts = bool (*)(const Happening&);

  // Messages of class protocol, and every forced write.
  CostConvention(const char* convention) : name(convention) {}

  std::string name;
  Counts message = [](const Happening& sent) {
    return sent.message_class == MessageClass::protocol;
  };
  Counts forced_write = [](const Happening&) { return true; };
  // Log records that nobody waits for (an outcome or a decision whose `extra` is 1); null where the
  // source gives forced ones only. With the forced writes they are all records.
  Counts unforced_record = nullptr;
  // Messages that the convention saves and our protocol sends, per purchase.
  std::uint8_t messages_saved = 0;
};

}  // namespace txlab
