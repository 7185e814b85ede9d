// One part of a sweep: a closed file with some of its rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "experiment/row_set.hpp"
#include "experiment/sweep.hpp"
#include "io/store_folder.hpp"

namespace berdaya {

// Rows of a part that follow each other and have as many failed runs each.
struct FailedRows {
  std::uint64_t position = 0, count = 0;
  std::uint64_t runs_each = 0;
  std::uint64_t end() const { return position + count; }
};

struct PartInfo {
  std::string path;
  std::uint64_t file_bytes = 0;
  RowSet rows;                     // a row stands in the part at its position in the set
  std::vector<FailedRows> failed;  // rising, disjoint
  double begun = 0, closed = 0;    // seconds since 1970
  std::string writer;              // "HOST PID"
};

// What a part says of itself. ForeignFile: it belongs to another sweep. IoError: it cannot be read, or is damaged.
PartInfo read_part(const std::string& path, const std::string& fingerprint);

// Writes rows as a part and returns its path, "BASE-HASH.h5" with the hash of its content. IoError if it cannot be
// written; nothing is then left of it.
std::string write_part(const std::string& base, const std::vector<SweepRow>& rows, const SweepLayout& layout,
                       const std::string& fingerprint, double begun);

// Is this the name of a part?
bool is_part(const std::string& name);

inline constexpr std::string_view part_prefix = "part-";

inline constexpr StoreKind sweep_parts{
    .mark = "sweep.toml",
    .prefix = part_prefix,
    .lock = "merge.lock",
    .format = "berdaya sweep part",
    .owner = "sweep",
    .files = "parts",
    .file = "part",
    .way_out = "--fresh begins anew and keeps the old parts under another name",
    .shared = true,
};

// Rows of a part, read piece by piece.
class PartReader {
 public:
  // IoError if the part does not fit the layout.
  PartReader(const PartInfo& part, const SweepLayout& layout);
  ~PartReader();
  PartReader(PartReader&&) noexcept;

  // Rows at positions [first, first + count) of the part; values go to `values`, count x values_per_row.
  void read(std::size_t first, std::size_t count, std::span<float> values, std::span<float> cost,
            std::span<float> replication_month, std::span<std::uint32_t> failed,
            std::span<std::uint32_t> failed_replicate, std::span<std::string> errors) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace berdaya
