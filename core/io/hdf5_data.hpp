// Datasets and attributes of the kinds that our files use: numbers, UTF-8 strings of any length, dimension scales.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "io/hdf5_handle.hpp"

namespace berdaya {

// Type of a number in memory (native) and in files (little endian).
template <class T>
hid_t native_type() {
  if constexpr (std::is_same_v<T, float>) return H5T_NATIVE_FLOAT;
  if constexpr (std::is_same_v<T, double>) return H5T_NATIVE_DOUBLE;
  if constexpr (std::is_same_v<T, std::uint8_t>) return H5T_NATIVE_UINT8;
  if constexpr (std::is_same_v<T, std::uint16_t>) return H5T_NATIVE_UINT16;
  if constexpr (std::is_same_v<T, std::uint32_t>) return H5T_NATIVE_UINT32;
  if constexpr (std::is_same_v<T, std::int32_t>) return H5T_NATIVE_INT32;
  if constexpr (std::is_same_v<T, std::uint64_t>) return H5T_NATIVE_UINT64;
}
template <class T>
hid_t stored_type() {
  if constexpr (std::is_same_v<T, float>) return H5T_IEEE_F32LE;
  if constexpr (std::is_same_v<T, double>) return H5T_IEEE_F64LE;
  if constexpr (std::is_same_v<T, std::uint8_t>) return H5T_STD_U8LE;
  if constexpr (std::is_same_v<T, std::uint16_t>) return H5T_STD_U16LE;
  if constexpr (std::is_same_v<T, std::uint32_t>) return H5T_STD_U32LE;
  if constexpr (std::is_same_v<T, std::int32_t>) return H5T_STD_I32LE;
  if constexpr (std::is_same_v<T, std::uint64_t>) return H5T_STD_U64LE;
}

Hdf5Handle string_type();  // variable length, UTF-8

using Shape = std::vector<hsize_t>;

// How a dataset lies in the file.
struct Storage {
  Shape chunk;              // empty = in one piece
  bool compressed = false;  // shuffle and deflate, level 1; needs chunks
};

// The file that an HDF5 object is in, for messages.
struct Hdf5Place {
  hid_t id;
  const std::string& file;
};

Hdf5Handle create_group(Hdf5Place parent, const std::string& name);
// `fill` is a value of the type, or null.
Hdf5Handle create_dataset(Hdf5Place parent, const std::string& name, hid_t type, const Shape& shape,
                          const Storage& storage = {}, const void* fill = nullptr);

void write_text_attribute(Hdf5Place object, const char* name, std::string_view text);
void write_number_attribute(Hdf5Place object, const char* name, hid_t stored, hid_t native, const void* value);
template <class T>
void write_attribute(Hdf5Place object, const char* name, T value) {
  write_number_attribute(object, name, stored_type<T>(), native_type<T>(), &value);
}

// The block of the dataset that begins at `start`.
void write_block(Hdf5Place dataset, const Shape& start, const Shape& count, hid_t native, const void* values);
void read_block(Hdf5Place dataset, const Shape& start, const Shape& count, hid_t native, void* values);
void write_strings(Hdf5Place dataset, std::span<const std::string> values);
// Into a one-dimensional dataset, from position `first` on.
void write_strings_at(Hdf5Place dataset, hsize_t first, std::span<const std::string> values);

template <class T>
Hdf5Handle write_numbers(Hdf5Place parent, const std::string& name, std::span<const T> values) {
  Hdf5Handle dataset = create_dataset(parent, name, stored_type<T>(), {values.size()});
  if (!values.empty()) write_block({dataset.id(), parent.file}, {0}, {values.size()}, native_type<T>(), values.data());
  return dataset;
}

// IoError if its values lie in other files.
Hdf5Handle open_dataset(Hdf5Place parent, const std::string& name);
Shape shape_of(Hdf5Place dataset);
// Values of an array of that shape. IoError if they are more than a file can hold.
std::size_t count_of(const Shape& shape, const std::string& file);

template <class T>
std::vector<T> read_numbers(Hdf5Place parent, const std::string& name) {
  const Hdf5Handle dataset = open_dataset(parent, name);
  const Shape shape = shape_of({dataset.id(), parent.file});
  const std::size_t size = count_of(shape, parent.file);
  std::vector<T> values(size);
  if (size > 0) read_block({dataset.id(), parent.file}, Shape(shape.size(), 0), shape, native_type<T>(), values.data());
  return values;
}

std::vector<std::string> read_strings(Hdf5Place dataset);
// Of a one-dimensional dataset, the places [first, first + count).
std::vector<std::string> read_strings_at(Hdf5Place dataset, hsize_t first, std::size_t count);
// Empty if there is no such attribute or it is no string.
std::string read_text_attribute(hid_t object, const char* name);
std::uint64_t read_count_attribute(hid_t object, const char* name, std::uint64_t otherwise);

}  // namespace berdaya
