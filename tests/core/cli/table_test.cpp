#include "cli/table.hpp"

#include <gtest/gtest.h>

namespace berdaya::cli {
namespace {

using enum Table::Align;

TEST(DisplayWidth, CountsCharactersAndNotBytes) {
  EXPECT_EQ(display_width("kampung"), 7U);
  EXPECT_EQ(display_width("\u03c3 \u2265 \u00bd"), 5U);
  EXPECT_EQ(display_width("e\u0301"), 1U);   // a combining accent
  EXPECT_EQ(display_width("\xff\xc3"), 2U);  // damaged bytes do no harm
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Shortened, KeepsWholeCharactersAndFits) {
  EXPECT_EQ(shortened("kampung", 7), "kampung");
  EXPECT_EQ(shortened("kampung", 6), "kamp..");
  EXPECT_EQ(shortened("a \u03c3\u03c3\u03c3\u03c3", 5), "a \u03c3..");
  EXPECT_EQ(shortened("ab cdef", 5), "ab..");  // no blank before the dots
  for (std::size_t width = 0; width < 12; ++width)
    EXPECT_LE(display_width(shortened("\u00e9\u00e8 kampung \u00e9", width)), width);
}

TEST(Wrapped, BreaksAtBlanksAndIndentsEveryLine) {
  EXPECT_EQ(wrapped("one two three", 8, 2), "  one\n  two\n  three\n");
  EXPECT_EQ(wrapped("one two three", 7), "one two\nthree\n");
  EXPECT_EQ(wrapped("a-word-that-is-too-long b", 5), "a-word-that-is-too-long\nb\n");
  EXPECT_EQ(wrapped("", 10), "\n");
}

TEST(Table, AlignsColumnsAndLeavesNoBlanksAtTheEnd) {
  Table table({left, right});
  table.add({"name", "n"});
  table.add_rule();
  table.add({"a", "12"});
  table.add({"longer", ""});
  EXPECT_EQ(table.text(80), "name     n\n----------\na       12\nlonger\n");
}

TEST(Table, FoldsOrCutsTheElasticColumnToFit) {
  Table table({left, left});
  table.add({"a title that is long", "0.123 [0.1, 0.2]"});
  EXPECT_EQ(table.text(30), "a title       0.123 [0.1, 0.2]\n  that is\n  long\n");
  EXPECT_EQ(table.text(30, 0, Table::Overflow::cut), "a title th..  0.123 [0.1, 0.2]\n");
}

}  // namespace
}  // namespace berdaya::cli
