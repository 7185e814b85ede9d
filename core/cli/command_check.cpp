#include <array>
#include <ostream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/costs_table.hpp"
#include "cli/scenario_text.hpp"
#include "io/exit_status.hpp"
#include "io/pattern_file.hpp"
#include "io/scenario_file.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya::cli {
namespace {

int run(const Arguments& arguments, Console& console) {
  int status = exit_status::done;
  const auto in = [&](std::string_view en, std::string_view id) {
    return std::string(Text{en, id}.in(console.language));
  };
  for (const std::string& file : arguments.operands()) {
    try {
      if (is_pattern_file(file)) {
        const LoadedPatterns loaded = load_patterns(file);
        console.out << file << ": ok, "
                    << counted(loaded.suite.patterns.size(), in("pattern", "pola"), in("patterns", "pola")) << "\n";
        console.out.flush();
        continue;
      }
      if (is_sweep_plan(file)) {
        const LoadedSweep sweep = load_sweep(file);
        const SweepLayout layout = make_sweep_layout(sweep.plan(1));
        console.out << file << ": ok, " << counted(layout.runs(), in("run", "simulasi"), in("runs", "simulasi"))
                    << "\n";
        console.out.flush();
        continue;
      }
      const LoadedScenario loaded = load_scenario(file);
      console.out << file << ": ok, " << size_text(loaded.scenario, console.language) << "\n";
      for (const PolicyCost& cost : costs_of(loaded.scenario)) {
        const std::string line = cost_summary(cost, loaded.scenario, console.language);
        if (!line.empty()) console.out << "  " << line;
      }
      console.out.flush();
    } catch (const InputError& error) {
      console.err << error.what();
      status = exit_status::wrong_input;
    } catch (const IoError& error) {
      console.err << "error: " << error.what() << "\n";
      if (status == exit_status::done) status = exit_status::io_failed;
    }
  }
  return status;
}

constexpr std::array<Example, 1> examples{{{"berdaya check kampung.toml kota.toml", {}}}};

}  // namespace

const Command& check_command() {
  static const Command command{
      .name = "check",
      .summary =
          {"all problems of scenario files, sweep plans and files of patterns at once; nothing is run",
           "semua kesalahan berkas skenario, rencana sapuan, dan berkas pola sekaligus; tidak ada yang dijalankan"},
      .operand = {"FILE",
                  {"a scenario file, a bundled name, a sweep plan or a file of patterns",
                   "berkas skenario, nama yang tersedia, rencana sapuan, atau berkas pola"},
                  1,
                  100000},
      .options = {},
      .notes = {"Exit status 0 if all files are right, 2 if any is wrong, 3 if one cannot be read.",
                "Status keluar 0 bila semua berkas benar, 2 bila ada yang salah, 3 bila ada yang tidak dapat dibaca."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
