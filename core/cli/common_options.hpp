// Options that `run` and `sweep` have in common, in the same words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "cli/arguments.hpp"

namespace berdaya::cli {

inline constexpr OptionText threads_option{.name = "threads",
                                           .value = "N",
                                           .meaning = {"default: all processors; results do not depend on it",
                                                       "bawaan: semua prosesor; hasil tidak bergantung padanya"},
                                           .letter = 't'};
inline constexpr OptionText progress_option{
    .name = "progress",
    .value = "auto|bar|log|json|none",
    .meaning = {"on standard error; default: a bar on a terminal, else a line now and then",
                "pada standard error; bawaan: batang di terminal, selain itu satu baris sesekali"}};

// Of --threads; 0 = all available.
inline int threads_of(const Arguments& arguments) {
  constexpr std::uint64_t most_threads = 4096;
  return static_cast<int>(arguments.whole_number("threads", 1, most_threads).value_or(0));
}

// Of --structure: names, or several joined by '+'. InputError where one is given and names nothing.
inline std::vector<std::string> structures_of(const Arguments& arguments) {
  for (const std::string& given : arguments.texts("structure")) {
    if (given.find_first_not_of(" ,") == std::string::npos)
      throw InputError("--structure names no structure; `berdaya describe structures` lists them");
  }
  return arguments.texts("structure", true);
}

}  // namespace berdaya::cli
