#include "io/hdf5_data.hpp"

#include <algorithm>

#include "base/errors.hpp"

namespace berdaya {
namespace {

Hdf5Handle space_of(const Shape& shape, const std::string& file) {
  return checked(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, file,
                 "describe a dataset");
}

// Spaces of a block in the file and in memory.
struct Block {
  Hdf5Handle in_file, in_memory;
};

Block select_block(Hdf5Place dataset, const Shape& start, const Shape& count) {
  Block block{checked(H5Dget_space(dataset.id), H5Sclose, dataset.file, "read the shape of a dataset"),
              space_of(count, dataset.file)};
  check_hdf5(H5Sselect_hyperslab(block.in_file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
             dataset.file, "select part of a dataset");
  return block;
}

// `size` texts in two selections of that many places.
std::vector<std::string> strings_in(Hdf5Place dataset, std::size_t size, const Hdf5Handle& memory,
                                    const Hdf5Handle& file) {
  const Hdf5Handle stored = checked(H5Dget_type(dataset.id), H5Tclose, dataset.file, "read the type of a dataset");
  if (H5Tis_variable_str(stored.id()) <= 0)
    throw IoError(dataset.file + ": labels are stored in a form that this program does not write");
  const Hdf5Handle type = string_type();
  std::vector<char*> pointers(size, nullptr);
  check_hdf5(H5Dread(dataset.id, type.id(), memory.id(), file.id(), H5P_DEFAULT, pointers.data()), dataset.file,
             "read labels (the file is damaged)");
  std::vector<std::string> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = pointers[i] == nullptr ? "" : pointers[i];
  H5Dvlen_reclaim(type.id(), memory.id(), H5P_DEFAULT, pointers.data());
  return values;
}

}  // namespace

Hdf5Handle string_type() {
  Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

Hdf5Handle create_group(Hdf5Place parent, const std::string& name) {
  const Hdf5Handle creation(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  H5Pset_link_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation.id(), false);
  return checked(H5Gcreate2(parent.id, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose, parent.file,
                 "write a group");
}

Hdf5Handle create_dataset(Hdf5Place parent, const std::string& name, hid_t type, const Shape& shape,
                          const Storage& storage, const void* fill) {
  const Hdf5Handle space = space_of(shape, parent.file);
  const Hdf5Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(creation.id(), false);
  if (fill != nullptr) H5Pset_fill_value(creation.id(), type, fill);
  if (!storage.chunk.empty()) {
    H5Pset_chunk(creation.id(), static_cast<int>(storage.chunk.size()), storage.chunk.data());
    if (storage.compressed) {
      H5Pset_shuffle(creation.id());
      H5Pset_deflate(creation.id(), 1);
    }
  }
  return checked(H5Dcreate2(parent.id, name.c_str(), type, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
                 H5Dclose, parent.file, "write a dataset");
}

void write_text_attribute(Hdf5Place object, const char* name, std::string_view text) {
  const Hdf5Handle type = string_type();
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Hdf5Handle attribute = checked(H5Acreate2(object.id, name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                                       H5Aclose, object.file, "write an attribute");
  const std::string terminated(text);
  const char* const pointer = terminated.c_str();
  check_hdf5(H5Awrite(attribute.id(), type.id(), &pointer), object.file, "write an attribute");
}

void write_number_attribute(Hdf5Place object, const char* name, hid_t stored, hid_t native, const void* value) {
  const Hdf5Handle space = space_of({1}, object.file);
  const Hdf5Handle attribute = checked(H5Acreate2(object.id, name, stored, space.id(), H5P_DEFAULT, H5P_DEFAULT),
                                       H5Aclose, object.file, "write an attribute");
  check_hdf5(H5Awrite(attribute.id(), native, value), object.file, "write an attribute");
}

void write_block(Hdf5Place dataset, const Shape& start, const Shape& count, hid_t native, const void* values) {
  const Block block = select_block(dataset, start, count);
  check_hdf5(H5Dwrite(dataset.id, native, block.in_memory.id(), block.in_file.id(), H5P_DEFAULT, values), dataset.file,
             "write results");
}

void read_block(Hdf5Place dataset, const Shape& start, const Shape& count, hid_t native, void* values) {
  const Block block = select_block(dataset, start, count);
  check_hdf5(H5Dread(dataset.id, native, block.in_memory.id(), block.in_file.id(), H5P_DEFAULT, values), dataset.file,
             "read a dataset (the file is damaged)");
}

void write_strings(Hdf5Place dataset, std::span<const std::string> values) {
  if (values.empty()) return;
  const Hdf5Handle type = string_type();
  std::vector<const char*> pointers(values.size());
  std::transform(values.begin(), values.end(), pointers.begin(),
                 [](const std::string& value) { return value.c_str(); });
  check_hdf5(H5Dwrite(dataset.id, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), dataset.file,
             "write labels");
}

void write_strings_at(Hdf5Place dataset, hsize_t first, std::span<const std::string> values) {
  if (values.empty()) return;
  const Hdf5Handle type = string_type();
  std::vector<const char*> pointers(values.size());
  std::transform(values.begin(), values.end(), pointers.begin(),
                 [](const std::string& value) { return value.c_str(); });
  write_block(dataset, {first}, {values.size()}, type.id(), pointers.data());
}

Hdf5Handle open_dataset(Hdf5Place parent, const std::string& name) {
  Hdf5Handle dataset = checked(H5Dopen2(parent.id, name.c_str(), H5P_DEFAULT), H5Dclose, parent.file,
                               ("read '" + name + "' (the file is damaged or incomplete)").c_str());
  const Hdf5Handle creation =
      checked(H5Dget_create_plist(dataset.id()), H5Pclose, parent.file, "read how a variable is stored");
  if (H5Pget_layout(creation.id()) == H5D_VIRTUAL || H5Pget_external_count(creation.id()) != 0)
    throw IoError(parent.file + ": the values of '" + name + "' lie in other files, which are not opened");
  return dataset;
}

std::size_t count_of(const Shape& shape, const std::string& file) {
  constexpr std::size_t most = std::size_t{1} << 40;
  std::size_t count = 1;
  for (const hsize_t n : shape) {
    if (n != 0 && count > most / n) throw IoError(file + ": the file is damaged: a variable has too many values");
    count *= static_cast<std::size_t>(n);
  }
  return count;
}

Shape shape_of(Hdf5Place dataset) {
  const Hdf5Handle space = checked(H5Dget_space(dataset.id), H5Sclose, dataset.file, "read the shape of a dataset");
  const int rank = H5Sget_simple_extent_ndims(space.id());
  Shape shape(static_cast<std::size_t>(std::max(rank, 0)));
  if (rank > 0) H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr);
  return shape;
}

std::vector<std::string> read_strings(Hdf5Place dataset) {
  const std::size_t size = count_of(shape_of(dataset), dataset.file);
  const Hdf5Handle space = checked(H5Dget_space(dataset.id), H5Sclose, dataset.file, "read the shape of a dataset");
  return strings_in(dataset, size, space, space);
}

std::vector<std::string> read_strings_at(Hdf5Place dataset, hsize_t first, std::size_t count) {
  if (count == 0) return {};
  const Block block = select_block(dataset, {first}, {count});
  return strings_in(dataset, count, block.in_memory, block.in_file);
}

std::string read_text_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return {};
  const Hdf5Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const Hdf5Handle stored(H5Aget_type(attribute.id()), H5Tclose);
  if (H5Tis_variable_str(stored.id()) <= 0) return {};
  const Hdf5Handle space(H5Aget_space(attribute.id()), H5Sclose);
  if (H5Sget_simple_extent_npoints(space.id()) != 1) return {};
  const Hdf5Handle type = string_type();
  char* pointer = nullptr;
  if (H5Aread(attribute.id(), type.id(), &pointer) < 0 || pointer == nullptr) return {};
  std::string text(pointer);
  H5free_memory(pointer);
  return text;
}

std::uint64_t read_count_attribute(hid_t object, const char* name, std::uint64_t otherwise) {
  if (H5Aexists(object, name) <= 0) return otherwise;
  const Hdf5Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const Hdf5Handle space(H5Aget_space(attribute.id()), H5Sclose);
  if (H5Sget_simple_extent_npoints(space.id()) != 1) return otherwise;
  const Hdf5Handle stored(H5Aget_type(attribute.id()), H5Tclose);
  if (H5Tget_class(stored.id()) != H5T_INTEGER) return otherwise;
  std::uint64_t value = 0;
  return H5Aread(attribute.id(), H5T_NATIVE_UINT64, &value) < 0 ? otherwise : value;
}

}  // namespace berdaya
