// Whole text files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace berdaya {

// The whole file; nothing, and why, if it cannot be read.
std::optional<std::string> read_text_file(const std::filesystem::path& path, std::string& reason);

}  // namespace berdaya
