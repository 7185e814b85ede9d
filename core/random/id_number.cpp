#include "random/id_number.hpp"

namespace berdaya {

std::uint32_t number_of_id(std::string_view id) {
  std::uint64_t f = 0xcbf29ce484222325U;
  for (const char c : id) f = (f ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return static_cast<std::uint32_t>((f ^ f >> 32U) & (id_number_count - 1));
}

}  // namespace berdaya
