// The provenance of a result file, JSON, as lines for people.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace berdaya {

// Every value with its path ("host.name"), in the order of the text; lists of plain values in one line. In Indonesian
// the paths that the program writes itself have words. IoError if it is no JSON.
std::vector<std::pair<std::string, std::string>> provenance_lines(std::string_view json, Language language);

}  // namespace berdaya
