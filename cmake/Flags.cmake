# One language, one arithmetic, in every build: a run is a pure function of its inputs, whoever
# compiled it.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# No NDEBUG anywhere: a CHECK that is compiled out checks nothing.
# -O1 for work, because coroutines and sanitizers at -O0 are slow and deep on the stack; -g1 gives
# lines to stack traces, and full debug information would be a quarter of the compile time.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g")

add_compile_options(
  # A multiply and an add fused on one processor and not on another are two different results, and
  # with them two different runs. For the same reason there is no -march and no -ffast-math here.
  -ffp-contract=off
  # Control passes from coroutine to coroutine by tail calls. g++ makes them calls, and the stack
  # grows with every child that completes without suspending, unless this says otherwise.
  -foptimize-sibling-calls
  -Wall -Wextra -Wshadow
  # Values are built with designated initialisers; a member that is left out has its default.
  -Wno-missing-field-initializers)

option(TXLAB_WERROR "Warnings are errors" OFF)
if(TXLAB_WERROR)
  add_compile_options(-Werror)
endif()

option(TXLAB_SANITIZE "Address and undefined behaviour sanitizers; a finding ends the program" OFF)
if(TXLAB_SANITIZE)
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all)
  add_compile_options(${sanitize} -fno-omit-frame-pointer)
  add_link_options(${sanitize})
  add_compile_definitions(TXLAB_SANITIZED)
endif()

option(TXLAB_FUZZ "Instrumented for libFuzzer; needs clang" OFF)
if(TXLAB_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

find_program(ccache ccache)
mark_as_advanced(ccache)
if(ccache AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ccache})
endif()
