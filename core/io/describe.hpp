// The catalogues as text for people, Markdown for documents and JSON for programs. All that is said here stands in the
// catalogues themselves: params/parameters.hpp, observers/metric.hpp, interventions/catalogue.hpp, state/option.hpp,
// engine/schedule.hpp, params/structures.hpp and io/scenario_keys.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace berdaya {

enum class Catalogue { parameters, metrics, interventions, options, rules, structures, schema, errors };
enum class DescriptionFormat { text, markdown, json };

struct DescriptionStyle {
  DescriptionFormat format = DescriptionFormat::text;
  Language language = Language::en;  // of text and Markdown; JSON holds both languages
  std::size_t width = 100;           // columns of text
};

std::span<const std::string_view> catalogue_names();

// InputError with the nearest name if there is none of that name.
Catalogue catalogue_named(std::string_view name);

// The entries named, or the whole catalogue. A name is that of an entry or of a group: of parameters ("participation"),
// of metrics by dimension or level, "levers", "shocks", "permit", "channel", "finance", a section of the schema
// ("community"). InputError names all that is unknown. Ends with a newline.
std::string describe(Catalogue catalogue, const std::vector<std::string>& names, const DescriptionStyle& style);

}  // namespace berdaya
