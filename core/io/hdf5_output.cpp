#include "io/hdf5_output.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <new>
#include <utility>

#if __has_include(<H5FDdevelop.h>)
#include <H5FDdevelop.h>  // since HDF5 1.13
#endif

#include "base/errors.hpp"

namespace berdaya {

// Shared by the driver, which HDF5 owns, and the object, which asks.
struct Hdf5Output::State {
  int descriptor = -1;
  int error = 0;             // errno of the first write that failed
  haddr_t end_of_space = 0;  // what HDF5 has given out
  haddr_t end_of_file = 0;
  std::map<haddr_t, std::array<unsigned char, 4096>> pages;  // by number: written after the failure
};

namespace {

using State = Hdf5Output::State;
constexpr haddr_t page_size = 4096;

// HDF5 expects its own part first.
struct DriverFile {
  H5FD_t common;
  State* state;
};

State& state_of(H5FD_t* file) { return *reinterpret_cast<DriverFile*>(file)->state; }
const State& state_of(const H5FD_t* file) { return *reinterpret_cast<const DriverFile*>(file)->state; }

// Fills with zeros what lies beyond the end of the file or cannot be read.
void read_file(const State& state, haddr_t at, std::size_t size, unsigned char* to) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t n = ::pread(state.descriptor, to + done, size - done, static_cast<off_t>(at + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    done += static_cast<std::size_t>(n);
  }
  std::memset(to + done, 0, size - done);
}

// Calls visit(page, offset in it, offset in the range, bytes) for the pages of a range.
template <class Visit>
void for_pages(haddr_t at, std::size_t size, Visit&& visit) {
  for (std::size_t done = 0; done < size;) {
    const haddr_t page = (at + done) / page_size;
    const std::size_t inside = static_cast<std::size_t>((at + done) % page_size);
    const std::size_t bytes = std::min<std::size_t>(page_size - inside, size - done);
    visit(page, inside, done, bytes);
    done += bytes;
  }
}

H5FD_t* open_file(const char* name, unsigned, hid_t access, haddr_t) {
  State* const state = *static_cast<State* const*>(H5Pget_driver_info(access));
  state->descriptor = ::open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (state->descriptor < 0) {
    state->error = errno;
    return nullptr;
  }
  (void)::flock(state->descriptor,
                LOCK_EX | LOCK_NB);  // shows others that it is being written, where the file system can
  auto* const file = new (std::nothrow) DriverFile{};
  if (file == nullptr) return nullptr;
  file->state = state;
  return &file->common;
}

herr_t close_file(H5FD_t* file) {
  State& state = state_of(file);
  if (::close(std::exchange(state.descriptor, -1)) != 0 && state.error == 0) state.error = errno;
  delete reinterpret_cast<DriverFile*>(file);
  return 0;
}

herr_t query_features(const H5FD_t*, unsigned long* flags) {
  if (flags != nullptr)
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t end_of_space(const H5FD_t* file, H5FD_mem_t) { return state_of(file).end_of_space; }
herr_t set_end_of_space(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  state_of(file).end_of_space = address;
  return 0;
}
haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return state_of(file).end_of_file; }

herr_t read_part(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, void* to) {
  const State& state = state_of(file);
  auto* const bytes = static_cast<unsigned char*>(to);
  read_file(state, at, size, bytes);
  if (state.pages.empty()) return 0;
  for_pages(at, size, [&](haddr_t page, std::size_t inside, std::size_t done, std::size_t n) {
    const auto found = state.pages.find(page);
    if (found != state.pages.end()) std::memcpy(bytes + done, found->second.data() + inside, n);
  });
  return 0;
}

herr_t write_part(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, const void* from) {
  State& state = state_of(file);
  const auto* const bytes = static_cast<const unsigned char*>(from);
  std::size_t done = 0;
  while (done < size && state.error == 0) {
    const ssize_t n = ::pwrite(state.descriptor, bytes + done, size - done, static_cast<off_t>(at + done));
    if (n < 0 && errno != EINTR) state.error = errno;
    if (n == 0) state.error = ENOSPC;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  for_pages(at + done, size - done, [&](haddr_t page, std::size_t inside, std::size_t offset, std::size_t n) {
    const auto [entry, is_new] = state.pages.try_emplace(page);
    if (is_new) read_file(state, page * page_size, page_size, entry->second.data());
    std::memcpy(entry->second.data() + inside, bytes + done + offset, n);
  });
  state.end_of_file = std::max(state.end_of_file, at + size);
  return 0;
}

herr_t truncate_file(H5FD_t* file, hid_t, hbool_t) {
  State& state = state_of(file);
  if (state.end_of_file == state.end_of_space) return 0;
  if (::ftruncate(state.descriptor, static_cast<off_t>(state.end_of_space)) != 0 && state.error == 0)
    state.error = errno;
  state.end_of_file = state.end_of_space;
  return 0;
}

H5FD_class_t driver_class() {
  H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(600);  // of those left to applications
#endif
  driver.name = "berdaya";
  driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<std::int64_t>::max());
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(State*);
  driver.open = open_file;
  driver.close = close_file;
  driver.query = query_features;
  driver.get_eoa = end_of_space;
  driver.set_eoa = set_end_of_space;
  driver.get_eof = end_of_file;
  driver.read = read_part;
  driver.write = write_part;
  driver.truncate = truncate_file;
  return driver;
}

}  // namespace

Hdf5Output::Hdf5Output(const std::string& path) : path_(path), state_(std::make_unique<State>()) {
  const H5FD_class_t driver = driver_class();
  driver_ = checked(H5FDregister(&driver), H5FDunregister, path, "prepare HDF5 for writing");
  const Hdf5Handle access = hdf5_file_access();
  State* const state = state_.get();
  check_hdf5(H5Pset_driver(access.id(), driver_.id(), &state), path, "prepare HDF5 for writing");
  const Hdf5Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  H5Pset_link_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation.id(), false);
  file_ = Hdf5Handle(H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation.id(), access.id()), H5Fclose);
  if (file_) return;
  if (state_->error != 0) throw IoError(path + ": cannot create the file: " + std::strerror(state_->error));
  throw_hdf5_error(path, "create the file");
}

Hdf5Output::~Hdf5Output() { file_.close(); }

void Hdf5Output::check() const {
  if (state_->error == 0) return;
  const char* const what = state_->error == ENOSPC ? ": the disk is full: " : ": cannot write the file: ";
  throw IoError(path_ + what + std::strerror(state_->error));
}

void Hdf5Output::close() {
  const herr_t closed = file_.close();
  check();
  check_hdf5(closed, path_, "finish the file");
}

}  // namespace berdaya
