# Third-party libraries, each behind one target of ours, so that a layer names what it needs and nothing more.
# On Debian and Ubuntu tools/setup.sh installs them.

find_package(Threads REQUIRED)

# MPI is optional: without it berdaya_mpi is empty and the program works alone.
add_library(berdaya_mpi INTERFACE)
if(BERDAYA_MPI STREQUAL "AUTO")
  find_package(MPI QUIET COMPONENTS C)
elseif(BERDAYA_MPI)
  find_package(MPI REQUIRED COMPONENTS C)
endif()
if(BERDAYA_MPI AND MPI_C_FOUND)
  target_link_libraries(berdaya_mpi INTERFACE MPI::MPI_C)
  target_compile_definitions(berdaya_mpi INTERFACE BERDAYA_HAS_MPI OMPI_SKIP_MPICXX MPICH_SKIP_MPICXX)
endif()

# HDF5, serial, with the high-level library (dimension scales). Why it is linked like this: docs/decisions/0003.
find_package(HDF5 REQUIRED COMPONENTS C HL)
add_library(berdaya_hdf5 INTERFACE)
target_include_directories(berdaya_hdf5 SYSTEM INTERFACE ${HDF5_INCLUDE_DIRS})
target_compile_definitions(berdaya_hdf5 INTERFACE ${HDF5_DEFINITIONS})
target_link_libraries(berdaya_hdf5 INTERFACE ${HDF5_HL_LIBRARIES} ${HDF5_LIBRARIES})

find_package(Boost 1.71 REQUIRED COMPONENTS program_options)

# Header-only libraries: finding the header is all there is to do.
function(berdaya_header_library target header)
  find_path(${target}_DIR NAMES "${header}" PATH_SUFFIXES ${ARGN})
  mark_as_advanced(${target}_DIR)
  if(NOT ${target}_DIR)
    message(FATAL_ERROR "The header ${header} was not found; tools/setup.sh installs it on Debian and Ubuntu.")
  endif()
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE "${${target}_DIR}")
endfunction()

berdaya_header_library(berdaya_toml toml++/toml.h)
berdaya_header_library(berdaya_json nlohmann/json.hpp)
berdaya_header_library(berdaya_random123 Random123/threefry.h)
berdaya_header_library(berdaya_xxhash xxhash.h)
target_compile_definitions(berdaya_xxhash INTERFACE XXH_INLINE_ALL=) # the header alone: no library to link
berdaya_header_library(berdaya_eigen Eigen/Core eigen3)
