#include "io/digest.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <new>

#include "base/errors.hpp"
#include "base/text.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/result_tree.hpp"

namespace berdaya {
namespace {

static_assert(std::endian::native == std::endian::little, "values are hashed as little-endian bytes");

constexpr std::size_t slab_bytes = std::size_t{64} << 20;
constexpr hsize_t texts_at_once = 1 << 16;

// One stream of bytes; lengths go before texts so that no two different sequences give the same bytes.
class Stream {
 public:
  Stream() : state_(XXH3_createState(), XXH3_freeState) {
    if (!state_) throw std::bad_alloc();
    XXH3_64bits_reset(state_.get());
  }
  void add(const void* data, std::size_t bytes) { XXH3_64bits_update(state_.get(), data, bytes); }
  void add(std::uint64_t number) { add(&number, sizeof number); }
  void add(const std::string& text) {
    add(std::uint64_t{text.size()});
    add(text.data(), text.size());
  }
  std::uint64_t value() const { return XXH3_64bits_digest(state_.get()); }

 private:
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
};

// Every missing value has the same bits.
template <class Float>
void make_canonical(std::vector<std::byte>& bytes) {
  const Float nan = std::numeric_limits<Float>::quiet_NaN();
  for (std::size_t at = 0; at + sizeof(Float) <= bytes.size(); at += sizeof(Float)) {
    Float value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    if (std::isnan(value)) std::memcpy(bytes.data() + at, &nan, sizeof nan);
  }
}

// Reads the values in row-major order, a slab at a time.
void add_numbers(Stream& stream, Hdf5Place dataset, hid_t stored, const Shape& shape) {
  const bool floating = H5Tget_class(stored) == H5T_FLOAT;
  if (!floating && H5Tget_class(stored) != H5T_INTEGER)
    throw IoError(dataset.file + ": a variable is neither number nor text; there is no digest of such a file");
  const Hdf5Handle native =
      checked(H5Tget_native_type(stored, H5T_DIR_ASCEND), H5Tclose, dataset.file, "read the type of a variable");
  const std::size_t value_bytes = H5Tget_size(native.id());  // as it is read: of 16 bits of a file come 32
  if (value_bytes == 0 || value_bytes > sizeof(double))
    throw IoError(dataset.file + ": a variable has numbers of more than 64 bits; there is no digest of such a file");

  // The slab is whole along the last axes, a range along one axis, and a single place along the first ones.
  std::size_t axis = shape.size();
  std::size_t row = value_bytes;  // bytes of one place of the axes before `axis`
  while (axis > 0 && shape[axis - 1] <= slab_bytes / row) row *= shape[--axis];
  Shape start(shape.size(), 0);
  Shape count = shape;
  for (std::size_t a = 0; a + 1 < axis; ++a) count[a] = 1;
  const std::size_t ranged = axis == 0 ? 0 : axis - 1;
  const hsize_t step = axis == 0 ? shape[0] : std::max<hsize_t>(1, slab_bytes / row);

  std::vector<std::byte> values;
  while (true) {
    count[ranged] = std::min(step, shape[ranged] - start[ranged]);
    std::size_t n = value_bytes;
    for (const hsize_t length : count) n *= length;
    values.resize(n);
    read_block(dataset, start, count, native.id(), values.data());
    if (floating && value_bytes == sizeof(float)) make_canonical<float>(values);
    if (floating && value_bytes == sizeof(double)) make_canonical<double>(values);
    stream.add(values.data(), values.size());

    start[ranged] += count[ranged];
    if (start[ranged] < shape[ranged]) continue;
    start[ranged] = 0;
    std::size_t a = ranged;
    while (a > 0 && ++start[a - 1] == shape[a - 1]) start[--a] = 0;
    if (a == 0) return;
  }
}

void add_texts(Stream& stream, Hdf5Place dataset, const Shape& shape) {
  if (shape.size() != 1) {
    for (const std::string& text : read_strings(dataset)) stream.add(text);
    return;
  }
  for (hsize_t first = 0; first < shape[0]; first += texts_at_once) {
    for (const std::string& text : read_strings_at(dataset, first, std::min(texts_at_once, shape[0] - first)))
      stream.add(text);
  }
}

std::uint64_t digest_variable(Hdf5Place file, const std::string& name) {
  const Hdf5Handle dataset = open_dataset(file, name);
  const Hdf5Place place{dataset.id(), file.file};
  const Hdf5Handle type = checked(H5Dget_type(dataset.id()), H5Tclose, file.file, "read the type of a variable");
  const Shape shape = shape_of(place);
  const std::vector<std::string> dimensions = dimensions_of_variable(place);

  count_of(shape, file.file);
  Stream stream;
  stream.add(name);
  stream.add(type_name(type.id()));
  stream.add(std::uint64_t{shape.size()});
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    stream.add(dimensions[axis]);
    stream.add(std::uint64_t{shape[axis]});
  }
  if (std::find(shape.begin(), shape.end(), hsize_t{0}) != shape.end()) return stream.value();
  if (H5Tget_class(type.id()) == H5T_STRING) {
    add_texts(stream, place, shape);
  } else if (!shape.empty()) {
    add_numbers(stream, place, type.id(), shape);
  }
  return stream.value();
}

std::vector<std::string> chosen_names(const std::string& path, const std::vector<std::string>& all,
                                      const std::vector<std::string>& names) {
  if (names.empty()) return all;
  std::vector<std::string> chosen = names;
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  const std::vector<std::string_view> known(all.begin(), all.end());
  for (const std::string& name : chosen) {
    if (std::find(all.begin(), all.end(), name) != all.end()) continue;
    const std::string_view meant = nearest_name(name, known);
    std::string said(path);
    said.append(": the file has no variable '").append(name).append("'");
    if (!meant.empty()) said.append("; did you mean '").append(meant).append("'?");
    throw IoError(said);
  }
  return chosen;
}

}  // namespace

ResultDigest digest_of(const std::string& path, const std::vector<std::string>& names) {
  const Hdf5Quiet quiet;
  const Hdf5Handle file = open_result(path);
  const Hdf5Place root{file.id(), path};
  ResultDigest result;
  Stream all;
  for (const std::string& name : chosen_names(path, variable_names(root), names)) {
    result.variables.push_back({name, digest_variable(root, name)});
    all.add(name);
    all.add(result.variables.back().digest);
  }
  result.all = all.value();
  return result;
}

std::string digest_text(std::uint64_t digest) {
  std::array<char, 20> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(digest));
  return text.data();
}

}  // namespace berdaya
