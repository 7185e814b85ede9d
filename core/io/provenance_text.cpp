#include "io/provenance_text.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"

namespace berdaya {
namespace {

using Json = nlohmann::ordered_json;
using Lines = std::vector<std::pair<std::string, std::string>>;

std::string plain(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

void append(Lines& lines, const std::string& path, const Json& value) {
  if (value.is_object()) {
    for (const auto& [key, part] : value.items())
      append(lines, path.empty() ? key : std::string(path).append(".").append(key), part);
  } else if (value.is_array() && std::ranges::any_of(value, [](const Json& part) { return part.is_structured(); })) {
    for (std::size_t i = 0; i < value.size(); ++i)
      append(lines, std::string(path).append("[").append(std::to_string(i)).append("]"), value[i]);
  } else if (value.is_array()) {
    std::string text;
    for (const Json& part : value) text += (text.empty() ? "" : ", ") + plain(part);
    lines.emplace_back(path, text);
  } else {
    lines.emplace_back(path, plain(value));
  }
}

constexpr std::array<Text, 16> labels{{{"begun", "dimulai"},
                                       {"finished", "selesai"},
                                       {"seconds", "lama (detik)"},
                                       {"command_line", "perintah"},
                                       {"runs", "simulasi"},
                                       {"failed", "gagal"},
                                       {"resumed", "dilanjutkan"},
                                       {"host", "komputer"},
                                       {"system", "sistem"},
                                       {"processors", "prosesor"},
                                       {"threads", "utas"},
                                       {"engine_version", "versi program"},
                                       {"engine_commit", "commit program"},
                                       {"compiler", "kompilator"},
                                       {"flags", "opsi kompilator"},
                                       {"hdf5", "HDF5"}}};

}  // namespace

std::vector<std::pair<std::string, std::string>> provenance_lines(std::string_view json, Language language) {
  Lines lines;
  try {
    append(lines, "", Json::parse(json));
  } catch (const Json::exception&) {
    throw IoError("the provenance in the file is damaged: it is no JSON");
  }
  if (language == Language::id) {
    for (auto& [path, value] : lines) {
      const auto* const found = std::ranges::find(labels, path, &Text::en);
      if (found != labels.end()) path = found->id;
    }
  }
  return lines;
}

}  // namespace berdaya
