// HDF5 identifiers that close themselves, and its errors as IoError. Only files named here, result_*, digest* and
// checkpoint* know HDF5.
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace berdaya {

// Owns one identifier; H5I_INVALID_HID = nothing.
class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Hdf5Handle() = default;
  Hdf5Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  Hdf5Handle(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(const Hdf5Handle&) = delete;
  ~Hdf5Handle() { close(); }

  hid_t id() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }
  // Negative if something could not be written any more.
  herr_t close() { return id_ < 0 ? 0 : close_(std::exchange(id_, H5I_INVALID_HID)); }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

// HDF5 does not print its errors while one of these lives. Every public function that uses HDF5 has one.
class Hdf5Quiet {
 public:
  Hdf5Quiet();
  ~Hdf5Quiet();
  Hdf5Quiet(const Hdf5Quiet&) = delete;
  Hdf5Quiet& operator=(const Hdf5Quiet&) = delete;

 private:
  H5E_auto2_t function_ = nullptr;
  void* data_ = nullptr;
};

// What went wrong in the last HDF5 call, in words: the system's message where there is one ("No space left on device"),
// else HDF5's.
std::string hdf5_error_text();

// Throws IoError "FILE: cannot WHAT: why" if an HDF5 call failed.
[[noreturn]] void throw_hdf5_error(const std::string& file, const std::string& what);
inline void check_hdf5(herr_t status, const std::string& file, const char* what) {
  if (status < 0) throw_hdf5_error(file, what);
}
inline Hdf5Handle checked(hid_t id, Hdf5Handle::Close close, const std::string& file, const char* what) {
  if (id < 0) throw_hdf5_error(file, what);
  return {id, close};
}

// How files are opened: closing one closes everything in it; the formats are those that HDF5 1.8 can read, and so every
// tool of the last ten years.
Hdf5Handle hdf5_file_access();
// For reading, without a lock. IoError if there is none, it may not be read, or it is no HDF5 or damaged.
Hdf5Handle open_hdf5(const std::string& path);

}  // namespace berdaya
