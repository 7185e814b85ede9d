#include <array>
#include <ostream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/print_apart.hpp"
#include "cli/statistics_table.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/indonesian.hpp"
#include "io/provenance_text.hpp"
#include "io/result_file.hpp"
#include "io/result_statistics.hpp"

namespace berdaya::cli {
namespace {

std::string size_text(std::uint64_t bytes) {
  const double kilobytes = static_cast<double>(bytes) / 1000.0;
  if (kilobytes < 1000) return fixed_text(kilobytes, kilobytes < 10 ? 1 : 0) + " kB";
  return kilobytes < 1e6 ? fixed_text(kilobytes / 1e3, 1) + " MB" : fixed_text(kilobytes / 1e6, 2) + " GB";
}

std::string dimensions_text(const VariableInfo& variable) {
  std::string text;
  for (const std::string& dimension : variable.dimensions) text += (text.empty() ? "" : ", ") + dimension;
  return text;
}

// Indented below its heading, with the names in a column; long values go on below themselves.
void print_pairs(const std::vector<std::pair<std::string, std::string>>& pairs, Console& console) {
  std::size_t column = 0;
  for (const auto& [name, value] : pairs) column = std::max(column, display_width(name));
  for (const auto& [name, value] : pairs) {
    std::string body = wrapped(value, static_cast<std::size_t>(console.width), column + 4);
    body.replace(0, column + 4, padded("  " + name, column + 4));
    console.out << body;
  }
}

void print_info(const ResultInfo& info, bool each, Console& console) {
  const Language language = console.language;
  const auto in = [&](std::string_view en, std::string_view id) { return std::string(Text{en, id}.in(language)); };
  console.out << info.path << ": " << in("results of ", "hasil ") << info.scenario_id << ", "
              << size_text(info.file_bytes) << "\n\n";

  std::string shape;
  for (const DimensionInfo& dimension : info.dimensions)
    shape += (shape.empty() ? "" : ", ") + dimension.name + " " + count_text(dimension.size);
  std::string policies;
  for (const std::string& policy : info.policies) policies += (policies.empty() ? "" : ", ") + policy;
  print_pairs({{in("policies", "kebijakan"), policies},
               {in("seed", "benih"), std::to_string(info.seed)},
               {in("dimensions", "dimensi"), shape},
               {in("failed runs", "simulasi gagal"), count_text(info.failed_runs)},
               {in("format", "format"), std::to_string(info.format_version)}},
              console);
  if (!info.parameter_sets.empty()) {
    print_pairs({{in("parameter sets", "himpunan parameter"),
                  info.parameter_sets + ", " + count_text(info.parameter_set_count) + in(" sets", " himpunan")},
                 {in("used", "dipakai"), info.parameters_used},
                 {in("not used", "tidak dipakai"),
                  info.parameters_unused.empty() ? in("none", "tidak ada") : info.parameters_unused}},
                console);
  }
  for (const FailedRun& failed : info.failures) {
    console.out << wrapped(
        failed.policy + ", " + in("replicate ", "ulangan ") + std::to_string(failed.replicate) + ": " + failed.error,
        static_cast<std::size_t>(console.width), 4);
  }

  console.out << "\n" << in("Provenance", "Asal-usul") << "\n";
  print_pairs(provenance_lines(info.provenance, language), console);

  if (!each) {
    std::size_t measured = 0;
    for (const VariableInfo& variable : info.variables) measured += variable.coordinate ? 0 : 1;
    console.out << "\n"
                << counted(measured, in("variable", "variabel"), in("variables", "variabel"))
                << in("; `--variables` lists them, `--scenario` prints the scenario",
                      "; `--variables` menyebutkannya, `--scenario` mencetak skenario")
                << "\n";
    return;
  }
  using enum Table::Align;
  Table table({left, left, left, left, right});
  table.add({in("variable", "variabel"), in("title", "judul"), in("unit", "satuan"), in("dimensions", "dimensi"),
             in("stored", "tersimpan")});
  table.add_rule();
  for (const VariableInfo& variable : info.variables) {
    const std::string& title =
        language == Language::id && !variable.long_name_id.empty() ? variable.long_name_id : variable.long_name;
    table.add({variable.name, title, unit_text(variable.units, language), dimensions_text(variable),
               size_text(variable.stored_bytes)});
  }
  console.out << "\n" << table.text(static_cast<std::size_t>(console.width), 3);
}

constexpr std::uint64_t most_months = 6000;

void print_statistics(const ResultStatistics& statistics, const std::string& format, Console& console) {
  if (format == "csv") {
    console.out << statistics_csv(statistics);
  } else if (format == "json") {
    console.out << statistics_json(statistics);
  } else {
    console.out << statistics_table(statistics, static_cast<std::size_t>(console.width), console.language);
  }
}

int run(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 3> formats{"text", "csv", "json"};
  const std::string& path = arguments.operands().front();
  const auto every = arguments.whole_number("every", 1, most_months);
  const auto format = arguments.choice("format", formats);
  const bool statistics = arguments.has("statistics");
  if (!statistics && (every || format)) throw InputError("--every and --format belong to --statistics");
  if (statistics) {
    print_apart(path, console, [&](Console& inner) {
      print_statistics(read_statistics(path, static_cast<Index>(every.value_or(12))), format.value_or("text"), inner);
    });
    return exit_status::done;
  }
  print_apart(path, console, [&](Console& inner) {
    const ResultInfo info = read_result_info(path);
    if (arguments.has("scenario"))
      inner.out << info.scenario;
    else
      print_info(info, arguments.has("variables"), inner);
  });
  return exit_status::done;
}

constexpr std::array<OptionText, 5> options{{
    {.name = "scenario",
     .value = "",
     .meaning = {"print the resolved scenario, ready to run again", "mencetak skenario lengkap, siap dijalankan lagi"}},
    {.name = "variables",
     .value = "",
     .meaning = {"list the variables with unit, dimensions and size",
                 "memuat variabel beserta satuan, dimensi, dan ukuran"}},
    {.name = "statistics",
     .value = "",
     .meaning = {"print mean, standard deviation, 5 %, 50 % and 95 % of every metric over the replicates",
                 "mencetak rerata, simpangan baku, 5 %, 50 %, dan 95 % tiap ukuran di antara ulangan"}},
    {.name = "every",
     .value = "N",
     .meaning = {"the statistics after every N months and in the last one; default: 12",
                 "statistik setiap N bulan dan pada bulan terakhir; bawaan: 12"}},
    {.name = "format",
     .value = "text|csv|json",
     .meaning = {"of the statistics; default: text", "bentuk statistik; bawaan: text"}},
}};

constexpr std::array<Example, 3> examples{{
    {"berdaya info a.h5", {}},
    {"berdaya info a.h5 --scenario > again.toml && berdaya run again.toml",
     {"the same policies, replicates and seed give the same digest",
      "kebijakan, ulangan, dan benih yang sama memberi sidik yang sama"}},
    {"berdaya info a.h5 --statistics --format csv > a.csv",
     {"statistics of all metrics year by year, for other programs",
      "statistik semua ukuran tahun demi tahun, untuk program lain"}},
}};

}  // namespace

const Command& info_command() {
  static const Command command{
      .name = "info",
      .summary = {"what a result file holds and where it comes from", "isi sebuah berkas hasil dan asal-usulnya"},
      .operand = {"FILE", {"a result file", "berkas hasil"}, 1, 1},
      .options = options,
      .notes = {},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
