// Measurements: what real PostgreSQL servers did, as the files beside this one have it.
//
// The steps of purchases that one client made alone are what a model may be calibrated with; the
// throughput of four clients is what it then has to predict. README.md says how both were measured.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"

namespace txlab {

// How a purchase was carried out. `parallel_two_phase` sends each phase to both databases at once.
enum class PurchaseMode : std::uint8_t { local, plain, outbox, two_phase, parallel_two_phase };

// One run of the measurement: the mode, which accounts were hit ("hot1", "zipf0.0", "zipf0.9"), and
// the block, in which the runs came in random order.
struct RunName {
  PurchaseMode mode = PurchaseMode::local;
  std::string keys;
  int block = 0;
  auto operator<=>(const RunName&) const = default;
};

// How long each step of one purchase took; steps that the mode does not have are 0.
using StepTimes = std::array<Duration, 8>;

struct Measurements {
  std::map<RunName, std::vector<StepTimes>> steps_alone;  // one client
  std::map<RunName, double> purchases_per_s;              // four clients
};

std::string_view name_of(PurchaseMode mode);
// The files that belong to the running program: share/txlab/measured, beside the program as it is
// built or one folder above it as it is installed. Empty if they are not there.
std::filesystem::path measurements_folder();
// Nothing if a file is not there or does not read as it should.
std::optional<Measurements> read_measurements(const std::filesystem::path& folder);

}  // namespace txlab
