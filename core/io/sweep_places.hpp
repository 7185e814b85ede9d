// Where each row of a sweep is: in which part, and at which position of it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiment/row_set.hpp"
#include "io/sweep_parts.hpp"

namespace berdaya {

// Rows that follow each other in one part.
struct RowSegment {
  std::uint64_t first = 0, count = 0;
  std::uint32_t part = 0;      // in the list of parts
  std::uint64_t position = 0;  // of the first row, in the part
  std::uint64_t end() const { return first + count; }
};

// Segments in the order of the rows; what lies between them no part holds.
class RowPlaces {
 public:
  RowPlaces(std::uint64_t rows, std::vector<RowSegment> segments);

  std::uint64_t rows() const { return rows_; }
  std::span<const RowSegment> segments() const { return segments_; }
  RowSet missing() const;
  std::uint64_t missing_rows() const { return rows_ - placed_; }

 private:
  std::uint64_t rows_ = 0, placed_ = 0;
  std::vector<RowSegment> segments_;
};

// Rows that several parts hold are taken from the first; they are equal. IoError if a part has rows that the sweep does
// not have.
RowPlaces locate_rows(const std::vector<PartInfo>& parts, std::uint64_t rows);

// Runs that failed, each counted once also where several parts hold it.
std::uint64_t failed_runs_of(const std::vector<PartInfo>& parts, const RowPlaces& places);

}  // namespace berdaya
