# How code is compiled here, and the two functions that every folder uses: grid_room and grid_test.

add_library(grid_flags INTERFACE)
target_compile_options(grid_flags INTERFACE -march=x86-64-v2 -ffp-contract=off)
if(LIBGRID_DEVELOPER)
  target_compile_options(grid_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)
endif()
if(LIBGRID_SANITIZE STREQUAL "address")
  set(grid_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
elseif(LIBGRID_SANITIZE STREQUAL "thread")
  set(grid_sanitizers -fsanitize=thread -fno-omit-frame-pointer)
endif()
if(LIBGRID_FUZZ)
  set(grid_sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
endif()
if(LIBGRID_SANITIZE)
  list(APPEND grid_sanitizers -Wno-maybe-uninitialized)  # gcc's manual: false with sanitizers (std::variant in io)
endif()
target_compile_options(grid_flags INTERFACE ${grid_sanitizers})
target_link_options(grid_flags INTERFACE ${grid_sanitizers})
set_target_properties(grid_flags PROPERTIES EXPORT_NAME flags)
install(TARGETS grid_flags EXPORT libgridTargets)

# grid_room(<room> MAY_INCLUDE <room>... FOREIGN <target>...)
# One static library grid_<room> of all libgrid/<room>/**.cpp. A room sees the rooms that its row names and nothing else;
# foreign libraries are private to it. A room of headers has no library. tests/architecture holds the rows against DESIGN's table.
function(grid_room room)
  cmake_parse_arguments(arg "" "" "MAY_INCLUDE;FOREIGN" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.cpp)
  if(sources)
    set(public PUBLIC)
    add_library(grid_${room} STATIC ${sources})
    target_link_libraries(grid_${room} PRIVATE grid_flags ${arg_FOREIGN})
    set_target_properties(grid_${room} PROPERTIES LINKER_LANGUAGE CXX)
    grid_join(grid_${room})
    # The rooms run hot in their tests; the tests themselves compile faster at -O0. At -O1 gcc inlines the checks of
    # "undefined" into functions it then takes two to three times as long to optimise.
    if(LIBGRID_SANITIZE STREQUAL "address")
      target_compile_options(grid_${room} PRIVATE -Og)
    elseif(LIBGRID_SANITIZE)
      target_compile_options(grid_${room} PRIVATE -O1)
    endif()
  else()  # headers only
    set(public INTERFACE)
    add_library(grid_${room} INTERFACE)
  endif()
  add_library(libgrid::${room} ALIAS grid_${room})
  target_include_directories(grid_${room} ${public} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                                    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(grid_${room} ${public} cxx_std_20)
  foreach(below IN LISTS arg_MAY_INCLUDE)
    target_link_libraries(grid_${room} ${public} grid_${below})
  endforeach()
  set_target_properties(grid_${room} PROPERTIES EXPORT_NAME ${room})
  install(TARGETS grid_${room} EXPORT libgridTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(DIRECTORY ${room}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/libgrid/${room}
          FILES_MATCHING PATTERN "*.hpp" PATTERN "detail" EXCLUDE)
endfunction()

# grid_join(<target>): its sources are compiled LIBGRID_JOIN_LINES lines at a time, which parses the headers once for all
# of them; join_sources.py says which may stand together. Off where a missing #include must be seen.
function(grid_join target)
  if(NOT LIBGRID_JOIN_LINES)
    return()
  endif()
  find_program(GRID_PYTHON NAMES python3 HINTS /usr/bin REQUIRED)
  get_target_property(sources ${target} SOURCES)
  execute_process(COMMAND ${GRID_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/join_sources.py ${LIBGRID_JOIN_LINES} ${sources}
                  WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[^\n]+" groups "${groups}")
  foreach(line IN LISTS groups)  # <group> <file>
    string(REGEX MATCH "^([0-9]+) (.*)$" line "${line}")
    set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_1})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP
                        UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)  # of types of a .cpp that is included
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})  # a new name may part two of them
endfunction()

# grid_wanted_tests(<room> <list>): those of <list> that this build tests. LIBGRID_TEST_ROOMS names the rooms, as `room`
# (all its files) or `room:pattern` (the files whose name matches); empty: all files of all rooms.
function(grid_wanted_tests room files)
  if(NOT LIBGRID_TEST_ROOMS)
    return()
  endif()
  set(wanted "")
  foreach(entry IN LISTS LIBGRID_TEST_ROOMS)
    if(entry STREQUAL room)
      set(wanted ${${files}})
    elseif(entry MATCHES "^${room}:(.*)$")
      set(wanted ${${files}})
      list(FILTER wanted INCLUDE REGEX "/(${CMAKE_MATCH_1})_test\\.cpp$")
    endif()
  endforeach()
  set(${files} ${wanted} PARENT_SCOPE)
endfunction()

# grid_test(<room> [LINK <target>...]): one program <room>_test of all tests/<room>/*_test.cpp.
function(grid_test room)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*_test.cpp)
  grid_wanted_tests(${room} sources)
  if(NOT sources)
    return()
  endif()
  add_executable(${room}_test ${sources})
  target_link_libraries(${room}_test PRIVATE grid_flags grid_test_support ${arg_LINK} rapidcheck_gtest GTest::gtest
                                              GTest::gtest_main)
  grid_precompile(${room}_test)
  grid_join(${room}_test)
  gtest_discover_tests(${room}_test DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${room}
                       ENVIRONMENT "RC_PARAMS=seed=20151124")  # RapidCheck: the same cases in every run; a failure prints its own
endfunction()

# grid_precompile(<test program>): GoogleTest and the standard headers, which are a quarter of a test's compile time, once for all.
function(grid_precompile program)
  if(NOT LIBGRID_PRECOMPILED_TESTS)
    return()
  endif()
  if(NOT TARGET grid_test_headers)
    file(WRITE ${PROJECT_BINARY_DIR}/test_headers.cpp "int main() {}  // a program as the tests are, so that its precompiled headers fit them\n")
    add_executable(grid_test_headers ${PROJECT_BINARY_DIR}/test_headers.cpp)
    target_link_libraries(grid_test_headers PRIVATE grid_flags GTest::gtest)
    target_compile_features(grid_test_headers PRIVATE cxx_std_20)
    target_precompile_headers(grid_test_headers PRIVATE <gtest/gtest.h> <algorithm> <array> <cmath> <filesystem> <fstream>
                                                        <functional> <map> <numeric> <optional> <random> <set> <span>
                                                        <sstream> <string> <string_view> <unordered_map> <vector>)
  endif()
  target_precompile_headers(${program} REUSE_FROM grid_test_headers)
endfunction()
