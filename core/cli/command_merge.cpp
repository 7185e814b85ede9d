#include <array>
#include <ostream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "io/exit_status.hpp"
#include "io/sweep_file.hpp"

namespace berdaya::cli {
namespace {

int run(const Arguments& arguments, Console& console) {
  MergeOptions options;
  options.path = arguments.operands().front();
  options.partial = arguments.has("partial");
  options.force = arguments.has("force");
  options.command_line = arguments.command_line();
  const StopSignals signals;
  options.on_progress = [&](double) { return !signals.asked(); };
  options.on_damaged = [&console](const std::string& path) {
    console.err << "berdaya merge: "
                << Text{"a part is damaged, or of another sweep, and is set aside: ",
                        "satu bagian rusak, atau milik sapuan lain, dan disisihkan: "}
                       .in(console.language)
                << path << "\n";
  };
  const SweepOutcome outcome = merge_parts(options);
  if (outcome.was_complete) {
    console.out << options.path
                << Text{": complete already, nothing to do", ": sudah lengkap, tidak ada yang dikerjakan"}.in(
                       console.language)
                << "\n";
    return outcome.failed_runs > 0 ? exit_status::some_runs_failed : exit_status::done;
  }
  print_result_file(options.path, console);
  if (outcome.rows_missing > 0)
    console.out << count_text(outcome.rows_missing * (outcome.runs / outcome.rows))
                << Text{" runs are missing in it (status 2); the parts are kept",
                        " simulasi belum ada di dalamnya (status 2); bagiannya tetap disimpan"}
                       .in(console.language)
                << "\n";
  return outcome.failed_runs > 0 ? exit_status::some_runs_failed : exit_status::done;
}

constexpr std::array<OptionText, 2> options{{
    {.name = "partial",
     .value = "",
     .meaning = {"also if runs are missing; the parts then stay",
                 "juga bila ada simulasi yang belum; bagiannya tetap ada"}},
    {.name = "force",
     .value = "",
     .meaning = {"replace an existing file", "mengganti berkas yang sudah ada"},
     .letter = 'f'},
}};

constexpr std::array<Example, 1> examples{{{"berdaya merge sweep.h5", {}}}};

}  // namespace

const Command& merge_command() {
  static const Command command{
      .name = "merge",
      .summary = {"put the parts of a sweep together", "menyatukan bagian-bagian sebuah sapuan"},
      .operand = {"FILE", {"the result file of the sweep", "berkas hasil sapuan"}, 1, 1},
      .options = options,
      .notes = {"The last process of a sweep does this by itself; needed only where it could not.",
                "Proses terakhir dari sapuan melakukannya sendiri; hanya diperlukan bila tidak bisa."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
