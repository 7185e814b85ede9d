// A result file as readers of it see it: opened and checked, its variables listed.
#pragma once

#include <string>
#include <vector>

#include "io/hdf5_data.hpp"
#include "io/result_file.hpp"

namespace berdaya {

// Opens a file that run_to_file or a sweep wrote. IoError if it is damaged, something else, or of a later format.
Hdf5Handle open_result(const std::string& path);

// All datasets of the file, those of group umkm as "umkm/NAME", in the order of names.
std::vector<std::string> variable_names(Hdf5Place file);

// "float32", "int32", "string" ...
std::string type_name(hid_t type);

// Names of a dataset's dimensions, in order.
std::vector<std::string> dimensions_of_variable(Hdf5Place dataset);

}  // namespace berdaya
