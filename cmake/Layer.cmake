# A layer is a folder, a library, and a promise: it includes nothing but itself and what it links.
#
# The promise is kept by the include path. A layer `kernel` in sim/kernel owns the directory
# build/.../views/kernel, which contains nothing but sim/kernel -> the sources. That directory, and
# never the root of the sources, is what linking the layer adds. So `#include "sim/kernel/task.hpp"`
# is found by those who link `kernel`, and an include that points upwards is a compile error.

set_property(GLOBAL PROPERTY TXLAB_DECLARED)  # every layer, also without a source so far
set_property(GLOBAL PROPERTY TXLAB_LAYERS)    # those that are built

# txlab_layer(NAME kernel PATH sim/kernel [DEPENDS base ...] [PUBLIC lib ...] [PRIVATE lib ...]
#   [PRECOMPILE header ...] [APART])
# A folder without sources is no layer, and whoever depends on it does without. APART: its files are
# like each other, down to the names in them, and are not compiled together.
function(txlab_layer)
  cmake_parse_arguments(PARSE_ARGV 0 arg "APART" "NAME;PATH" "DEPENDS;PUBLIC;PRIVATE;PRECOMPILE")
  txlab_declare(${arg_NAME} ${arg_DEPENDS})
  txlab_sources(sources headers ${arg_PATH})
  if(sources)
    add_library(${arg_NAME} STATIC ${sources} ${headers})
    txlab_link(${arg_NAME} PUBLIC)
    txlab_precompile_for(${arg_NAME})
    if(NOT arg_APART)
      txlab_together(${arg_NAME})
    endif()
  elseif(headers)
    add_library(${arg_NAME} INTERFACE)
    txlab_link(${arg_NAME} INTERFACE)
  else()
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY TXLAB_LAYERS ${arg_NAME})
  set_target_properties(${arg_NAME} PROPERTIES
    TXLAB_PATH ${arg_PATH} TXLAB_DEPENDS "${arg_DEPENDS}")
endfunction()

# txlab_program(NAME txlab PATH cli [DEPENDS layer ...] [PRIVATE lib ...]), built as build/.../txlab
function(txlab_program)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;PATH" "DEPENDS;PUBLIC;PRIVATE")
  txlab_declare(${arg_NAME} ${arg_DEPENDS})
  txlab_sources(sources headers ${arg_PATH})
  if(NOT ${CMAKE_SOURCE_DIR}/${arg_PATH}/main.cpp IN_LIST sources)
    return()
  endif()
  add_executable(${arg_NAME} ${sources} ${headers})
  txlab_link(${arg_NAME} PUBLIC)
  txlab_precompile(${arg_NAME} precompiled)
  txlab_together(${arg_NAME})
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

# Its own headers, or those that all share; reads the caller's arg_PRECOMPILE.
macro(txlab_precompile_for target)
  if(arg_PRECOMPILE)
    txlab_precompile_own(${target} ${arg_PRECOMPILE})
  else()
    txlab_precompile(${target} precompiled)
  endif()
endmacro()

# Layers are declared from the ground up.
function(txlab_declare name)
  get_property(declared GLOBAL PROPERTY TXLAB_DECLARED)
  foreach(layer IN LISTS ARGN)
    if(NOT layer IN_LIST declared)
      message(FATAL_ERROR "${name} depends on ${layer}, which is not declared above it")
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY TXLAB_DECLARED ${name})
endfunction()

# The globs run again with every build, so a new file, or a first file, needs no word to CMake.
function(txlab_sources sources headers path)
  file(GLOB_RECURSE cpp CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${path}/*.cpp)
  file(GLOB_RECURSE hpp CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${path}/*.hpp)
  set(${sources} ${cpp} PARENT_SCOPE)
  set(${headers} ${hpp} PARENT_SCOPE)
endfunction()

# Gives `target` its view, its layers and its libraries; reads the caller's arg_*.
macro(txlab_link target visibility)
  set(view ${CMAKE_BINARY_DIR}/views/${arg_NAME})
  cmake_path(GET arg_PATH PARENT_PATH above)
  file(MAKE_DIRECTORY ${view}/${above})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${arg_PATH} ${view}/${arg_PATH} SYMBOLIC)
  target_include_directories(${target} ${visibility} ${view})
  # __FILE__ says sim/kernel/task.hpp, whatever the build directory.
  file(RELATIVE_PATH source_from_build ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})
  target_compile_options(${target} ${visibility}
    -fmacro-prefix-map=${view}/= -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=
    # A compiler cache may hand over relative paths.
    -fmacro-prefix-map=${source_from_build}=)
  foreach(layer IN LISTS arg_DEPENDS)
    if(TARGET ${layer})
      target_link_libraries(${target} ${visibility} ${layer})
    endif()
  endforeach()
  target_link_libraries(${target} ${visibility} ${arg_PUBLIC})
  if(NOT ${visibility} STREQUAL INTERFACE)
    target_link_libraries(${target} PRIVATE ${arg_PRIVATE})
  endif()
endmacro()
