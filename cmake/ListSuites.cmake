# cmake -DTEST=... -DOUT=... -DPREFIX=kernel. -DLABEL=kernel -P ListSuites.cmake: a test of ctest for
# each suite of a GoogleTest program.
#
# CMake's own gtest_discover_tests makes one of each case. Two thousand processes cost half a minute,
# and cases that look at the same long run would each run it again.
execute_process(COMMAND ${TEST} --gtest_list_tests OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${listed}")
set(tests "")
foreach(line IN LISTS lines)
  if(line MATCHES "^([A-Za-z0-9_/]+)\\.( |$)" )
    set(suite ${CMAKE_MATCH_1})
    string(APPEND tests
      "add_test([=[${PREFIX}${suite}]=] [=[${TEST}]=] [=[--gtest_filter=${suite}.*]=])\n"
      "set_tests_properties([=[${PREFIX}${suite}]=] PROPERTIES LABELS [=[${LABEL}]=])\n")
  endif()
endforeach()
if(NOT tests)
  message(FATAL_ERROR "${TEST} lists no suite")
endif()
file(WRITE ${OUT} "${tests}")
