#include "cli/printable_stream.hpp"

#include "base/printable.hpp"

namespace berdaya::cli {

bool PrintableBuffer::pass(std::string_view text) {
  const std::string shown = printable(text);
  const auto count = static_cast<std::streamsize>(shown.size());
  return to_->sputn(shown.data(), count) == count;
}

PrintableBuffer::int_type PrintableBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char one = traits_type::to_char_type(c);
  return xsputn(&one, 1) == 1 ? c : traits_type::eof();
}

std::streamsize PrintableBuffer::xsputn(const char* text, std::streamsize count) {
  begun_.append(text, static_cast<std::size_t>(count));
  const std::size_t whole = begun_.size() - unfinished_bytes(begun_);
  const bool passed = pass(std::string_view(begun_).substr(0, whole));
  begun_.erase(0, whole);
  return passed ? count : 0;
}

int PrintableBuffer::sync() {
  const bool passed = pass(begun_);
  begun_.clear();
  return to_->pubsync() == 0 && passed ? 0 : -1;
}

}  // namespace berdaya::cli
