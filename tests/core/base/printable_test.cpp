#include "base/printable.hpp"

#include <gtest/gtest.h>

namespace berdaya {
namespace {

TEST(Printable, TextStaysAsItIs) {
  const std::string text = "Rp 5 juta\tà 3 %\n日本 🙂 – ok";
  EXPECT_EQ(printable(text), text);
  EXPECT_EQ(printable(""), "");
}

TEST(Printable, WhatSteersATerminalIsEscaped) {
  EXPECT_EQ(printable("a\x1b[31m\x1b]0;title\x07"), "a\\u001B[31m\\u001B]0;title\\u0007");
  EXPECT_EQ(printable("a\rb\x7f"), "a\\u000Db\\u007F");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\u009B31m")
      << "a control of C1";
  EXPECT_EQ(printable("\xE2\x80\xAEtxt.exe\xE2\x80\xAC"), "\\u202Etxt.exe\\u202C");
  EXPECT_EQ(printable("\xE2\x81\xA6x\xE2\x81\xA9\xE2\x80\x8E\xE2\x80\x8F"), "\\u2066x\\u2069\\u200E\\u200F");
}

TEST(Printable, WhatIsNoUtf8IsEscapedByteByByte) {
  EXPECT_EQ(printable("k\xFF.toml"), "k\\xFF.toml");
  EXPECT_EQ(printable("\xC0\x9B"), "\\xC0\\x9B") << "an overlong form";
  EXPECT_EQ(printable("\xE0\x80\x9B"), "\\xE0\\x80\\x9B");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\xED\\xA0\\x80") << "half a surrogate pair";
  EXPECT_EQ(printable("\xE2\x80"), "\\xE2\\x80") << "not finished";
}

TEST(Printable, ALineKeepsItsColumns) {
  EXPECT_EQ(printable_line("a\tb\x1b[\xFF|\xC2\x9B|\xE2\x80\xAE|é"), "a b [?|?|?|é");
}

TEST(Printable, UnfinishedCharactersAreCounted) {
  EXPECT_EQ(unfinished_bytes("abc"), 0U);
  EXPECT_EQ(unfinished_bytes("é"), 0U);
  EXPECT_EQ(unfinished_bytes("\xC3"), 1U);
  EXPECT_EQ(unfinished_bytes("a\xE2\x80"), 2U);
  EXPECT_EQ(unfinished_bytes("\xF0\x9F\x99"), 3U);
  EXPECT_EQ(unfinished_bytes("\x80\x80\x80"), 0U) << "begun by nothing";
}

}  // namespace
}  // namespace berdaya
