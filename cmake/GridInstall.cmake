# find_package(libgrid) for programs outside this tree; tests/install builds one.
include(CMakePackageConfigHelpers)
set(grid_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/libgrid)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/libgridConfig.cmake.in ${PROJECT_BINARY_DIR}/libgridConfig.cmake
                              INSTALL_DESTINATION ${grid_package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/libgridConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/libgridConfig.cmake ${PROJECT_BINARY_DIR}/libgridConfigVersion.cmake
        DESTINATION ${grid_package_folder})
install(EXPORT libgridTargets NAMESPACE libgrid:: DESTINATION ${grid_package_folder})
