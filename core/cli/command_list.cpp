#include <algorithm>
#include <array>
#include <ostream>

#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/scenario_text.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/scenario_file.hpp"

namespace berdaya::cli {
namespace {

void list_all(Console& console) {
  const Text heading[] = {{"name", "nama"}, {"title", "judul"},  {"communities", "komunitas"},
                          {"UMKM", "UMKM"}, {"months", "bulan"}, {"policies", "kebijakan"}};
  using enum Table::Align;
  Table table({left, left, right, right, right, right});
  std::vector<std::string> head;
  for (const Text& text : heading) head.emplace_back(text.in(console.language));
  table.add(head);
  table.add_rule();
  for (const BundledScenario& s : bundled_scenarios()) {
    table.add({s.id, s.title.in(console.language), count_text(s.communities), count_text(s.umkm), count_text(s.months),
               count_text(s.policies.size())});
  }
  console.out << table.text(static_cast<std::size_t>(console.width), 1, Table::Overflow::cut);
  const Text more{"`berdaya list NAME` tells about one of them, `berdaya run NAME` runs it.",
                  "`berdaya list NAMA` menjelaskan salah satunya, `berdaya run NAMA` menjalankannya."};
  console.out << "\n" << more.in(console.language) << "\n";
}

void list_one(const std::string& name, Console& console) {
  const LoadedScenario loaded = load_scenario(name);
  const Scenario& scenario = loaded.scenario;
  const auto width = static_cast<std::size_t>(console.width);
  const Language language = console.language;
  console.out << wrapped(scenario_line(scenario, language), width);
  if (!scenario.description.in(language).empty())
    console.out << "\n" << wrapped(scenario.description.in(language), width);
  if (!scenario.source.empty())
    console.out << "\n" << wrapped(std::string(Text{"Source: ", "Sumber: "}.in(language)) + scenario.source, width);

  console.out << "\n" << Text{"Policies:", "Kebijakan:"}.in(language) << "\n";
  std::size_t column = std::string_view(baseline_policy).size();
  for (const PolicySpec& policy : scenario.policies) column = std::max(column, policy.id.size());
  const auto entry = [&](const std::string& id, const std::string& text) {
    std::string body = wrapped(text, width, column + 4);
    body.replace(0, column + 4, padded("  " + id, column + 4));
    console.out << body;
  };
  entry(baseline_policy, std::string(title_of_baseline.in(language)));
  for (const PolicySpec& policy : scenario.policies) {
    const std::string& description = policy.description.in(language);
    entry(policy.id, policy.title.in(language) + (description.empty() ? "" : ". " + description));
  }
}

int run(const Arguments& arguments, Console& console) {
  if (arguments.operands().empty()) {
    list_all(console);
  } else {
    list_one(arguments.operands().front(), console);
  }
  return exit_status::done;
}

constexpr std::array<Example, 2> examples{{
    {"berdaya list", {}},
    {"berdaya list karanganyar_gunung", {}},
}};

}  // namespace

const Command& list_command() {
  static const Command command{
      .name = "list",
      .summary = {"bundled scenarios, a line each; with a name, all about that one",
                  "skenario yang tersedia, masing-masing satu baris; dengan nama, penjelasan skenario itu"},
      .operand = {"SCENARIO", {"a bundled name or a file", "nama yang tersedia atau sebuah berkas"}, 0, 1},
      .options = {},
      .notes = {},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
