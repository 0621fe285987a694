# The headers of the language and of fmt are the first second of every file; parsed once, a build from
# nothing takes a fifth less. A compiler cache does better, and cannot keep what uses them.
#
# Where most files of a layer begin with the same headers of ours they have a set of their own, which
# takes a third of their time; with headers that few of them use it would cost more than it saves. At
# least one build goes without: a file names what it uses.
set(TXLAB_FROM_NOTHING ON)
if(ccache)
  set(TXLAB_FROM_NOTHING OFF)
endif()
option(TXLAB_PRECOMPILE "Parse the standard headers once" ${TXLAB_FROM_NOTHING})

# What is left of a build from nothing is headers again, our own: files of a layer that are compiled
# together take half of the time. Whoever works on one file waits longer for it, so builds with a
# compiler cache go without. It also tells where one name means two things in a layer.
option(TXLAB_UNITY "Compile several files of a layer at once" ${TXLAB_FROM_NOTHING})

# txlab_together(target): the files of `target` may be compiled together.
function(txlab_together target)
  if(TXLAB_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    # A local may be called like a constant of the file before.
    target_compile_options(${target} PRIVATE -Wno-shadow -Wno-subobject-linkage)
  endif()
endfunction()

set(txlab_standard_headers <algorithm> <array> <cmath> <coroutine> <cstdint> <deque> <functional>
  <map> <memory> <numeric> <optional> <set> <span> <string> <string_view> <utility> <vector>
  <fmt/format.h>)

# txlab_precompiled(name [LINK lib ...] [HEADERS header ...]): headers for others to reuse.
function(txlab_precompiled name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;HEADERS")
  set(empty ${CMAKE_BINARY_DIR}/generated/${name}.cpp)
  file(CONFIGURE OUTPUT ${empty} CONTENT "// Headers have to be compiled with something.\n")
  add_library(${name} OBJECT ${empty})
  target_link_libraries(${name} PRIVATE fmt::fmt ${arg_LINK})
  target_precompile_headers(${name} PRIVATE ${txlab_standard_headers} ${arg_HEADERS})
endfunction()

# txlab_precompile(target name): `target` uses the headers of `name`, if this build has them.
function(txlab_precompile target name)
  if(TARGET ${name})
    target_precompile_headers(${target} REUSE_FROM ${name})
    target_link_libraries(${target} PRIVATE fmt::fmt)  # parsed under its definitions
  endif()
endfunction()

# txlab_precompile_own(target header ...): a set for this target alone, of headers of the project
# (relative to its root) and of others (in <>), if this build has any.
function(txlab_precompile_own target)
  if(NOT TXLAB_PRECOMPILE)
    return()
  endif()
  list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/ REGEX "^[^<]")
  target_precompile_headers(${target} PRIVATE ${txlab_standard_headers} ${ARGN})
  target_link_libraries(${target} PRIVATE fmt::fmt)
endfunction()

if(TXLAB_PRECOMPILE)
  txlab_precompiled(precompiled)
endif()
