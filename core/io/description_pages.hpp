// The catalogues in one neutral form, of which describe.cpp makes text, Markdown and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "io/describe.hpp"

namespace berdaya {

// A property of an entry. JSON holds `json` (a JSON text: number, string, list ...); people read `text`, and nothing
// where it is empty.
struct DescribedFact {
  std::string_view key;  // in JSON
  Text label;            // for people
  std::string json;
  std::string text;
  bool brief = true;  // stands in the first line; otherwise in a line of its own
};

struct DescribedEntry {
  std::string name;
  Text title;  // empty where the name is enough
  std::vector<DescribedFact> facts;
  std::string meaning_en, meaning_id;
  std::vector<DescribedEntry> parts;  // fields of an intervention
};

struct DescribedGroup {
  std::string name;  // narrows `describe` to the group
  std::vector<std::string> other_names;
  Text title;
  std::vector<DescribedEntry> entries;
  bool tabular = true;  // Markdown: a table; otherwise a section for each entry
};

struct DescribedCatalogue {
  Text title;
  std::vector<DescribedGroup> groups;
};

// The catalogue with the texts of `language` where a text is not held in both.
DescribedCatalogue collect(Catalogue catalogue, Language language);

DescribedCatalogue collect_parameters(Language language);
DescribedCatalogue collect_metrics(Language language);
DescribedCatalogue collect_interventions(Language language);
DescribedCatalogue collect_options(Language language);
DescribedCatalogue collect_rules(Language language);
DescribedCatalogue collect_structures(Language language);
DescribedCatalogue collect_schema(Language language);
DescribedCatalogue collect_errors(Language language);

// Makers of facts.
std::string json_text(std::string_view text);  // quoted and escaped
DescribedFact fact(std::string_view key, Text label, std::string_view text);
DescribedFact number_fact(std::string_view key, Text label, double value);
DescribedFact range_fact(std::string_view key, Text label, double low, double high);
DescribedFact source_fact(std::string_view source, Language language);

// "100000" rather than "1e+05".
std::string plain_number(double value);

}  // namespace berdaya
