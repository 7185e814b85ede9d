#include "base/printable.hpp"

#include <array>
#include <cstdint>

namespace berdaya {
namespace {

constexpr std::uint32_t no_character = 0xFFFFFFFFU;

struct Character {
  std::uint32_t code = no_character;
  std::size_t bytes = 1;
};

std::size_t length_after(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead < 0xC2U) return 0;
  if (lead < 0xE0U) return 2;
  if (lead < 0xF0U) return 3;
  return lead < 0xF5U ? 4 : 0;
}

// The character that begins at `at`; a byte that begins none is `no_character`.
Character character_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = length_after(lead);
  if (bytes == 1) return {lead, 1};
  if (bytes == 0 || bytes > text.size() - at) return {};
  std::uint32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (next & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
  if (code < least[bytes] || code > 0x10FFFFU || surrogate) return {};
  return {code, bytes};
}

bool is_control(std::uint32_t code) { return code < 0x20U || code == 0x7FU; }

// C1 controls; marks, embeddings, overrides and isolates of direction.
bool is_unseen(std::uint32_t code) {
  return (code >= 0x80U && code <= 0x9FU) || code == 0x061CU || code == 0x200EU || code == 0x200FU ||
         (code >= 0x202AU && code <= 0x202EU) || (code >= 0x2066U && code <= 0x2069U);
}

// `mark` and the number in so many digits: \u001B.
std::string escape(std::string_view mark, std::size_t digits, std::uint32_t number) {
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  std::string text(mark);
  for (std::size_t digit = digits; digit-- > 0;) text += hexadecimal[(number >> (4 * digit)) & 0xFU];
  return text;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, bytes] = character_at(text, at);
    if (code == no_character)
      result += escape("\\x", 2, static_cast<unsigned char>(text[at]));
    else if ((is_control(code) && code != '\n' && code != '\t') || is_unseen(code))
      result += escape("\\u", 4, code);
    else
      result += text.substr(at, bytes);
    at += bytes;
  }
  return result;
}

std::string printable_line(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, bytes] = character_at(text, at);
    if (code == no_character || is_unseen(code))
      result += '?';
    else if (is_control(code))
      result += ' ';
    else
      result += text.substr(at, bytes);
    at += bytes;
  }
  return result;
}

std::size_t unfinished_bytes(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto c = static_cast<unsigned char>(text[text.size() - back]);
    if ((c & 0xC0U) == 0x80U) continue;
    return length_after(c) > back ? back : 0;
  }
  return 0;
}

}  // namespace berdaya
