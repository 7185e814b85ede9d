// The provenance of a result file, JSON, as lines for people.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace berdaya {

// Every value with its path ("host.name"), in the order of the text; lists of plain values in one line. IoError if it
// is no JSON.
std::vector<std::pair<std::string, std::string>> provenance_lines(std::string_view json);

}  // namespace berdaya
