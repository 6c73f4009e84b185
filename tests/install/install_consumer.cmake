# The steps of somebody who uses libgrid in a program of their own.
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_PREFIX_PATH=${WORK}/prefix)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer)

# The installed headers are the public ones, and nothing points back into the build.
file(GLOB_RECURSE private ${WORK}/prefix/include/*/detail/*)
file(GLOB headers ${WORK}/prefix/include/libgrid/*/*.hpp)
if(private OR NOT headers)
  message(FATAL_ERROR "installed headers are wrong; private: ${private}")
endif()
file(GLOB packages ${WORK}/prefix/lib*/cmake/libgrid/*.cmake ${WORK}/prefix/lib/*/cmake/libgrid/*.cmake)
foreach(package IN LISTS packages)
  file(READ ${package} text)
  string(FIND "${text}" "${BUILD}" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "${package} names the build folder")
  endif()
endforeach()
