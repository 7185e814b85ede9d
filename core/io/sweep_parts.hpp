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
#include "io/sweep_part.hpp"

namespace berdaya {

// What all parts of a folder belong to. `text` says it line by line, so that two can be told apart.
struct SweepIdentity {
  std::string text;
  std::string fingerprint() const;  // 16 hex digits
};

struct PartBounds {
  double seconds = 60;                        // a part is closed that long after its first row at the latest
  std::size_t bytes = std::size_t{32} << 20;  // or when its values have grown to that
};

class PartsFolder {
 public:
  // FILE.parts of a result FILE.
  static std::string folder_of(const std::string& file) { return file + ".parts"; }

  // Opens or makes the folder. InputError with the difference if it belongs to another sweep. A mark that is lost (the
  // file that says what the parts belong to: missing, empty, cut off) is written anew if all parts are of this sweep.
  PartsFolder(std::string folder, const SweepIdentity& identity);

  const std::string& folder() const { return folder_; }
  std::string mark() const;
  bool mark_renewed() const { return mark_renewed_; }

  // Opens a folder that is there, whatever it belongs to; nothing if there is none, or its mark is lost.
  static std::optional<PartsFolder> open(const std::string& folder);
  // IoError that says what to do if there are parts and the mark is lost.
  static void check_mark(const std::string& folder);
  const std::string& identity_text() const { return identity_.text; }
  // When the sweep began: seconds since 1970; 0 if that is not known.
  double begun() const;

  // What becomes of a part whose content is not what its name promises, or that belongs to another sweep: it is set
  // aside under the name damaged-..., or (to look only) left where it is. In both cases `damaged` tells it.
  enum class Damaged { set_aside, left };

  // The closed parts in the order of their names. `verify` reads all of them and not only their tables. IoError if a
  // part cannot be read for a reason that is not in it: permission, memory.
  std::vector<PartInfo> scan(bool verify, std::vector<std::string>& damaged, Damaged what = Damaged::set_aside) const;

  // Writes a part and returns its path. IoError if it cannot be written; nothing is then left of it.
  std::string write(const std::vector<SweepRow>& rows, const SweepLayout& layout, double begun) const;

  // Removes the folder with all that sweeps put there.
  void remove() const { clear(folder_); }
  static void clear(const std::string& folder);

 private:
  struct Unchecked {};
  PartsFolder(Unchecked, std::string folder, SweepIdentity identity);

  // Whether a folder whose mark is lost is plainly of this sweep. IoError if it holds something else.
  bool may_renew_mark() const;

  std::string folder_;
  SweepIdentity identity_;
  bool mark_renewed_ = false;
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
