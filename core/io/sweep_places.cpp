#include "io/sweep_places.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/errors.hpp"

namespace berdaya {
namespace {

// Segments by their first row, while parts are laid over each other.
using Laid = std::map<std::uint64_t, RowSegment>;

// The rows of a range that no earlier part holds.
void lay(Laid& laid, std::uint32_t part, const RowSet::Range& range) {
  std::uint64_t row = range.first;
  auto next = laid.upper_bound(row);
  if (next != laid.begin()) row = std::max(row, std::prev(next)->second.end());
  while (row < range.end()) {
    const std::uint64_t end = next == laid.end() ? range.end() : std::min(range.end(), next->first);
    if (row < end) laid.emplace_hint(next, row, RowSegment{row, end - row, part, range.before + (row - range.first)});
    if (next == laid.end()) return;
    row = std::max(end, next->second.end());
    ++next;
  }
}

}  // namespace

RowPlaces::RowPlaces(std::uint64_t rows, std::vector<RowSegment> segments)
    : rows_(rows), segments_(std::move(segments)) {
  for (const RowSegment& segment : segments_) placed_ += segment.count;
}

RowSet RowPlaces::missing() const {
  RowSet missing;
  std::uint64_t row = 0;
  for (const RowSegment& segment : segments_) {
    missing.add(row, segment.first - row);
    row = segment.end();
  }
  missing.add(row, rows_ - row);
  return missing;
}

RowPlaces locate_rows(const std::vector<PartInfo>& parts, std::uint64_t rows) {
  Laid laid;
  for (std::uint32_t p = 0; p < parts.size(); ++p) {
    for (const RowSet::Range& range : parts[p].rows.ranges()) {
      if (range.end() > rows) throw IoError(parts[p].path + ": the part has runs that the sweep does not have");
      lay(laid, p, range);
    }
  }
  std::vector<RowSegment> segments;
  segments.reserve(laid.size());
  for (const auto& [first, segment] : laid) segments.push_back(segment);
  return {rows, std::move(segments)};
}

std::uint64_t failed_runs_of(const std::vector<PartInfo>& parts, const RowPlaces& places) {
  std::uint64_t failed = 0;
  for (const RowSegment& segment : places.segments()) {
    const std::vector<FailedRows>& of_part = parts[segment.part].failed;
    const std::uint64_t end = segment.position + segment.count;
    auto found = std::partition_point(of_part.begin(), of_part.end(),
                                      [&](const FailedRows& rows) { return rows.end() <= segment.position; });
    for (; found != of_part.end() && found->position < end; ++found)
      failed += found->runs_each * (std::min(found->end(), end) - std::max(found->position, segment.position));
  }
  return failed;
}

}  // namespace berdaya
