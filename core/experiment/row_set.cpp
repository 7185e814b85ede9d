#include "experiment/row_set.hpp"

#include <algorithm>

namespace berdaya {

RowSet RowSet::all(std::uint64_t rows) {
  RowSet set;
  set.add(0, rows);
  return set;
}

void RowSet::add(std::uint64_t first, std::uint64_t count) {
  if (count == 0) return;
  if (!ranges_.empty() && ranges_.back().end() == first)
    ranges_.back().count += count;
  else
    ranges_.push_back({first, count, size()});
}

std::uint64_t RowSet::nth(std::uint64_t index) const {
  const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), index,
                                      [](std::uint64_t i, const Range& range) { return i < range.before; });
  const Range& range = *(after - 1);
  return range.first + (index - range.before);
}

}  // namespace berdaya
