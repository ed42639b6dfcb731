# What `cmake --install` installs: the program, the library with its headers, and the package that
# `find_package(drawdown)` finds. Whoever links drawdown::engine also links what it is built on, so our Find modules for
# the libraries without packages go along.
include(CMakePackageConfigHelpers)

if(TARGET drawdown)
  install(TARGETS drawdown)
endif()
install(TARGETS drawdown_engine EXPORT drawdown)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/engine
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/drawdown
  FILES_MATCHING PATTERN "*.h")

set(DRAWDOWN_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/drawdown)
install(EXPORT drawdown NAMESPACE drawdown:: FILE drawdown-targets.cmake DESTINATION ${DRAWDOWN_PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/drawdown-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/drawdown-config-version.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/drawdown-config.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/FindRandom123.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/Findcctz.cmake
  DESTINATION ${DRAWDOWN_PACKAGE_DIR})
