// Which rows of a sweep: rising ranges, so that what a process keeps in mind does not grow with the number of rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace berdaya {

class RowSet {
 public:
  struct Range {
    std::uint64_t first = 0, count = 0;
    std::uint64_t before = 0;  // rows of the set that are smaller: the position of its first row
    std::uint64_t end() const { return first + count; }
    bool operator==(const Range&) const = default;
  };

  RowSet() = default;
  // The rows [0, rows).
  static RowSet all(std::uint64_t rows);

  // Rows [first, first + count), all larger than those that are there; neighbours become one range.
  void add(std::uint64_t first, std::uint64_t count = 1);

  std::uint64_t size() const { return ranges_.empty() ? 0 : ranges_.back().before + ranges_.back().count; }
  bool empty() const { return ranges_.empty(); }
  // Row number `index` of the set, from 0, in rising order.
  std::uint64_t nth(std::uint64_t index) const;
  std::span<const Range> ranges() const { return ranges_; }
  bool operator==(const RowSet&) const = default;

 private:
  std::vector<Range> ranges_;  // rising, disjoint, not touching each other
};

}  // namespace berdaya
