// The codes of diagnostics: stable names for scripts, each with the sentence `explain CODE` prints.
#pragma once

#include <span>
#include <string_view>

namespace txlab::language {

struct Code {
  std::string_view name;
  std::string_view meaning;
};

namespace code {

inline constexpr Code no_file{"no-file", "A file cannot be read."};
inline constexpr Code too_large{"too-large",
                                "A file or a document is larger than 4 MiB or has more "
                                "than 200,000 values after aliases are expanded."};
inline constexpr Code encoding{"encoding", "A scenario is UTF-8 text without control characters."};
inline constexpr Code syntax{"syntax", "The text is no YAML."};
inline constexpr Code tab{"tab", "Tabs do not indent; YAML wants blanks."};
inline constexpr Code too_deep{"too-deep", "Values nest deeper than 64 levels."};
inline constexpr Code documents{"documents", "A scenario file is one YAML document."};
inline constexpr Code tag{"tag", "YAML tags such as `!!str` are not used in scenarios."};
inline constexpr Code bad_key{"bad-key", "A key is one word."};
inline constexpr Code bad_alias{"bad-alias",
                                "An alias names an anchor that is complete before it."};
inline constexpr Code bad_merge{"bad-merge", "`<<` takes a mapping or a list of mappings."};
inline constexpr Code bad_include{"bad-include",
                                  "`include` takes files of the scenario's folder or of the "
                                  "library, and none of them includes itself."};
inline constexpr Code bad_data{"bad-data",
                               "A data file is a CSV file in the scenario's folder, with "
                               "a number in the named column of every row."};
inline constexpr Code duplicate_key{"duplicate-key", "A key stands twice in one mapping."};
inline constexpr Code unknown_key{"unknown-key", "The key means nothing at this place."};
inline constexpr Code unfit_key{"unfit-key",
                                "The key means something, but not beside its neighbours."};
inline constexpr Code missing_key{"missing-key", "A key without a default is absent."};
inline constexpr Code missing_value{"missing-value", "A key stands there without a value."};
inline constexpr Code wrong_shape{"wrong-shape",
                                  "A value, a list or a mapping stands where another of "
                                  "the three is expected."};
inline constexpr Code missing_unit{"missing-unit",
                                   "Units are mandatory: 30s, 0.5%, 50/s, 100 CNY."};
inline constexpr Code wrong_unit{"wrong-unit", "The unit does not fit, or is none of txlab's."};
inline constexpr Code bad_value{"bad-value", "The value cannot be read as what is expected here."};
inline constexpr Code octal{"octal", "Numbers are decimal and have no leading zeros."};
inline constexpr Code yes_no{"yes-no",
                             "Switches are `on` or `off` (or true, false), never yes or no."};
inline constexpr Code negative{"negative", "The value must not be negative."};
inline constexpr Code out_of_range{"out-of-range", "The value lies outside of its range."};
inline constexpr Code unknown_name{"unknown-name",
                                   "A name that nothing in the scenario or in txlab has."};
inline constexpr Code duplicate_name{"duplicate-name", "Two things of one kind have one name."};
inline constexpr Code bad_name{"bad-name", "The name has a meaning already, or cannot be one."};
inline constexpr Code extends_cycle{"extends-cycle",
                                    "A strategy extends itself, perhaps by others."};
inline constexpr Code bad_set{"bad-set", "An override leads to no place in the scenario."};
inline constexpr Code bad_sweep{"bad-sweep", "A value of a sweep makes the scenario wrong."};
inline constexpr Code bad_threshold{"bad-threshold",
                                    "A threshold reads `p95(client_latency) < 500ms`."};
inline constexpr Code no_layout{"no-layout",
                                "The text has a form of YAML that `fmt` does not lay out, such as "
                                "`? key`; it is left alone."};
inline constexpr Code more{"more", "There are more errors than are shown."};

inline constexpr Code fault_outside_run{"fault-outside-run",
                                        "The fault comes after the last arrival, "
                                        "when a quiet world may have ended."};
inline constexpr Code fault_outlasts_run{"fault-outlasts-run",
                                         "The run ends while a fault still lasts."};
inline constexpr Code drain_too_short{"drain-too-short",
                                      "The run ends before a strategy has done all that it does "
                                      "after a fault."};
inline constexpr Code checks_end_too_early{"checks-end-too-early",
                                           "The broker stops to ask about half messages before "
                                           "those are back who could answer."};
inline constexpr Code timer_never_fires{"timer-never-fires",
                                        "A timer of a strategy is longer than the whole run."};
inline constexpr Code timeout_too_short{"timeout-too-short",
                                        "A timeout is over before most answers can be there."};
inline constexpr Code overload{"overload", "More customers arrive than a station can serve."};
inline constexpr Code hot_row{"hot-row",
                              "More orders want one row than can hold its lock one after the "
                              "other."};
inline constexpr Code idle_replicas{"idle-replicas",
                                    "Replicas of a host that runs on one machine."};
inline constexpr Code too_few_copies{"too-few-copies",
                                     "The broker waits for more copies than it has machines."};
inline constexpr Code other_dialect{
    "other-dialect", "XA speaks PostgreSQL's dialect to a database of another kind."};
inline constexpr Code undecidable_threshold{"undecidable-threshold",
                                            "No run of this scenario can decide the threshold."};
inline constexpr Code unclaimed_property{"unclaimed-property",
                                         "A property is listed that no strategy claims."};
inline constexpr Code sweep_too_large{"sweep-too-large",
                                      "The sweep takes more runs than anybody waits for."};
inline constexpr Code pick_too_many{"pick-too-many",
                                    "A fault picks more replicas than its host has."};
inline constexpr Code warmup_too_long{"warmup-too-long",
                                      "The warm-up is as long as the arrivals: "
                                      "nothing is left to measure."};
inline constexpr Code unused_database{"unused-database", "No host uses the database."};
inline constexpr Code infinite_mean{"infinite-mean",
                                    "A Pareto law of shape 1 or less has no mean."};
inline constexpr Code heavy_tail{"heavy-tail",
                                 "A Pareto law of shape 2 or less has no variance, and a queue "
                                 "behind it no mean wait; up to shape 3 the wait has no variance, "
                                 "and its interval means little."};
inline constexpr Code poor_fit{"poor-fit",
                               "A law is fitted to values that it does not describe: a tenth of "
                               "them, or more, lie elsewhere."};

}  // namespace code

// All of them, in the order above.
std::span<const Code> codes();

}  // namespace txlab::language
