#include "scenarios/language/codes.hpp"

namespace txlab::language {

namespace {

constexpr Code all[] = {code::no_file,
                        code::too_large,
                        code::encoding,
                        code::syntax,
                        code::tab,
                        code::too_deep,
                        code::documents,
                        code::tag,
                        code::bad_key,
                        code::bad_alias,
                        code::bad_merge,
                        code::bad_include,
                        code::bad_data,
                        code::duplicate_key,
                        code::unknown_key,
                        code::unfit_key,
                        code::missing_key,
                        code::missing_value,
                        code::wrong_shape,
                        code::missing_unit,
                        code::wrong_unit,
                        code::bad_value,
                        code::octal,
                        code::yes_no,
                        code::negative,
                        code::out_of_range,
                        code::unknown_name,
                        code::duplicate_name,
                        code::bad_name,
                        code::extends_cycle,
                        code::bad_set,
                        code::bad_sweep,
                        code::bad_threshold,
                        code::no_layout,
                        code::more,
                        code::fault_outside_run,
                        code::fault_outlasts_run,
                        code::drain_too_short,
                        code::checks_end_too_early,
                        code::timer_never_fires,
                        code::timeout_too_short,
                        code::overload,
                        code::hot_row,
                        code::idle_replicas,
                        code::too_few_copies,
                        code::other_dialect,
                        code::undecidable_threshold,
                        code::unclaimed_property,
                        code::sweep_too_large,
                        code::pick_too_many,
                        code::warmup_too_long,
                        code::unused_database,
                        code::infinite_mean,
                        code::heavy_tail,
                        code::poor_fit};

}  // namespace

std::span<const Code> codes() { return all; }

}  // namespace txlab::language
