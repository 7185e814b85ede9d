#include "io/hdf5_handle.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "base/errors.hpp"

namespace berdaya {
namespace {

// Keeps the system's message if an entry has one, else the description of the innermost entry.
herr_t collect(unsigned, const H5E_error2_t* entry, void* data) {
  auto& text = *static_cast<std::pair<std::string, std::string>*>(data);  // system's, HDF5's
  const std::string_view description = entry->desc == nullptr ? std::string_view() : std::string_view(entry->desc);
  constexpr std::string_view mark = "error message = '";
  const std::size_t at = description.find(mark);
  if (at != std::string_view::npos && text.first.empty()) {
    const std::string_view rest = description.substr(at + mark.size());
    text.first = std::string(rest.substr(0, rest.find('\'')));
  }
  if (text.second.empty()) text.second = std::string(description);
  return 0;
}

}  // namespace

Hdf5Quiet::Hdf5Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Hdf5Quiet::~Hdf5Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

std::string hdf5_error_text() {
  std::pair<std::string, std::string> text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &text);
  if (!text.first.empty()) return text.first;
  return text.second.empty() ? std::string("unknown error of HDF5") : "HDF5: " + text.second;
}

void throw_hdf5_error(const std::string& file, const std::string& what) {
  throw IoError(file + ": cannot " + what + ": " + hdf5_error_text());
}

Hdf5Handle hdf5_file_access() {
  Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
  H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_LATEST);
  return access;
}

Hdf5Handle open_hdf5(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) throw IoError(path + ": there is no such file");
  if (std::filesystem::is_directory(status)) throw IoError(path + ": this is a folder, not a file");
  if (::access(path.c_str(), R_OK) != 0) throw IoError(path + ": cannot open the file: " + std::strerror(errno));
  const Hdf5Handle access = hdf5_file_access();
  H5Pset_file_locking(access.id(), false, true);
  Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()), H5Fclose);
  if (file) return file;
  const htri_t is_hdf5 = H5Fis_hdf5(path.c_str());
  if (is_hdf5 > 0) throw IoError(path + ": the file is damaged or incomplete (" + hdf5_error_text() + ")");
  throw IoError(path + ": this is no HDF5 file, or its beginning is damaged");
}

}  // namespace berdaya
