# Options, and two INTERFACE targets that carry every compiler flag of the project.
include(GNUInstallDirs)

option(DRAWDOWN_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(DRAWDOWN_BENCHES "Build the benches" ${PROJECT_IS_TOP_LEVEL})
option(DRAWDOWN_FUZZ "Build the fuzz targets (Clang only)" OFF)
set(DRAWDOWN_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined")
option(DRAWDOWN_PRECOMPILE "Read what most files include once (Clang only): a build from nothing is quicker" ON)
option(DRAWDOWN_WERROR "Warnings are errors" "$ENV{CI}")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# What all code of ours is compiled with. Never installed.
add_library(drawdown_flags INTERFACE)
target_compile_features(drawdown_flags INTERFACE cxx_std_20)
target_compile_options(drawdown_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 warns of `"…" + std::string` (its bug 105651)
  -ffp-contract=off  # fused multiply-adds would make results depend on the processor
  $<$<BOOL:${DRAWDOWN_WERROR}>:-Werror>)
if(DRAWDOWN_SANITIZE)
  target_compile_options(drawdown_flags INTERFACE
    -fsanitize=${DRAWDOWN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # At a fixed address nothing is relocated at each start; the tests start some thousands of processes.
  target_link_options(drawdown_flags INTERFACE -fsanitize=${DRAWDOWN_SANITIZE} -no-pie)
endif()

# precompile(TARGET HEADER…): what most files include, and those headers. Not by GCC: it forgets that precompiled headers
# are the system's, and warns of them.
function(precompile target)
  if(DRAWDOWN_PRECOMPILE AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <map> <memory> <optional> <set> <string> <tuple> <utility> <variant> <vector> ${ARGN})
  endif()
endfunction()
