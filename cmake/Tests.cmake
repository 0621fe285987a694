# txlab_tests(layer [PATH folder] [DEPENDS layer ...] [NEEDS target ...])
#
# One executable test_<layer> from tests/<path of the layer>/*.cpp. It links that layer and what
# DEPENDS adds, and nothing else, so a test cannot reach above its layer either. NEEDS are targets
# that must be built first. In ctest a test is called <layer>.Suite and has the label <layer>.
function(txlab_tests layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PATH" "DEPENDS;NEEDS")
  if(NOT arg_PATH)
    get_target_property(arg_PATH ${layer} TXLAB_PATH)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${arg_PATH}/*.cpp)
  file(GLOB_RECURSE deeper CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${arg_PATH}/*/*.cpp)
  if(NOT sources AND NOT deeper)
    return()
  endif()
  set(test test_${layer})
  add_executable(${test} ${sources} ${deeper})
  target_link_libraries(${test} PRIVATE GTest::gmock_main)
  foreach(library IN ITEMS ${layer} ${arg_DEPENDS})
    if(TARGET ${library})
      target_link_libraries(${test} PRIVATE ${library})
    endif()
  endforeach()
  target_link_libraries(${test} PRIVATE places)
  set(headers precompiled_tests)
  if(TARGET precompiled_${test})
    set(headers precompiled_${test})
  endif()
  txlab_precompile(${test} ${headers})
  txlab_together(${test})
  if(arg_NEEDS)
    add_dependencies(${test} ${arg_NEEDS})
  endif()
  set(suites ${CMAKE_CURRENT_BINARY_DIR}/${test}.suites.cmake)
  add_custom_command(TARGET ${test} POST_BUILD VERBATIM
    COMMAND ${CMAKE_COMMAND} -DTEST=$<TARGET_FILE:${test}> -DOUT=${suites}
      -DPREFIX=${layer}. -DLABEL=${layer} -P ${CMAKE_SOURCE_DIR}/cmake/ListSuites.cmake
    BYPRODUCTS ${suites})
  # A program that is not built is a test that fails.
  set(included ${CMAKE_CURRENT_BINARY_DIR}/${test}.include.cmake)
  file(WRITE ${included} "if(EXISTS \"${suites}\")\n  include(\"${suites}\")\n"
    "else()\n  add_test(${layer}.NOT_BUILT ${test})\n"
    "  set_tests_properties(${layer}.NOT_BUILT PROPERTIES LABELS ${layer})\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${included})
endfunction()
