// The parts of a sweep that goes on: FILE.parts/ holds what is done, in closed files that are never changed again. Any
// number of processes may add parts at the same time; what is done is what the closed parts say.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiment/sweep.hpp"
#include "io/store_folder.hpp"
#include "io/sweep_part.hpp"

namespace berdaya {

using SweepIdentity = StoreIdentity;  // what all parts of a folder belong to

struct PartBounds {
  double seconds = 60;                        // a part is closed that long after its first row at the latest
  std::size_t bytes = std::size_t{32} << 20;  // or when its values have grown to that
};

class PartsFolder : public StoreFolder {
 public:
  PartsFolder(std::string folder, const SweepIdentity& identity);

  // Opens a folder that is there, whatever it belongs to; nothing if there is none, or its mark is lost.
  static std::optional<PartsFolder> open(const std::string& folder);
  // IoError that says what to do if there are parts and the mark is lost.
  static void check_mark(const std::string& folder);
  // When the sweep began: seconds since 1970; 0 if that is not known.
  double begun() const;

  // The closed parts in the order of their names. `verify` reads all of them and not only their tables. IoError if a
  // part cannot be read for a reason that is not in it: permission, memory.
  std::vector<PartInfo> scan(bool verify, std::vector<std::string>& damaged, Damaged what = Damaged::set_aside) const;

  // Writes a part and returns its path. IoError if it cannot be written; nothing is then left of it.
  std::string write(const std::vector<SweepRow>& rows, const SweepLayout& layout, double begun) const;

  // Removes the folder with all that sweeps put there.
  void remove() const { clear(folder()); }
  static void clear(const std::string& folder) { clear_folder(folder, sweep_parts); }

 private:
  PartsFolder(Unchecked, std::string folder, SweepIdentity identity);
};

// Collects rows and writes them as parts.
class PartWriter {
 public:
  PartWriter(const PartsFolder& folder, const SweepLayout& layout, PartBounds bounds);

  void take(SweepRow&& row);
  // Closes the open part if it has become old.
  void look_at_clock();
  // Closes the open part.
  void close();

  std::uint64_t rows_written() const { return written_; }

 private:
  const PartsFolder& folder_;
  const SweepLayout& layout_;
  PartBounds bounds_;
  std::vector<SweepRow> rows_;
  std::size_t bytes_ = 0;
  double begun_ = 0;  // time of day, for the record
  std::chrono::steady_clock::time_point opened_;
  std::uint64_t written_ = 0;
};

}  // namespace berdaya
