#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <ostream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/common_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/sweep_file.hpp"
#include "parallel/ranks.hpp"

namespace berdaya::cli {
namespace {

constexpr std::uint64_t most_shards = 1'000'000;

std::optional<std::uint64_t> whole_in_environment(const char* name) {
  const char* const text = std::getenv(name);
  if (text == nullptr || *text == '\0') return std::nullopt;
  char* end = nullptr;
  const unsigned long long value = std::strtoull(text, &end, 10);
  if (*end != '\0') return std::nullopt;
  return value;
}

// A job array of Slurm; within a task the processes of srun count as shares of their own.
Share share_of_array() {
  const auto task = whole_in_environment("SLURM_ARRAY_TASK_ID");
  const auto count = whole_in_environment("SLURM_ARRAY_TASK_COUNT");
  const auto first = whole_in_environment("SLURM_ARRAY_TASK_MIN");
  const auto last = whole_in_environment("SLURM_ARRAY_TASK_MAX");
  const auto step = whole_in_environment("SLURM_ARRAY_TASK_STEP");
  if (!task || !count || !first || !last || *count == 0)
    throw InputError(
        "--shard auto reads the place in a job array of Slurm (SLURM_ARRAY_TASK_ID and its like), and there "
        "is none; --shard I/N names it");
  const std::uint64_t stride = std::max<std::uint64_t>(1, step.value_or(1));
  const std::uint64_t position = *task < *first ? *count : (*task - *first) / stride;
  if ((*task - *first) % stride != 0 || position >= *count)
    throw InputError("--shard auto cannot number the tasks of an array with gaps; --shard I/N names the shard");
  return {position, *count};
}

Share share_of(const Arguments& arguments) {
  const auto text = arguments.text("shard");
  if (!text) return {};
  if (*text == "auto") return share_of_array();
  const std::size_t slash = text->find('/');
  const auto number = [](const std::string& digits) -> std::uint64_t {
    if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos) return 0;
    return std::strtoull(digits.c_str(), nullptr, 10);
  };
  const std::uint64_t i = slash == std::string::npos ? 0 : number(text->substr(0, slash));
  const std::uint64_t n = slash == std::string::npos ? 0 : number(text->substr(slash + 1));
  if (i < 1 || n < 1 || i > n || n > most_shards)
    throw InputError("--shard takes I/N with I from 1 to N, as 1/4, or auto, got '" + *text + "'");
  return {i - 1, n};
}

double part_seconds_of(const Arguments& arguments) {
  const auto text = arguments.text("part-seconds");
  if (!text) return PartBounds{}.seconds;
  char* end = nullptr;
  const double seconds = std::strtod(text->c_str(), &end);
  if (text->empty() || *end != '\0' || !(seconds >= 0.01 && seconds <= 86400))
    throw InputError("--part-seconds must be a number between 0.01 and 86400, got '" + *text + "'");
  return seconds;
}

// Processes that a launcher started side by side must be told apart: by MPI, or as shares of an array task.
Share with_ranks(Share share, const Ranks& ranks, bool shard_given) {
  if (ranks.size() > 1)
    return {share.position * static_cast<std::uint64_t>(ranks.size()) + static_cast<std::uint64_t>(ranks.rank()),
            share.count * static_cast<std::uint64_t>(ranks.size())};
  const auto launcher = find_launcher();
  if (!launcher) return share;
  if (launcher->name == "srun" && shard_given)
    return {share.position * static_cast<std::uint64_t>(launcher->size) + static_cast<std::uint64_t>(launcher->rank),
            share.count * static_cast<std::uint64_t>(launcher->size)};
  throw InputError(
      launcher->name + " started " + std::to_string(launcher->size) +
      (mpi_library().empty()
           ? " processes, but this program was built without MPI (`berdaya about`) and they would all do the same "
             "work: build it with -DBERDAYA_MPI=ON, or start each with --shard I/N"
           : " processes, but its MPI does not fit the one that this program was built with (`berdaya about`), and "
             "they "
             "would all do the same work: take the mpirun of that MPI, srun --mpi=pmix, or --shard I/N"));
}

std::string default_output(const std::string& plan) { return std::filesystem::path(plan).stem().string() + ".h5"; }

void tell_start(const LoadedSweep& sweep, const SweepLayout& layout, const Share& share, const Ranks& ranks,
                Console& console) {
  const auto amount = [&](unsigned long long count, const Text& one, const Text& many) {
    return counted(count, std::string(one.in(console.language)), std::string(many.in(console.language)));
  };
  console.err << "berdaya sweep: " << amount(layout.runs(), {"run", "simulasi"}, {"runs", "simulasi"}) << " ("
              << amount(layout.samples, {"sample", "sampel"}, {"samples", "sampel"}) << " x "
              << amount(layout.batch.policies.size(), {"policy", "kebijakan"}, {"policies", "kebijakan"}) << " x "
              << amount(layout.batch.replicates, {"replicate", "ulangan"}, {"replicates", "ulangan"}) << "), "
              << sweep.scenario.scenario.id;
  if (ranks.size() > 1)
    console.err << ", " << ranks.size() << Text{" ranks (MPI)", " proses (MPI)"}.in(console.language);
  else if (share.count > 1)
    console.err << ", " << Text{"shard ", "bagian "}.in(console.language) << share.position + 1 << "/" << share.count;
  console.err << "\n";
}

void tell_damaged(const std::string& path, Console& console) {
  console.err << "berdaya sweep: "
              << Text{"a part is damaged, or of another sweep, and is set aside; its runs are done again: ",
                      "satu bagian rusak, atau milik sapuan lain, dan disisihkan; simulasinya diulang: "}
                     .in(console.language)
              << path << "\n";
}

void tell_mark_renewed(const std::string& mark, Console& console) {
  console.err << "berdaya sweep: "
              << Text{"this file, which says what the parts belong to, was lost; the parts are of this sweep, and it is "
                      "written anew: ",
                      "berkas ini, yang menyebutkan bagian-bagian itu milik sapuan mana, hilang; bagiannya milik sapuan "
                      "ini, dan berkas ditulis lagi: "}
                     .in(console.language)
              << mark << "\n";
}

void print_outcome(const SweepOutcome& outcome, const SweepFileOptions& options, double seconds, Console& console) {
  const Language language = console.language;
  if (outcome.was_complete) {
    console.out << options.path
                << Text{": complete already, nothing to do", ": sudah lengkap, tidak ada yang dikerjakan"}.in(language)
                << "\n";
    return;
  }
  if (outcome.merged) {
    print_result_file(options.path, console);
  } else {
    const std::uint64_t per_row = outcome.rows > 0 ? outcome.runs / outcome.rows : 1;
    console.out << Text{"Parts   ", "Bagian  "}.in(language) << PartsFolder::folder_of(options.path) << " ("
                << count_text(outcome.rows_missing * per_row) << Text{" of ", " dari "}.in(language)
                << count_text(outcome.runs)
                << Text{" runs still missing; berdaya status ", " simulasi belum ada; berdaya status "}.in(language)
                << options.path << ")\n";
  }
  console.out << Text{"Time    ", "Waktu   "}.in(language) << duration_text(seconds) << ", "
              << count_text(outcome.runs_done) << Text{" runs", " simulasi"}.in(language);
  if (outcome.runs_done > 0 && seconds > 0.1)
    console.out << ", " << fixed_text(static_cast<double>(outcome.runs_done) / seconds, 0)
                << Text{" runs/s", " simulasi/s"}.in(language);
  if (outcome.rows_before > 0)
    console.out << ", " << count_text(outcome.rows_before * (outcome.runs / std::max<std::uint64_t>(1, outcome.rows)))
                << Text{" were done before", " sudah ada sebelumnya"}.in(language);
  console.out << "\n";
}

// The rank's own part of the work. The status is agreed on by all ranks, so errors must not fly past the others.
int compute(const LoadedSweep& sweep, const SweepFileOptions& options, SweepOutcome& outcome, std::string& problem) {
  try {
    outcome = compute_share(sweep, options);
    return exit_status::done;
  } catch (const InputError& error) {
    problem = error.what();
    return exit_status::wrong_input;
  } catch (const IoError& error) {
    problem = error.what();
    return exit_status::io_failed;
  } catch (const Interrupted& error) {
    problem = error.what();
    return exit_status::interrupted;
  } catch (const std::bad_alloc&) {
    problem = "not enough memory for this many UMKM, metrics and months at once";
    return exit_status::io_failed;
  } catch (const std::exception& error) {
    problem = error.what();
    return exit_status::bug;
  }
}

[[noreturn]] void rethrow(int status, const std::string& problem, const Ranks& ranks) {
  const std::string text = problem.empty() ? "another rank of " + std::to_string(ranks.size()) + " failed" : problem;
  switch (status) {
    case exit_status::wrong_input:
      throw InputError(text.starts_with("error: ") ? text.substr(7) : text);
    case exit_status::io_failed:
      throw IoError(text);
    case exit_status::interrupted:
      throw Interrupted(problem.empty() ? "interrupted" : problem);
    default:
      throw std::runtime_error(text);
  }
}

int run(const Arguments& arguments, Console& console) {
  const Ranks ranks;
  const std::string plan_file = arguments.operands().front();
  SweepFileOptions options;
  const Share share_of_job = share_of(arguments);
  options.share = with_ranks(share_of_job, ranks, arguments.has("shard"));
  options.path = arguments.text("output").value_or(default_output(plan_file));
  options.fresh = arguments.has("fresh");
  options.force = arguments.has("force");
  options.threads = threads_of(arguments);
  options.bounds.seconds = part_seconds_of(arguments);
  options.command_line = arguments.command_line();
  if (options.fresh && options.share.count > 1 && ranks.size() <= 1)
    throw InputError("--fresh belongs to one process: start one shard with it alone, or remove the parts");
  check_output(options.path, true);

  const LoadedSweep sweep = load_sweep(plan_file);
  const SweepLayout layout = make_sweep_layout(sweep.plan(options.threads));
  const bool quiet = arguments.has("quiet");
  const bool speaks = ranks.rank() == 0;
  if (speaks && !quiet) tell_start(sweep, layout, options.share, ranks, console);
  // The parts of a sweep begun anew are set aside once, before other ranks look.
  if (ranks.size() > 1 && options.fresh) {
    if (ranks.rank() == 0) begin_fresh(options.path);
    ranks.largest(0);
    options.fresh = false;
  }

  const StopSignals signals;
  const ProgressStyle style = speaks ? progress_style(arguments, console) : ProgressStyle::none;
  Progress progress(style, console.moving(), static_cast<std::size_t>(console.err_width), console.language);
  options.on_progress = [&](const SweepProgress& now) {
    progress.show(now.done, now.total, now.failed, now.work);
    return !signals.asked();
  };
  options.on_damaged = [&console](const std::string& path) { tell_damaged(path, console); };
  options.on_mark_renewed = [&console](const std::string& mark) { tell_mark_renewed(mark, console); };
  SweepOutcome outcome;
  std::string problem;
  int status = compute(sweep, options, outcome, problem);
  const int worst = ranks.largest(status);
  if (worst == exit_status::done && ranks.rank() == 0) {
    try {
      if (ranks.size() > 1) options.share = share_of_job;  // the others are done with theirs
      merge_if_complete(sweep, options, outcome);
    } catch (const std::exception&) {
      progress.end();
      ranks.largest(exit_status::io_failed);
      throw;
    }
  }
  const double seconds = progress.seconds();
  progress.end();
  if (worst != exit_status::done) rethrow(status != exit_status::done ? status : worst, problem, ranks);
  if (ranks.largest(exit_status::done) != exit_status::done) rethrow(exit_status::io_failed, {}, ranks);
  if (!speaks) return exit_status::done;

  if (ranks.size() > 1) outcome.runs_done = (outcome.rows - outcome.rows_before) * layout.runs_per_row();
  if (!outcome.set_aside.empty() && !quiet)
    console.err << "berdaya sweep: "
                << Text{"the old parts are kept in ", "bagian lama disimpan di "}.in(console.language)
                << outcome.set_aside << "\n";
  if (!quiet) print_outcome(outcome, options, seconds, console);
  console.out.flush();
  if (outcome.rows_missing > 0 && !outcome.damaged.empty()) {
    console.err << "berdaya sweep: "
                << count_text(outcome.rows_missing * layout.runs_per_row())
                << Text{" runs of other shards are missing, and a part that was set aside may have held some of them; "
                        "the command without --shard does what is missing",
                        " simulasi dari bagian lain belum ada, dan satu bagian yang disisihkan mungkin memuat sebagian; "
                        "perintah tanpa --shard mengerjakan yang belum"}
                       .in(console.language)
                << "\n";
    return exit_status::io_failed;
  }
  if (outcome.failed_runs == 0) return exit_status::done;
  console.err << "berdaya sweep: " << count_text(outcome.failed_runs)
              << Text{" runs failed; the file names them, with the reason (`error`) and the command that runs each again "
                      "(`reproduce`)",
                      " simulasi gagal; berkas memuat sebabnya (`error`) dan perintah untuk mengulangnya (`reproduce`)"}
                     .in(console.language)
              << "\n";
  return exit_status::some_runs_failed;
}

constexpr std::array<OptionText, 8> options{{
    {.name = "output",
     .value = "FILE",
     .meaning = {"result file; default: the plan's name and .h5", "berkas hasil; bawaan: nama rencana dan .h5"},
     .letter = 'o'},
    threads_option,
    {.name = "shard",
     .value = "I/N|auto",
     .meaning = {"only share I of N, from 1/N to N/N; auto: the place in a job array of Slurm",
                 "hanya bagian I dari N, dari 1/N sampai N/N; auto: tempat dalam job array Slurm"}},
    {.name = "fresh",
     .value = "",
     .meaning = {"begin anew; the old parts are kept under another name",
                 "mulai dari awal; bagian lama disimpan dengan nama lain"}},
    {.name = "force",
     .value = "",
     .meaning = {"replace a result file that holds something else", "mengganti berkas hasil yang berisi hal lain"},
     .letter = 'f'},
    {.name = "part-seconds",
     .value = "N",
     .meaning = {"what is done is put on disk that often; default: 60",
                 "yang selesai disimpan sesering itu; bawaan: 60"}},
    progress_option,
    {.name = "quiet",
     .value = "",
     .meaning = {"no summary and no progress, only problems", "tanpa ringkasan dan kemajuan, hanya masalah"},
     .letter = 'q'},
}};

constexpr std::array<Example, 4> examples{{
    {"berdaya sweep plan.toml -o sweep.h5",
     {"again after an interruption: it goes on", "ulangi setelah terputus: dilanjutkan"}},
    {"berdaya sweep plan.toml --shard 2/8",
     {"one of eight processes, on any machines that share the folder",
      "satu dari delapan proses, di mesin mana pun yang berbagi folder"}},
    {"sbatch --array=0-63 --wrap 'berdaya sweep plan.toml --shard auto'", {}},
    {"mpirun -n 8 berdaya sweep plan.toml", {"with a program built with MPI", "dengan program yang dibuat dengan MPI"}},
}};

}  // namespace

const Command& sweep_command() {
  static const Command command{
      .name = "sweep",
      .summary = {"run a plan of many samples, policies and replicates; goes on where it was interrupted",
                  "menjalankan rencana banyak sampel, kebijakan, dan ulangan; dilanjutkan bila terputus"},
      .operand = {"PLAN", {"a sweep plan (docs/sweeps.md)", "rencana sapuan (docs/sweeps.md)"}, 1, 1},
      .options = options,
      .notes =
          {"What is done lies in FILE.parts and is never lost; when nothing is missing, it becomes FILE. Threads, "
           "ranks, "
           "shards and interruptions in any mixture give the same file to the bit.\n\n"
           "Ctrl-C, SIGTERM and SIGUSR1 close the open part and end with exit status 5; the same command goes on. A "
           "plan or "
           "scenario that has changed meanwhile is refused (2) with the difference shown. 4: some runs failed, the "
           "file "
           "names them.",
           "Yang selesai disimpan di FILE.parts dan tidak pernah hilang; bila lengkap, menjadi FILE. Utas, proses MPI, "
           "bagian, dan gangguan dalam campuran apa pun memberi berkas yang sama sampai bit terakhir.\n\n"
           "Ctrl-C, SIGTERM, dan SIGUSR1 menutup bagian yang terbuka dan berakhir dengan status keluar 5; perintah "
           "yang "
           "sama melanjutkan. Rencana atau skenario yang berubah ditolak (2) dan perbedaannya ditunjukkan. 4: sebagian "
           "simulasi gagal, berkas menyebutkannya."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
