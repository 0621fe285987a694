// Counts what this test program takes from the heap.
#pragma once

#include <cstdint>

namespace txlab {

std::uint64_t heap_allocations();

}  // namespace txlab
