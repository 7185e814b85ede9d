#include <array>
#include <ostream>

#include "base/errors.hpp"
#include "cli/command.hpp"
#include "cli/costs_table.hpp"
#include "io/exit_status.hpp"
#include "io/scenario_file.hpp"

namespace berdaya::cli {
namespace {

std::vector<Override> overrides_of(const Arguments& arguments) {
  std::vector<Override> overrides;
  for (const std::string& text : arguments.texts("set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      throw InputError("--set takes PATH=VALUE, as intervention.training.unit_cost=0.1, got '" + text + "'");
    overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return overrides;
}

int run(const Arguments& arguments, Console& console) {
  const LoadedScenario loaded = load_scenario(arguments.operands().front(), overrides_of(arguments));
  std::vector<std::string> policies = arguments.texts("policy", true);
  if (policies == std::vector<std::string>{"all"}) policies.clear();
  bool first = true;
  for (const PolicyCost& cost : costs_of(loaded.scenario, policies)) {
    if (!first) console.out << "\n";
    first = false;
    console.out << costs_table(cost, loaded.scenario, static_cast<std::size_t>(console.width), console.language);
  }
  return exit_status::done;
}

constexpr std::array<OptionText, 2> options{{
    {.name = "policy",
     .value = "NAME",
     .meaning = {"policy to look at; may be repeated, or a,b; default: all, the baseline first",
                 "kebijakan yang dilihat; boleh diulang, atau a,b; bawaan: semua, dimulai dari keadaan dasar"},
     .letter = 'p',
     .repeats = true},
    {.name = "set",
     .value = "PATH=VALUE",
     .meaning = {"change a value of the scenario; may be repeated", "mengubah suatu nilai skenario; boleh diulang"},
     .repeats = true},
}};

constexpr std::array<Example, 2> examples{{
    {"berdaya costs karanganyar_gunung", {}},
    {"berdaya costs my_kampung.toml --policy archive --lang id", {}},
}};

}  // namespace

const Command& costs_command() {
  static const Command command{
      .name = "costs",
      .summary = {"what each policy would cost, by year, against its funds; nothing is run",
                  "biaya tiap kebijakan per tahun, dibandingkan dengan dananya; tidak ada yang dijalankan"},
      .operand = {"SCENARIO", {"a bundled name or a file", "nama yang tersedia atau berkas"}, 1, 1},
      .options = options,
      .notes = {"Costs are those at full intensity: what a run without shortage books. Where money runs short, a run "
                "books less. What only a run can know stands at its most, and says so.",
                "Biaya dihitung pada intensitas penuh: yang dicatat simulasi tanpa kekurangan dana. Bila dana kurang, "
                "simulasi mencatat lebih sedikit. Yang hanya diketahui simulasi dihitung paling banyak, dan "
                "disebutkan."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
