#include <algorithm>
#include <array>
#include <ostream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/closing_table.hpp"
#include "cli/command.hpp"
#include "cli/common_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "cli/scenario_text.hpp"
#include "cli/statistics_table.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/parameter_sets_file.hpp"
#include "io/result_file.hpp"
#include "io/result_statistics.hpp"
#include "io/scenario_file.hpp"
#include "io/structure_overrides.hpp"
#include "parallel/parallel_for.hpp"

namespace berdaya::cli {
namespace {

constexpr std::uint64_t most_months = 6000;
constexpr std::uint64_t most_replicates = 10'000'000;
constexpr std::uint64_t most_first_replicate = 2'000'000'000;
// From this many UMKM-months on (about a minute's work) finished runs are kept on disk without being asked.
constexpr double long_work = 2e8;

// --set comes last and so has the last word.
std::vector<Override> overrides_of(const Arguments& arguments) {
  std::vector<std::string> structures;
  for (const std::string& names : structures_of(arguments)) {
    const std::vector<std::string> parts = structure_parts(names);
    structures.insert(structures.end(), parts.begin(), parts.end());
  }
  std::vector<Override> overrides = structure_overrides(structures);
  std::vector<Problem> problems;
  for (const std::string& given : arguments.texts("set")) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0) {
      problems.push_back({.file = {},
                          .source_line = {},
                          .message = "--set takes PATH=VALUE, got '" + given + "'",
                          .hint = "as in --set participation.base=-1.2"});
      continue;
    }
    overrides.push_back({given.substr(0, equals), given.substr(equals + 1)});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  if (const auto months = arguments.whole_number("months", 1, most_months))
    overrides.push_back({"months", std::to_string(*months)});
  return overrides;
}

// The sets of --parameters, else those that the scenario carries, without what is stated.
std::optional<ParameterSets> sets_of(const Arguments& arguments, const LoadedScenario& loaded) {
  const auto name = arguments.text("parameters");
  if (!name && !loaded.sets) return std::nullopt;
  if (!name) return sets_of_scenario(loaded);
  ParameterSets sets = without_stated(load_parameter_sets(*name), loaded.stated);
  if (sets.paths.empty())
    throw InputError("--parameters " + *name + ": the scenario sets every one of these parameters itself");
  return sets;
}

// "Not used: participation.base, which the scenario sets itself."
std::string unused_text(const ParameterSets& sets, Language language) {
  std::string names;
  for (const std::string& path : sets.unused) names += (names.empty() ? "" : ", ") + path;
  return std::string(Text{"Not used of ", "Tidak dipakai dari "}.in(language)) + sets.name + ": " + names +
         std::string(Text{"; the scenario sets them itself", "; skenario menetapkannya sendiri"}.in(language));
}

// "all" stands for baseline and all policies of the scenario.
std::vector<std::string> policies_of(const Arguments& arguments, const Scenario& scenario) {
  const std::vector<std::string> known = policy_ids(scenario);
  std::vector<std::string> policies;
  for (const std::string& given : arguments.texts("policy", true)) {
    if (given == "all" && std::ranges::find(known, given) == known.end()) {
      policies.insert(policies.end(), known.begin(), known.end());
    } else {
      policies.push_back(given);
    }
  }
  if (policies.empty()) policies.emplace_back(baseline_policy);
  return policies;
}

std::string runs_text(std::size_t policies, Index replicates, Language language) {
  if (language == Language::id) return count_text(policies) + " kebijakan x " + count_text(replicates) + " ulangan";
  return counted(policies, "policy", "policies") + " x " + counted(replicates, "replicate", "replicates");
}

// "Parameters: 20 of the 100 sets of posterior, one a replicate."
std::string sets_text(const ParameterSets& sets, Index replicates, Language language) {
  const std::size_t all = sets.values.size();
  const std::string used = count_text(std::min<std::size_t>(replicates, all)), known = count_text(all);
  if (language == Language::id)
    return "Parameter: " + used + " dari " + known + " himpunan " + sets.name + ", satu tiap ulangan" +
           (replicates < all ? "; --replicates " + known + " memakai semuanya" : "");
  return "Parameters: " + used + " of the " + known + " sets of " + sets.name + ", one a replicate" +
         (replicates < all ? "; --replicates " + known + " uses all" : "");
}

void print_table(const LoadedScenario& loaded, const BatchSummary& summary, const BatchPlan& plan, Console& console) {
  const Scenario& scenario = loaded.scenario;
  const Language language = console.language;
  const auto width = static_cast<std::size_t>(console.width);
  console.out << wrapped(scenario_line(scenario, language) + "; " +
                             runs_text(summary.layout.policies.size(), plan.replicates, language) +
                             (language == Language::id ? ", benih " : ", seed ") + std::to_string(plan.seed.value),
                         width)
              << "\n";
  ClosingNames names;
  for (const std::string& id : summary.layout.policies) {
    const auto policy = std::ranges::find(scenario.policies, id, &PolicySpec::id);
    names.policies.push_back(policy == scenario.policies.end() ? std::string(title_of_baseline.in(language))
                                                               : policy->title.in(language));
  }
  for (const OptionSpec& option : scenario.options) names.options.push_back(option.title.in(language));
  for (const FundSpec& fund : scenario.funds) names.funds.push_back(fund.title.in(language));
  for (Index month = 0; month < scenario.months; ++month)
    names.months.push_back(month_text(calendar_month(scenario, month)));
  names.moment = month_text(calendar_month(scenario, scenario.months - 1));
  console.out << closing_table(compare(summary.end), names, width, language) << "\n";

  if (plan.sets != nullptr) console.out << wrapped(sets_text(*plan.sets, plan.replicates, language), width) << "\n";
  if (summary.layout.policies.size() == 1) {
    const bool only_baseline = summary.layout.policies.front() == baseline_policy;
    if (!only_baseline) {
      console.out << Text{"Add --policy baseline to see what the policy changes.",
                          "Tambahkan --policy baseline untuk melihat apa yang berubah."}
                         .in(language)
                  << "\n\n";
    } else if (!scenario.policies.empty()) {
      std::vector<std::string_view> others;
      others.reserve(scenario.policies.size());
      for (const PolicySpec& policy : scenario.policies) others.push_back(policy.id);
      console.out << wrapped(
                         std::string(Text{"To compare: --policy baseline --policy NAME, with NAME one of ",
                                          "Untuk membandingkan: --policy baseline --policy NAMA, NAMA salah satu dari "}
                                         .in(language)) +
                             join_names(others, 12),
                         width)
                  << "\n";
    }
  }
  if (plan.replicates == 1) {
    console.out << Text{"One run is one story of chance: --replicates 100 shows the range.",
                        "Satu simulasi hanyalah satu kemungkinan: --replicates 100 menunjukkan rentangnya."}
                       .in(language)
                << "\n\n";
  }
}

// `seconds` is the time of the whole command, with writing.
void print_file(const std::string& path, const BatchSummary& summary, double seconds, Console& console) {
  const Language language = console.language;
  const double rate = seconds > 0.1 ? static_cast<double>(summary.runs - summary.resumed) / seconds : 0;
  print_result_file(path, console);
  console.out << Text{"Time    ", "Waktu   "}.in(language) << duration_text(seconds);
  if (rate >= 0.05)
    console.out << ", " << fixed_text(rate, rate < 10 ? 1 : 0) << Text{" runs/s", " simulasi/s"}.in(language);
  if (summary.resumed > 0) {
    console.out
        << ", " << count_text(summary.resumed)
        << Text{" runs taken over from the interrupted command", " simulasi diambil dari perintah yang terputus"}.in(
               language);
  }
  console.out << "\n";
}

// The runs that failed, a few of them with their reasons; all are in the file.
void report_failures(const BatchSummary& summary, Console& console) {
  constexpr std::size_t most = 5;
  const auto in = [&](std::string_view en, std::string_view id) { return Text{en, id}.in(console.language); };
  console.err << "berdaya run: " << count_text(summary.failed.size()) << in(" of ", " dari ")
              << counted(summary.runs, std::string(in("run", "simulasi")), std::string(in("runs", "simulasi")))
              << in(" failed; the file names them:\n", " gagal; berkas menyebutkannya:\n");
  for (std::size_t i = 0; i < std::min(most, summary.failed.size()); ++i) {
    const FailedRun& failed = summary.failed[i];
    console.err << "  " << failed.policy << in(", replicate ", ", ulangan ") << failed.replicate << ": " << failed.error
                << "\n";
  }
  if (summary.failed.size() > most)
    console.err << "  ... (" << summary.failed.size() - most << in(" more)\n", " lagi)\n");
}

// What was wrong with FILE.parts and is mended.
void tell_of_parts(ResultFileOptions& options, Console& console) {
  options.on_damaged = [&console](const std::string& path) {
    console.err << "berdaya run: "
                << Text{"a saved run is damaged, or of another batch, and is set aside; it is done again: ",
                        "satu simulasi tersimpan rusak, atau milik rangkaian lain, dan disisihkan; diulang lagi: "}
                       .in(console.language)
                << path << "\n";
  };
  options.on_mark_renewed = [&console](const std::string& mark) {
    console.err << "berdaya run: "
                << Text{"this file, which says what the saved runs belong to, was lost; they are of this batch, and it "
                        "is written anew: ",
                        "berkas ini, yang menyebutkan simulasi tersimpan itu milik rangkaian mana, hilang; simulasinya "
                        "milik rangkaian ini, dan berkas ditulis lagi: "}
                       .in(console.language)
                << mark << "\n";
  };
}

int run(const Arguments& arguments, Console& console) {
  const std::vector<Override> overrides = overrides_of(arguments);
  const LoadedScenario loaded = load_scenario(arguments.operands().front(), overrides);
  const Scenario& scenario = loaded.scenario;
  const std::optional<ParameterSets> sets = sets_of(arguments, loaded);
  if (sets && !sets->unused.empty())
    console.err << wrapped(unused_text(*sets, console.language), static_cast<std::size_t>(console.err_width)) << "\n";
  BatchPlan plan{.scenario = scenario,
                 .policies = policies_of(arguments, scenario),
                 .seed = {arguments.whole_number("seed", 0, UINT64_MAX).value_or(1)},
                 .metrics = arguments.texts("metrics", true)};
  plan.replicates = static_cast<Index>(arguments.whole_number("replicates", 1, most_replicates).value_or(1));
  plan.first_replicate =
      static_cast<Index>(arguments.whole_number("first-replicate", 0, most_first_replicate).value_or(0));
  plan.every = static_cast<Index>(arguments.whole_number("every", 1, most_months).value_or(1));
  plan.umkm_every = static_cast<Index>(arguments.whole_number("umkm-every", 0, most_months).value_or(0));
  plan.threads = threads_of(arguments);
  plan.sets = sets ? &*sets : nullptr;
  const auto statistics_every =
      arguments.whole_number("statistics-every", 0, most_months).value_or(loaded.statistics_every);
  const BatchLayout layout = make_layout(plan);

  ResultFileOptions options;
  options.path = arguments.text("output").value_or(scenario.id + ".h5");
  options.force = arguments.has("force");
  options.command_line = arguments.command_line();
  const double work = static_cast<double>(layout.runs()) * scenario.months * static_cast<double>(umkm_count(scenario));
  const auto checkpoint_every = arguments.whole_number("checkpoint-every", 0, most_months);
  // Without a wish, long work is kept run by run, and not in the middle of a run: that would slow large worlds down.
  options.checkpoint_every = static_cast<Index>(checkpoint_every.value_or(work >= long_work ? scenario.months : 0));
  check_output(options.path, options.force);
  tell_of_parts(options, console);

  const StopSignals signals;
  Progress progress(progress_style(arguments, console), console.moving(), static_cast<std::size_t>(console.err_width),
                    console.language);
  options.on_progress = [&](const BatchProgress& now) {
    const double share =
        now.months_total > 0 ? static_cast<double>(now.months_done) / static_cast<double>(now.months_total) : 0;
    progress.show(now.done, now.total, now.failed, share);
    return !signals.asked();
  };
  BatchSummary summary;
  try {
    summary = run_to_file(plan, sets ? with_sets(loaded, *sets) : loaded.resolved, options);
  } catch (const Interrupted&) {
    progress.end();
    throw Interrupted(options.checkpoint_every > 0
                          ? "interrupted; what was done is kept in '" + options.path +
                                ".parts', the same command goes on from there"
                          : "interrupted; nothing was written (--checkpoint-every N keeps what is done)");
  }
  const double seconds = progress.seconds();
  progress.end();

  if (!arguments.has("quiet")) {
    if (statistics_every > 0) {
      console.out << statistics_table(read_statistics(options.path, static_cast<Index>(statistics_every)),
                                      static_cast<std::size_t>(console.width), console.language)
                  << "\n";
    }
    print_table(loaded, summary, plan, console);
    print_file(options.path, summary, seconds, console);
  }
  if (summary.failed.empty()) return exit_status::done;
  console.out.flush();
  report_failures(summary, console);
  return exit_status::some_runs_failed;
}

constexpr std::array<OptionText, 18> options{{
    {.name = "policy",
     .value = "NAME",
     .meaning = {"policy to run; may be repeated, or a list a,b; \"all\": baseline and every policy of the scenario; "
                 "default: baseline",
                 "kebijakan yang dijalankan; boleh diulang, atau daftar a,b; \"all\": baseline dan semua kebijakan "
                 "skenario; bawaan: baseline"},
     .letter = 'p',
     .repeats = true},
    {.name = "replicates",
     .value = "N",
     .meaning = {"runs of each policy, each with luck of its own; default: 1",
                 "jumlah simulasi tiap kebijakan, masing-masing dengan undian acak sendiri; bawaan: 1"},
     .letter = 'r'},
    {.name = "first-replicate",
     .value = "N",
     .meaning = {"number of the first replicate, to run a single one again; default: 0",
                 "nomor ulangan pertama, untuk mengulang satu saja; bawaan: 0"}},
    {.name = "seed",
     .value = "S",
     .meaning = {"the same seed gives the same results to the bit; default: 1",
                 "benih yang sama memberi hasil yang sama sampai bit terakhir; bawaan: 1"},
     .letter = 's'},
    {.name = "months",
     .value = "M",
     .meaning = {"months to run instead of the scenario's", "jumlah bulan, menggantikan milik skenario"}},
    {.name = "structure",
     .value = "NAME",
     .meaning =
         {"another way in which a part of the model may work; several at once: a+b, a,b, or repeated; see `berdaya "
          "describe structures`",
          "cara kerja lain suatu bagian model; beberapa sekaligus: a+b, a,b, atau diulang; lihat `berdaya describe "
          "structures`"},
     .repeats = true},
    {.name = "set",
     .value = "PATH=VALUE",
     .meaning = {"change a value of the scenario; may be repeated", "mengubah suatu nilai skenario; boleh diulang"},
     .repeats = true},
    {.name = "parameters",
     .value = "posterior|FILE",
     .meaning = {"sets of parameters that fit what is known, one after the other from replicate to replicate; what the "
                 "scenario or --set changes stays",
                 "himpunan parameter yang cocok dengan yang diketahui, bergantian dari ulangan ke ulangan; yang diubah "
                 "skenario atau --set tetap"}},
    {.name = "metrics",
     .value = "LIST",
     .meaning = {"metrics to record, a,b or \"all\" (default); see `berdaya describe metrics`",
                 "ukuran yang dicatat, a,b atau \"all\" (bawaan); lihat `berdaya describe metrics`"},
     .letter = 'm',
     .repeats = true},
    {.name = "every",
     .value = "N",
     .meaning = {"record every N months; the last month always; default: 1",
                 "mencatat setiap N bulan; bulan terakhir selalu; bawaan: 1"}},
    {.name = "umkm-every",
     .value = "N",
     .meaning = {"keep all UMKM every N months; default: 0, never",
                 "menyimpan semua UMKM setiap N bulan; bawaan: 0, tidak pernah"}},
    {.name = "statistics-every",
     .value = "N",
     .meaning = {"print mean, standard deviation, 5 %, 50 % and 95 % of every metric every N months and at the end; 0: "
                 "none; default: the scenario's statistics_every",
                 "mencetak rerata, simpangan baku, 5 %, 50 %, dan 95 % tiap ukuran setiap N bulan dan pada akhir; 0: "
                 "tidak; bawaan: statistics_every milik skenario"}},
    threads_option,
    {.name = "output",
     .value = "FILE",
     .meaning = {"result file; default: the scenario's id and .h5", "berkas hasil; bawaan: id skenario dan .h5"},
     .letter = 'o'},
    {.name = "force",
     .value = "",
     .meaning = {"replace an existing result file", "mengganti berkas hasil yang sudah ada"},
     .letter = 'f'},
    {.name = "checkpoint-every",
     .value = "N",
     .meaning = {"keep what is done in FILE.parts, runs in progress every N months; default: finished runs only, and "
                 "only for long work; 0: nothing",
                 "menyimpan yang sudah selesai di FILE.parts, simulasi yang sedang berlangsung setiap N bulan; bawaan: "
                 "hanya simulasi yang selesai, dan hanya untuk pekerjaan lama; 0: tidak"}},
    progress_option,
    {.name = "quiet",
     .value = "",
     .meaning = {"no table and no progress, only problems", "tanpa tabel dan kemajuan, hanya masalah"},
     .letter = 'q'},
}};

constexpr std::array<Example, 5> examples{{
    {"berdaya run karanganyar_gunung --policy baseline --policy archive --replicates 100 -o a.h5",
     {"what shared records would change, with its range", "apa yang berubah dengan arsip bersama, dengan rentangnya"}},
    {"berdaya run karanganyar_gunung -p all -r 100", {}},
    {"berdaya run karanganyar_gunung -p all -r 100 --parameters posterior",
     {"the range then holds what is not known of the parameters too",
      "rentangnya juga memuat yang tidak diketahui dari parameter"}},
    {"berdaya run kampung.toml --set participation.base=-1.2 --set community.rw05.environment=0.5", {}},
    {"berdaya run kota.toml --metrics participation,revenue_ratio --every 12 --threads 8", {}},
}};

}  // namespace

const Command& run_command() {
  static const Command command{
      .name = "run",
      .summary = {"run a scenario under policies, write the results, show what changed",
                  "menjalankan skenario dengan kebijakan-kebijakan, menulis hasil, menunjukkan apa yang berubah"},
      .operand = {"SCENARIO",
                  {"a bundled name (`berdaya list`) or a file",
                   "nama yang tersedia (`berdaya list`) atau sebuah berkas"},
                  1,
                  1},
      .options = options,
      .notes =
          {"Replicate n of every policy has the same luck, so that differences are paired. They are taken from "
           "`baseline` if it is among the policies, else from the first policy: name baseline too.\n\n"
           "An existing result file is never replaced without --force (exit status 2). Ctrl-C stops cleanly (5); a "
           "second one ends at once. 4: some runs failed, the file names them.",
           "Ulangan ke-n setiap kebijakan mendapat undian acak yang sama, sehingga selisihnya berpasangan. "
           "Pembandingnya `baseline` bila ikut dijalankan, jika tidak kebijakan pertama: sebutkan juga baseline.\n\n"
           "Berkas hasil yang sudah ada tidak diganti tanpa --force (status keluar 2). Ctrl-C berhenti dengan rapi "
           "(5); yang kedua langsung mengakhiri. 4: sebagian simulasi gagal, berkas menyebutkannya."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
