#include "io/result_tree.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>

#include "base/errors.hpp"
#include "io/file_seal.hpp"
#include "io/hdf5_handle.hpp"

namespace berdaya {
namespace {

constexpr std::size_t most_variables = 10'000;

// Links to other places would be followed out of the file; no result has any.
void check_link(Hdf5Place group, const char* name) {
  H5L_info_t link{};
  check_hdf5(H5Lget_info(group.id, name, &link, H5P_DEFAULT), group.file, "list the variables (the file is damaged)");
  if (link.type != H5L_TYPE_HARD)
    throw IoError(group.file + ": '" + name + "' is a link to elsewhere, which is not followed; no result has one");
}

// By position, not with H5Literate, whose types differ between versions of HDF5. A result has groups at the root only.
void list_group(Hdf5Place group, const std::string& prefix, std::vector<std::string>& names) {
  H5G_info_t info{};
  check_hdf5(H5Gget_info(group.id, &info), group.file, "list the variables (the file is damaged)");
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    std::array<char, 256> name{};
    if (H5Lget_name_by_idx(group.id, ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size(), H5P_DEFAULT) < 0)
      throw_hdf5_error(group.file, "list the variables (the file is damaged)");
    check_link(group, name.data());
    const Hdf5Handle object = checked(H5Oopen(group.id, name.data(), H5P_DEFAULT), H5Oclose, group.file,
                                      "open a variable (the file is damaged)");
    const H5I_type_t kind = H5Iget_type(object.id());
    if (kind == H5I_DATASET) names.push_back(prefix + name.data());
    if (names.size() > most_variables) throw IoError(group.file + ": the file has more variables than any result");
    if (kind != H5I_GROUP) continue;
    if (!prefix.empty()) throw IoError(group.file + ": the file has groups within groups, which no result has");
    list_group({object.id(), group.file}, std::string(name.data()) + "/", names);
  }
}

herr_t name_of_scale(hid_t, unsigned, hid_t scale, void* data) {
  std::array<char, 256> name{};
  if (H5Iget_name(scale, name.data(), name.size()) <= 0) return -1;
  const std::string path(name.data());
  *static_cast<std::string*>(data) = path.substr(path.rfind('/') + 1);
  return 1;  // the first scale is enough
}

}  // namespace

Hdf5Handle open_result(const std::string& path) {
  is_sealed(path);  // refuses a broken one
  Hdf5Handle file = open_hdf5(path);
  const std::string kind = read_text_attribute(file.id(), "format");
  if (kind != "berdaya result" && kind != "berdaya sweep") {
    throw IoError(path + ": this is an HDF5 file, but no result of berdaya run or berdaya sweep");
  }
  const std::uint64_t format = read_count_attribute(file.id(), "format_version", 0);
  if (format == 0) throw IoError(path + ": the file is damaged: it does not say its format version");
  if (format > static_cast<std::uint64_t>(result_format_version)) {
    throw IoError(path + ": the file has format version " + std::to_string(format) + ", this program reads up to " +
                  std::to_string(result_format_version) + "; use a newer berdaya (the file was written by version " +
                  read_text_attribute(file.id(), "engine_version") + ")");
  }
  return file;
}

std::vector<std::string> variable_names(Hdf5Place file) {
  std::vector<std::string> names;
  list_group(file, "", names);
  std::sort(names.begin(), names.end());
  return names;
}

std::string type_name(hid_t type) {
  const H5T_class_t kind = H5Tget_class(type);
  const std::string bits = std::to_string(8 * H5Tget_size(type));
  if (kind == H5T_FLOAT) return "float" + bits;
  if (kind == H5T_INTEGER) return (H5Tget_sign(type) == H5T_SGN_NONE ? "uint" : "int") + bits;
  if (kind == H5T_STRING) return "string";
  return "other";
}

std::vector<std::string> dimensions_of_variable(Hdf5Place dataset) {
  const std::size_t rank = shape_of(dataset).size();
  std::vector<std::string> names(rank);
  if (H5DSis_scale(dataset.id) > 0 && rank == 1) {
    name_of_scale(dataset.id, 0, dataset.id, &names[0]);
    return names;
  }
  for (std::size_t axis = 0; axis < rank; ++axis) {
    H5DSiterate_scales(dataset.id, static_cast<unsigned>(axis), nullptr, name_of_scale, &names[axis]);
    if (names[axis].empty()) throw IoError(dataset.file + ": the file is damaged: a variable lacks a dimension");
  }
  return names;
}

}  // namespace berdaya
