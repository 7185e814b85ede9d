#include "experiment/row_set.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace berdaya {
namespace {

std::vector<std::uint64_t> rows_of(const RowSet& set) {
  std::vector<std::uint64_t> rows;
  for (std::uint64_t i = 0; i < set.size(); ++i) rows.push_back(set.nth(i));
  return rows;
}

TEST(RowSet, CountsAndNumbersItsRows) {
  RowSet set;
  EXPECT_TRUE(set.empty());
  EXPECT_EQ(set.size(), 0U);
  set.add(3);
  set.add(4, 2);
  set.add(9, 0);
  set.add(10);
  EXPECT_EQ(rows_of(set), (std::vector<std::uint64_t>{3, 4, 5, 10}));
  ASSERT_EQ(set.ranges().size(), 2U);
  EXPECT_EQ(set.ranges()[0], (RowSet::Range{3, 3, 0}));
  EXPECT_EQ(set.ranges()[1], (RowSet::Range{10, 1, 3}));
}

TEST(RowSet, NeighboursAreOneRangeHoweverTheyCame) {
  RowSet one_by_one;
  for (std::uint64_t row = 0; row < 1000; ++row) one_by_one.add(row);
  EXPECT_EQ(one_by_one, RowSet::all(1000));
  EXPECT_EQ(one_by_one.ranges().size(), 1U);
  EXPECT_EQ(RowSet::all(0), RowSet());
}

}  // namespace
}  // namespace berdaya
