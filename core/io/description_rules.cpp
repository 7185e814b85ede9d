#include "engine/schedule.hpp"
#include "io/description_pages.hpp"

namespace berdaya {

DescribedCatalogue collect_rules(Language /*language*/) {
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
    const auto add = [&](std::string_view key, Text label, std::string_view text) {
      entry.facts.push_back(fact(key, label, text));
      entry.facts.back().brief = false;
    };
    add("equation", {"equation", "persamaan"}, rule.equation);
    add("parameters", {"parameters", "parameter"}, rule.parameters);
    add("reads", {"reads", "membaca"}, rule.reads);
    add("changes", {"changes", "mengubah"}, rule.changes);
    add("reference", {"reference", "rujukan"}, rule.reference);
    group.entries.push_back(std::move(entry));
  }
  catalogue.groups.push_back(std::move(group));
  return catalogue;
}

}  // namespace berdaya
