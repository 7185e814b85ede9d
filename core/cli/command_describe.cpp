#include <array>
#include <ostream>

#include "cli/command.hpp"
#include "io/describe.hpp"
#include "io/exit_status.hpp"

namespace berdaya::cli {
namespace {

int run(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 3> formats{"text", "markdown", "json"};
  const std::string format = arguments.choice("format", formats).value_or("text");
  const auto& words = arguments.operands();
  const Catalogue catalogue = catalogue_named(words.front());
  const std::vector<std::string> names(words.begin() + 1, words.end());
  const DescriptionStyle style{.format = format == "json"       ? DescriptionFormat::json
                                         : format == "markdown" ? DescriptionFormat::markdown
                                                                : DescriptionFormat::text,
                               .language = console.language,
                               .width = static_cast<std::size_t>(console.width)};
  console.out << describe(catalogue, names, style);
  return exit_status::done;
}

constexpr std::array<OptionText, 1> options{{
    {.name = "format", .value = "text|markdown|json", .meaning = {"default: text", "bawaan: text"}},
}};

constexpr std::array<Example, 4> examples{{
    {"berdaya describe parameters participation", {"the parameters of a group", "parameter sebuah kelompok"}},
    {"berdaya describe interventions training csr", {}},
    {"berdaya describe metrics --lang id", {}},
    {"berdaya describe schema --format json > berdaya.schema.json",
     {"completion in editors: #:schema berdaya.schema.json in the first line of a scenario",
      "pelengkapan di editor: #:schema berdaya.schema.json pada baris pertama skenario"}},
}};

}  // namespace

const Command& describe_command() {
  static const Command command{
      .name = "describe",
      .summary = {"the catalogues: what there is, in which unit, with which default, from which source",
                  "katalog: apa yang tersedia, satuannya, nilai bawaannya, sumbernya"},
      .operand = {"CATALOGUE",
                  {"parameters, metrics, interventions, options, rules, structures, schema or errors; then, to narrow "
                   "it, names of "
                   "its entries or groups",
                   "parameters, metrics, interventions, options, rules, structures, schema, atau errors; lalu, untuk "
                   "mempersempit, "
                   "nama isinya atau kelompoknya"},
                  1,
                  1000,
                  "NAME"},
      .options = options,
      .notes = {},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
