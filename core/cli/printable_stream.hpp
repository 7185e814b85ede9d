// A stream in front of another that lets only printable text through: the program's words pass, and what came from a
// file or an argument is escaped where it would steer a terminal.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace berdaya::cli {

class PrintableBuffer : public std::streambuf {
 public:
  explicit PrintableBuffer(std::streambuf* to) : to_(to) {}

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize count) override;
  int sync() override;

 private:
  bool pass(std::string_view text);

  std::streambuf* to_;
  std::string begun_;  // bytes of a character whose others are still to come
};

class PrintableStream : public std::ostream {
 public:
  explicit PrintableStream(std::ostream& to) : std::ostream(nullptr), buffer_(to.rdbuf()) { rdbuf(&buffer_); }

 private:
  PrintableBuffer buffer_;
};

}  // namespace berdaya::cli
