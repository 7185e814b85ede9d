# Language standard, build type, compiler cache, and the flags that every target of the project shares (berdaya_flags).

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# The static libraries go into an extension module too; hidden symbols keep that as fast as position-dependent code.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

find_program(BERDAYA_CCACHE ccache)
mark_as_advanced(BERDAYA_CCACHE)
if(BERDAYA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${BERDAYA_CCACHE}")
endif()

# Strict IEEE arithmetic: no fused multiply-add behind our back, so that every compiler and instruction set gives the
# same bits. The two -fno flags give up errno and floating-point traps, which nobody reads, and allow vectorising.
set(berdaya_float_flags -ffp-contract=off -fno-math-errno -fno-trapping-math)

set(berdaya_arch_flags "")
if(BERDAYA_ARCH)
  set(berdaya_arch_flags "-march=${BERDAYA_ARCH}")
  # With AVX2 and -O3 these versions give wrong sums in fixed lanes with a condition inside: masked loads, which
  # if-conversion makes, are mixed up when the lanes are vectorised. tests/tools/test_wrong_code.py shows the loop.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12\\.[0-2]\\.")
    list(APPEND berdaya_arch_flags -fno-tree-loop-if-convert)
  endif()
endif()

set(berdaya_sanitize_flags "")
if(BERDAYA_SANITIZE)
  set(berdaya_sanitize_flags "-fsanitize=${BERDAYA_SANITIZE}" -fno-omit-frame-pointer -fno-sanitize-recover=all)
endif()

# -Wfloat-conversion because a silent double -> float changes results; -Wsign-conversion is left out: it would bury
# index arithmetic in casts.
set(berdaya_warning_flags
    -Wall -Wextra -Wpedantic -Wfloat-conversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wextra-semi -Wformat=2 -Wimplicit-fallthrough -Wvla)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND berdaya_warning_flags -Wshadow=local) # plain -Wshadow takes an enumerator of an enum class for a shadow
else()
  list(APPEND berdaya_warning_flags -Wshadow)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  list(APPEND berdaya_warning_flags -Wno-restrict) # false alarms on std::string, GCC bug 105651
endif()
# Errors only with the compilers that the project is checked with: what a later one newly warns of must not keep anybody
# from building.
if(BERDAYA_WERROR AND CMAKE_CXX_COMPILER_VERSION MATCHES "^1[0-4]\\."
   AND (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13))
  list(APPEND berdaya_warning_flags -Werror)
endif()

add_library(berdaya_flags INTERFACE)
target_compile_options(berdaya_flags INTERFACE ${berdaya_float_flags} ${berdaya_arch_flags} ${berdaya_sanitize_flags}
                                               ${berdaya_warning_flags})
target_link_options(berdaya_flags INTERFACE ${berdaya_sanitize_flags})
