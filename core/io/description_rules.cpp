#include <nlohmann/json.hpp>

#include "engine/schedule.hpp"
#include "io/description_pages.hpp"
#include "io/indonesian.hpp"
#include "params/structures.hpp"

namespace berdaya {

DescribedCatalogue collect_rules(Language language) {
  DescribedCatalogue catalogue{{"Rules of the month", "Aturan tiap bulan"}, {}};
  DescribedGroup group{.name = "month",
                       .other_names = {},
                       .title = {"In the order of the month", "Menurut urutan dalam sebulan"},
                       .entries = {},
                       .tabular = false};
  for (const RuleDescription* described : month_schedule()) {
    const RuleDescription& rule = *described;
    DescribedEntry entry{.name = std::string(rule.name),
                         .title = {},
                         .facts = {},
                         .meaning_en = std::string(rule.process.en),
                         .meaning_id = std::string(rule.process.id),
                         .parts = {}};
    entry.facts.push_back(fact("number", {"rule", "aturan"}, rule.number));
    const auto add = [&](std::string_view key, Text label, std::string_view text, const std::string& shown) {
      entry.facts.push_back({key, label, json_text(text), shown, false});
    };
    add("equation", {"equation", "persamaan"}, rule.equation, std::string(rule.equation));
    add("parameters", {"parameters", "parameter"}, rule.parameters,
        source_text(default_text(rule.parameters, language), language));
    add("reads", {"reads", "membaca"}, rule.reads, source_text(rule.reads, language));
    add("changes", {"changes", "mengubah"}, rule.changes, source_text(rule.changes, language));
    add("reference", {"reference", "rujukan"}, rule.reference, source_text(rule.reference, language));
    group.entries.push_back(std::move(entry));
  }
  catalogue.groups.push_back(std::move(group));
  return catalogue;
}

DescribedCatalogue collect_structures(Language language) {
  DescribedCatalogue catalogue{{"Structural alternatives", "Alternatif struktur"}, {}};
  DescribedGroup group{.name = "structures",
                       .other_names = {},
                       .title = {"Other ways in which a part of the model may work; all off unless asked for",
                                 "Cara kerja lain suatu bagian model; semua mati kecuali diminta"},
                       .entries = {},
                       .tabular = false};
  for (const StructureDescription& structure : structures()) {
    DescribedEntry entry{.name = std::string(structure.name),
                         .title = structure.title,
                         .facts = {},
                         .meaning_en = std::string(structure.description.en),
                         .meaning_id = std::string(structure.description.id),
                         .parts = {}};
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    std::string text;
    for (const ParameterSetting& setting : structure.settings) {
      json[std::string(setting.parameter)] = std::string(setting.value);
      text += (text.empty() ? "" : ", ") + std::string(setting.parameter) + " = " + std::string(setting.value);
    }
    entry.facts.push_back({"settings", {"stands for", "setara dengan"}, json.dump(), text, false});
    entry.facts.push_back(source_fact(structure.source, language));
    group.entries.push_back(std::move(entry));
  }
  catalogue.groups.push_back(std::move(group));
  return catalogue;
}

}  // namespace berdaya
