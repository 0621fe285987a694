// Timeline: how one run went over simulated time, bin by bin.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace txlab {

// Columns of one value per bin. A level has `min`, `mean` and `max`, so that no spike is averaged
// away; what is counted has `count`; a latency has quantiles, NaN where a bin has none.
struct TimeSeries {
  std::string name;
  std::string unit;
  std::vector<std::pair<std::string, std::vector<double>>> columns;
};

// A fault as it was meant, or as it came; seconds since time 0.
struct FaultBand {
  std::string name;
  std::string kind;    // crash, partition, ...
  std::string target;  // machines, or the two ends
  double began_s = 0;
  double ended_s = 0;         // infinite: it never ended
  bool in_every_run = false;  // at the same time whatever the seed, if not on the same host
};

struct Timeline {
  std::vector<double> edges_s;     // of the bins; one more than there are
  std::vector<TimeSeries> series;  // without those that were nothing all the time
  std::vector<TimeSeries> means;   // over all replications, where there are several
  std::vector<FaultBand> faults;   // as they came
  double quiet_s = 0;              // when nothing happened any more
};

// Of the levels and counts of several runs, in the same bins: per bin the mean of a level's mean or
// of a count, and its interval of confidence, which is not below nothing.
std::vector<TimeSeries> means_over(const std::vector<const Timeline*>& runs, double confidence);

// Leaves out the bins that begin later; one stays.
void cut(Timeline& timeline, double after_s);

}  // namespace txlab
