// A new HDF5 file whose disk may get full at any moment. HDF5 cannot be closed properly, and may crash, once a write
// has failed. This file driver therefore never fails towards HDF5: from the first failed write on it keeps in memory
// what HDF5 writes, until the file is closed, and says what happened to those who ask.
#pragma once

#include <memory>
#include <string>

#include "io/hdf5_handle.hpp"

namespace berdaya {

class Hdf5Output {
 public:
  // The file must not exist yet; it is locked while it is open. Times of objects are not tracked, so that equal results
  // give equal bytes.
  explicit Hdf5Output(const std::string& path);
  ~Hdf5Output();
  Hdf5Output(const Hdf5Output&) = delete;
  Hdf5Output& operator=(const Hdf5Output&) = delete;

  hid_t id() const { return file_.id(); }
  // IoError if something could not be written so far.
  void check() const;
  // Writes what HDF5 still holds and closes the file. All other handles of the file must be closed before. IoError as
  // check().
  void close();

  struct State;

 private:
  std::string path_;
  std::unique_ptr<State> state_;
  Hdf5Handle driver_;
  Hdf5Handle file_;
};

}  // namespace berdaya
