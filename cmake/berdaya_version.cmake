# berdaya_version.hpp: version, commit, compiler and flags of this build.
#
# The commit is asked for at every build, not at configure time, so that it is never stale; the header is rewritten only
# when it differs, so that nothing is recompiled for nothing.

set(berdaya_generated_dir "${CMAKE_BINARY_DIR}/generated")
string(TOUPPER "${CMAKE_BUILD_TYPE}" berdaya_build_type_upper)
string(JOIN " " berdaya_all_flags ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${berdaya_build_type_upper}}
       ${berdaya_float_flags} ${berdaya_arch_flags} ${berdaya_sanitize_flags})
find_package(Git QUIET)

set(berdaya_write_version
    ${CMAKE_COMMAND}
    "-DVERSION=${PROJECT_VERSION}"
    "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
    "-DFLAGS=${berdaya_all_flags}"
    "-DGIT=${GIT_EXECUTABLE}"
    "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}"
    "-DTEMPLATE=${CMAKE_CURRENT_LIST_DIR}/berdaya_version.hpp.in"
    "-DOUTPUT=${berdaya_generated_dir}/berdaya_version.hpp"
    -P "${CMAKE_CURRENT_LIST_DIR}/write_version.cmake")

execute_process(COMMAND ${berdaya_write_version} COMMAND_ERROR_IS_FATAL ANY) # editors and linters see the header at once
add_custom_target(berdaya_version_header COMMAND ${berdaya_write_version}
                  BYPRODUCTS "${berdaya_generated_dir}/berdaya_version.hpp"
                  COMMENT "Asking for the commit" VERBATIM)

add_library(berdaya_build_info INTERFACE)
target_include_directories(berdaya_build_info INTERFACE "${berdaya_generated_dir}")
add_dependencies(berdaya_build_info berdaya_version_header)
