// What the files of a store depend on, as text, and how two such texts differ.
#pragma once

#include <string>

namespace berdaya {

// `text` says it line by line, so that two can be told apart.
struct StoreIdentity {
  std::string text;
  std::string fingerprint() const;  // 16 hex digits
};

// The first lines that differ, the old with '-', the new with '+'.
std::string difference_of(const std::string& before, const std::string& now);

}  // namespace berdaya
