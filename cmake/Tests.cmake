# txlab_tests(layer [PATH folder] [DEPENDS layer ...] [NEEDS target ...])
#
# One executable test_<layer> from tests/<path of the layer>/*.cpp. It links that layer and what
# DEPENDS adds, and nothing else, so a test cannot reach above its layer either. NEEDS are targets
# that must be built first. In ctest a test is called <layer>.Suite.Case and has the label <layer>.
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
  txlab_places(${test})
  if(arg_NEEDS)
    add_dependencies(${test} ${arg_NEEDS})
  endif()
  gtest_discover_tests(${test} TEST_PREFIX ${layer}. PROPERTIES LABELS ${layer}
    DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120)
endfunction()

# Where a test finds the files of the project and the program.
function(txlab_places target)
  target_compile_definitions(${target} PRIVATE
    TXLAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}" TXLAB_BINARY="${CMAKE_BINARY_DIR}/txlab")
endfunction()
