#include <array>
#include <filesystem>
#include <ostream>
#include <string>
#include <system_error>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/print_apart.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/provenance.hpp"
#include "io/sweep_file.hpp"

namespace berdaya::cli {
namespace {

constexpr std::size_t most_named = 8;

// "2026-11-25 19:42 UTC"
std::string moment_text(double seconds) {
  std::string text = utc_text(seconds).substr(0, 16);
  text[10] = ' ';
  return text + " UTC";
}

void tell_who(const SweepState& state, Console& console) {
  const Language language = console.language;
  if (state.begun > 0)
    console.out << Text{"begun ", "dimulai "}.in(language) << moment_text(state.begun)
                << (state.parts == 0 ? Text{"; no part is closed yet, so that there is no rate",
                                            "; belum ada bagian yang ditutup, sehingga belum ada laju"}
                                           .in(language)
                                     : std::string_view())
                << "\n";
  for (std::size_t i = 0; i < state.at_work.size() && i < most_named; ++i)
    console.out << Text{"at work: ", "bekerja: "}.in(language) << state.at_work[i].writer
                << Text{", since ", ", sejak "}.in(language) << moment_text(state.at_work[i].since) << "\n";
  if (state.at_work.size() > most_named)
    console.out << Text{"and ", "dan "}.in(language) << state.at_work.size() - most_named
                << Text{" more at work", " lagi bekerja"}.in(language) << "\n";
}

// Of a file and its parts.
std::uint64_t bytes_of(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::uint64_t bytes = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(path + ".parts", error)) {
    std::error_code vanished;
    const std::uint64_t more = entry.file_size(vanished);
    if (!vanished) bytes += more;
  }
  return bytes;
}

void print_state(const SweepState& state, bool json, Console& console) {
  if (json) {
    console.out << state_json(state);
    return;
  }
  const Language language = console.language;
  const std::uint64_t missing = state.rows - state.rows_done;
  Table table({Table::Align::left, Table::Align::right, Table::Align::left});
  const auto add = [&](Text name, std::uint64_t runs, const std::string& more = {}) {
    table.add({std::string(name.in(language)), count_text(runs), more});
  };
  const double percent =
      state.rows > 0 ? 100.0 * static_cast<double>(state.rows_done) / static_cast<double>(state.rows) : 100;
  add({"runs", "simulasi"}, state.rows * state.runs_per_row);
  add({"done", "selesai"}, state.rows_done * state.runs_per_row, fixed_text(percent, 1) + " %");
  add({"failed", "gagal"}, state.failed_runs);
  add({"missing", "belum"}, missing * state.runs_per_row);
  console.out << table.text(static_cast<std::size_t>(console.width));
  if (state.complete) {
    console.out << state.path << Text{": complete", ": lengkap"}.in(language) << "\n";
    return;
  }
  console.out << counted(state.parts, std::string(Text{"part", "bagian"}.in(language)),
                         std::string(Text{"parts", "bagian"}.in(language)))
              << ", " << fixed_text(static_cast<double>(state.part_bytes) / 1e6, 1) << " MB\n";
  if (missing > 0) tell_who(state, console);
  if (state.rows_per_second > 0) {
    const double rate = state.rows_per_second * static_cast<double>(state.runs_per_row);
    console.out << fixed_text(rate, rate < 10 ? 1 : 0) << Text{" runs/s by ", " simulasi/s oleh "}.in(language);
    for (std::size_t i = 0; i < state.writers.size() && i < most_named; ++i)
      console.out << (i > 0 ? ", " : "") << state.writers[i];
    if (state.writers.size() > most_named) console.out << ", ... (" << state.writers.size() - most_named << ")";
    if (missing > 0)
      console.out << Text{"; time left ", "; sisa waktu "}.in(language)
                  << duration_text(static_cast<double>(missing) / state.rows_per_second);
    console.out << "\n";
  } else if (missing > 0 && state.at_work.empty()) {
    console.out << Text{"nobody has closed a part in the last 5 minutes; berdaya sweep with the plan goes on",
                        "tidak ada bagian baru dalam 5 menit terakhir; berdaya sweep dengan rencananya melanjutkan"}
                       .in(language)
                << "\n";
  }
  if (missing == 0)
    console.out << Text{"all runs are done; berdaya merge ", "semua simulasi selesai; berdaya merge "}.in(language)
                << state.path << Text{" puts them together", " menyatukannya"}.in(language) << "\n";
  for (const std::string& path : state.damaged)
    console.out << Text{"damaged, or of another sweep; berdaya sweep sets it aside: ",
                        "rusak, atau milik sapuan lain; berdaya sweep menyisihkannya: "}
                       .in(language)
                << path << "\n";
}

int run(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 2> formats{"text", "json"};
  const bool json = arguments.choice("format", formats).value_or("text") == "json";
  const std::string& path = arguments.operands().front();
  const std::uint64_t bytes = bytes_of(path);
  // Checksums of parts are looked at only where reading them as they are does not work: a sweep may have very many.
  try {
    print_apart(
        path, console, [&](Console& inner) { print_state(read_sweep_state(path, false), json, inner); }, bytes);
  } catch (const IoError&) {
    print_apart(
        path, console, [&](Console& inner) { print_state(read_sweep_state(path, true), json, inner); }, bytes);
  }
  return exit_status::done;
}

constexpr std::array<OptionText, 1> options{{
    {.name = "format", .value = "text|json", .meaning = {"default: text", "bawaan: text"}},
}};

constexpr std::array<Example, 1> examples{{{"berdaya status sweep.h5", {}}}};

}  // namespace

const Command& status_command() {
  static const Command command{
      .name = "status",
      .summary = {"how far a sweep is, also while it runs elsewhere",
                  "sejauh mana sebuah sapuan, juga saat berjalan di tempat lain"},
      .operand = {"FILE", {"the result file of the sweep", "berkas hasil sapuan"}, 1, 1},
      .options = options,
      .notes =
          {"Counts what lies in FILE.parts in closed parts; runs in progress, and up to a minute of finished ones, "
           "are not seen yet.",
           "Menghitung bagian tertutup di FILE.parts; simulasi yang sedang berlangsung, dan yang selesai dalam semenit "
           "terakhir, belum terlihat."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
