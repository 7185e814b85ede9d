#include "cli/printable_stream.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace berdaya::cli {
namespace {

TEST(PrintableStream, EscapesWhatComesThrough) {
  std::ostringstream to;
  PrintableStream stream(to);
  stream << "title: " << std::string("a\x1b[31m") << '\r' << 12 << "\n";
  stream.flush();
  EXPECT_EQ(to.str(), "title: a\\u001B[31m\\u000D12\n");
}

TEST(PrintableStream, ACharacterMayComeInPieces) {
  std::ostringstream to;
  PrintableStream stream(to);
  for (const char c : std::string("\xE2\x80\xAE é")) stream << c;
  stream << '\xE2';
  stream.flush();
  EXPECT_EQ(to.str(), "\\u202E é\\xE2");
}

TEST(PrintableStream, TellsThatNothingGoesThrough) {
  std::stringbuf closed(std::ios::in);
  std::ostream to(&closed);
  PrintableStream stream(to);
  stream << "x" << std::flush;
  EXPECT_FALSE(stream);
}

}  // namespace
}  // namespace berdaya::cli
