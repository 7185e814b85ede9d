#include "io/sweep_places.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

#include "base/errors.hpp"

namespace berdaya {
namespace {

PartInfo part_of(const std::vector<std::uint64_t>& rows) {
  PartInfo part;
  part.path = "part";
  for (const std::uint64_t row : rows) part.rows.add(row);
  return part;
}

// What the segments say, row by row.
std::map<std::uint64_t, std::pair<std::uint32_t, std::uint64_t>> laid_out(const RowPlaces& places) {
  std::map<std::uint64_t, std::pair<std::uint32_t, std::uint64_t>> rows;
  std::uint64_t before = 0;
  for (const RowSegment& segment : places.segments()) {
    EXPECT_GE(segment.first, before);  // in order, without overlap
    before = segment.end();
    for (std::uint64_t i = 0; i < segment.count; ++i) rows[segment.first + i] = {segment.part, segment.position + i};
  }
  return rows;
}

TEST(RowPlaces, TheFirstPartThatHoldsARowHasIt) {
  const std::vector<PartInfo> parts{part_of({4, 5, 6}), part_of({0, 1, 5, 6, 7, 8}), part_of({2, 8, 9})};
  const RowPlaces places = locate_rows(parts, 12);
  EXPECT_EQ(laid_out(places), (std::map<std::uint64_t, std::pair<std::uint32_t, std::uint64_t>>{{0, {1, 0}},
                                                                                                {1, {1, 1}},
                                                                                                {2, {2, 0}},
                                                                                                {4, {0, 0}},
                                                                                                {5, {0, 1}},
                                                                                                {6, {0, 2}},
                                                                                                {7, {1, 4}},
                                                                                                {8, {1, 5}},
                                                                                                {9, {2, 2}}}));
  EXPECT_EQ(places.missing_rows(), 3U);
  RowSet missing;
  missing.add(3);
  missing.add(10, 2);
  EXPECT_EQ(places.missing(), missing);
}

TEST(RowPlaces, AreThoseOfARowByRowSearch) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::uint64_t rows = 1 + random() % 60;
    std::vector<PartInfo> parts;
    std::map<std::uint64_t, std::pair<std::uint32_t, std::uint64_t>> expected;
    std::uint64_t failed = 0;
    for (std::uint32_t p = 0; p < 1 + random() % 5; ++p) {
      std::vector<std::uint64_t> of_part;
      for (std::uint64_t row = 0; row < rows; ++row) {
        if (random() % 3 != 0) continue;
        const bool fails = random() % 2 == 0;
        of_part.push_back(row);
        parts.resize(p + 1);
        if (fails) parts[p].failed.push_back({of_part.size() - 1, 1, 2});
        if (expected.try_emplace(row, p, of_part.size() - 1).second && fails) failed += 2;
      }
      parts.resize(p + 1);
      for (const std::uint64_t row : of_part) parts[p].rows.add(row);
    }
    const RowPlaces places = locate_rows(parts, rows);
    EXPECT_EQ(laid_out(places), expected);
    EXPECT_EQ(places.missing_rows(), rows - expected.size());
    EXPECT_EQ(places.missing().size(), rows - expected.size());
    EXPECT_EQ(failed_runs_of(parts, places), failed);
  }
}

TEST(RowPlaces, ARowThatTheSweepDoesNotHaveIsAnError) { EXPECT_THROW(locate_rows({part_of({3, 4})}, 4), IoError); }

TEST(RowPlaces, AFailedRunCountsOnceAndOnlyWhereItsRowIsTaken) {
  std::vector<PartInfo> parts{part_of({0, 1, 2, 3}), part_of({2, 3, 4, 5})};
  parts[0].failed = {{1, 3, 2}};             // rows 1, 2, 3
  parts[1].failed = {{0, 1, 2}, {2, 2, 5}};  // row 2 again; rows 4, 5
  EXPECT_EQ(failed_runs_of(parts, locate_rows(parts, 6)), 3U * 2U + 2U * 5U);
}

}  // namespace
}  // namespace berdaya
