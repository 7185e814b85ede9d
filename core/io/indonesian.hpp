// The short English texts of the catalogues - units, sources, defaults in words, notes of the rules - in the language
// of the reader. They are made of few words, which stand here once; tests/core/io/indonesian_test.cpp finds what lacks
// one.
#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace berdaya {

// "million Rp/month" -> "juta Rp/bulan"; what is counted in nothing ("1", "index", "switch") -> "".
std::string unit_text(std::string_view unit, Language language);

// "assumption; case 004" -> "asumsi; kasus 004". Ids of sources, parameters and columns stay as they are.
std::string source_text(std::string_view source, Language language);

// "the catalogue's; none" -> "milik katalog; tidak ada". Values and names of keys stay as they are.
std::string default_text(std::string_view standard, Language language);

}  // namespace berdaya
