#include <algorithm>
#include <array>
#include <cstdlib>
#include <ostream>
#include <sstream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "cli/command.hpp"
#include "cli/common_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/pattern_report.hpp"
#include "io/pattern_run.hpp"

namespace berdaya::cli {
namespace {

constexpr std::uint64_t most_replicates = 100'000;
constexpr std::size_t any_width = 10'000;  // columns: figures are never broken

double error_of(const Arguments& arguments) {
  const auto text = arguments.text("error");
  if (!text) return PatternOptions{}.error;
  char* end = nullptr;
  const double error = std::strtod(text->c_str(), &end);
  if (text->empty() || *end != '\0' || !(error >= 0.001 && error <= 10))
    throw InputError("--error must be a number between 0.001 and 10, got '" + *text + "'");
  return error;
}

std::vector<Override> overrides_of(const Arguments& arguments) {
  std::vector<Override> overrides;
  for (const std::string& text : arguments.texts("set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      throw InputError("--set takes PATH=VALUE, as participation.base=-1.5, got '" + text + "'");
    overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return overrides;
}

// A line of figures for each pattern, and below it what is claimed.
void print_table(const PatternReport& report, Console& console) {
  const Language language = console.language;
  using enum Table::Align;
  std::vector<Table::Align> columns{left, left};
  std::vector<std::string> head{std::string(Text{"pattern", "pola"}.in(language)),
                                std::string(Text{"expected", "diharapkan"}.in(language))};
  for (const PatternVariant& variant : report.variants) {
    columns.insert(columns.end(), {left, left});
    head.push_back(variant.name.empty() ? std::string(Text{"got [95 %]", "didapat [95 %]"}.in(language))
                                        : variant.name);
    head.emplace_back(Text{"verdict", "putusan"}.in(language));
  }
  columns.push_back(right);
  head.emplace_back(Text{"runs", "simulasi"}.in(language));
  Table table(columns);
  table.add(head);
  table.add_rule();
  const std::vector<Pattern>& patterns = report.patterns.suite.patterns;
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    std::vector<std::string> row{marked_id(patterns[p], language),
                                 patterns[p].is_testable() ? expected_text(patterns[p], language) : "-"};
    for (const PatternVariant& variant : report.variants) {
      const PatternResult& result = variant.summary.results[p];
      row.push_back(got_text(patterns[p], result.estimate));
      const bool changed = result.verdict != report.variants.front().summary.results[p].verdict;
      row.push_back((changed ? "<> " : "") + verdict_text(patterns[p], result, language));
    }
    row.push_back(runs_text(patterns[p], report.variants.front().summary.results[p]));
    table.add(row);
  }
  std::istringstream lines(table.text(any_width));
  std::string line;
  for (int heading = 0; heading < 2 && std::getline(lines, line); ++heading) console.out << line << "\n";
  for (const Pattern& pattern : patterns) {
    std::getline(lines, line);
    const auto below = [&](const std::string& text) {
      console.out << wrapped(text, static_cast<std::size_t>(console.width), 4);
    };
    console.out << line << "\n";
    below(pattern.statement.in(language));
    if (!pattern.published.in(language).empty())
      below(std::string(Text{"published: ", "terbitan: "}.in(language)) + pattern.published.in(language));
    if (!pattern.is_testable()) below(pattern.untestable.in(language));
  }
}

std::string counts_text(const LoadedPatterns& patterns, const PatternSummary& summary, Language language,
                        std::optional<CountsAs> counts_as = {}) {
  const std::vector<std::size_t> counts = verdict_counts(patterns, summary, counts_as);
  std::string text;
  for (int v = 0; v < verdict_count; ++v) {
    text += (v > 0 ? ", " : "") + std::to_string(counts[static_cast<std::size_t>(v)]) + " ";
    text += title_of(static_cast<Verdict>(v)).in(language);
  }
  return text;
}

void print_counts(const PatternReport& report, double seconds, Console& console) {
  const Language language = console.language;
  console.out << "\n";
  std::size_t runs = 0;
  for (const PatternVariant& variant : report.variants) {
    runs += variant.summary.runs;
    if (!variant.name.empty()) console.out << variant.name << ": ";
    console.out << counts_text(report.patterns, variant.summary, language) << "\n";
    if (all_are_tests(report.patterns)) continue;
    for (const CountsAs counts_as : all_counts_as)
      console.out << "  " << title_of(counts_as).in(language) << ": "
                  << counts_text(report.patterns, variant.summary, language, counts_as) << "\n";
  }
  const auto untestable = std::ranges::count_if(report.patterns.suite.patterns,
                                                [](const Pattern& pattern) { return !pattern.is_testable(); });
  if (untestable > 0)
    console.out << untestable
                << Text{" more that the model cannot speak to", " lagi yang tidak dapat dijawab model"}.in(language)
                << "\n";
  if (any_imprecise(report))
    console.out << Text{"*: the most runs were reached before the interval was as narrow as asked for",
                        "*: jumlah simulasi terbanyak tercapai sebelum selangnya sesempit yang diminta"}
                       .in(language)
                << "\n";
  console.out << Text{"Time    ", "Waktu   "}.in(language) << duration_text(seconds) << ", " << count_text(runs)
              << Text{" runs", " simulasi"}.in(language) << "\n";
}

int report_failures(const PatternReport& report, Console& console) {
  std::size_t failed = 0;
  std::string example;
  for (const PatternVariant& variant : report.variants) {
    failed += variant.summary.failed;
    for (const PatternResult& result : variant.summary.results) {
      if (example.empty()) example = result.error;
    }
  }
  if (failed == 0) return exit_status::done;
  console.out.flush();
  console.err << "berdaya patterns: " << count_text(failed)
              << Text{" runs failed and were left out; the first: ", " simulasi gagal dan ditinggalkan; yang pertama: "}
                     .in(console.language)
              << example << "\n";
  return exit_status::some_runs_failed;
}

int run(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 3> formats{"text", "markdown", "json"};
  const std::string format = arguments.choice("format", formats).value_or("text");
  const auto page = arguments.text("write");
  if (page && !may_hold_evidence(*page))
    throw InputError("'" + *page + "' is no page of `berdaya patterns` and stays as it is; choose another name");

  PatternOptions options{.seed = Seed{arguments.whole_number("seed", 0, UINT64_MAX).value_or(1)}};
  options.replicates_most = static_cast<Index>(
      arguments.whole_number("replicates-max", 2, most_replicates).value_or(options.replicates_most));
  options.error = error_of(arguments);
  options.threads = threads_of(arguments);
  const std::vector<Override> overrides = overrides_of(arguments);
  const std::string name = arguments.operands().empty() ? "" : arguments.operands().front();

  const StopSignals signals;
  Progress progress(progress_style(arguments, console), console.moving(), static_cast<std::size_t>(console.err_width),
                    console.language);
  const OnPatternProgress on_progress = [&](const PatternProgress& now) {
    progress.show(now.done, now.total, now.failed,
                  now.total > 0 ? static_cast<double>(now.done) / static_cast<double>(now.total) : 1.0);
    return !signals.asked();
  };
  const PatternRun run = run_patterns(name, overrides, structures_of(arguments), options, on_progress);
  const double seconds = progress.seconds();
  progress.end();

  const PatternReport report{run.patterns, run.variants,  arguments.command_line(),
                             options.seed, options.error, options.replicates_most};
  if (page) write_evidence(*page, patterns_markdown(report, console.language));
  if (format == "json") {
    console.out << patterns_json(report);
  } else if (format == "markdown") {
    console.out << patterns_markdown(report, console.language);
  } else {
    print_table(report, console);
    print_counts(report, seconds, console);
  }
  return report_failures(report, console);
}

constexpr std::array<OptionText, 10> options{{
    {.name = "seed", .value = "S", .meaning = {"default: 1", "bawaan: 1"}, .letter = 's'},
    {.name = "error",
     .value = "X",
     .meaning = {"half of an interval, as a share of the smallest effect that matters, that is narrow enough; default: "
                 "0.25",
                 "setengah selang, sebagai bagian dari dampak terkecil yang berarti, yang cukup sempit; bawaan: 0.25"}},
    {.name = "replicates-max",
     .value = "N",
     .meaning = {"runs of an arm at most; below 32 there is no verdict; default: 128",
                 "simulasi tiap lengan paling banyak; di bawah 32 tidak ada putusan; bawaan: 128"}},
    {.name = "structure",
     .value = "NAME",
     .meaning =
         {"run them under another structure too, and show what it changes; may be repeated, or a list a,b, each by "
          "itself; a+b: two at once; \"all\"; see `berdaya describe structures`",
          "dijalankan juga dengan struktur lain, dan ditunjukkan yang berubah; boleh diulang, atau daftar a,b, "
          "masing-masing sendiri; a+b: dua sekaligus; \"all\"; lihat `berdaya describe structures`"},
     .repeats = true},
    {.name = "set",
     .value = "PATH=VALUE",
     .meaning = {"change a value in every arm; an arm's own values win",
                 "mengubah nilai di semua lengan; nilai lengan "
                 "sendiri menang"},
     .repeats = true},
    threads_option,
    {.name = "format",
     .value = "text|markdown|json",
     .meaning = {"of what is printed; default: text", "bentuk keluaran; bawaan: text"}},
    {.name = "write",
     .value = "FILE",
     .meaning = {"write the evidence page too, as docs/evidence.md; only over such a page",
                 "menulis juga halaman bukti, seperti docs/evidence.md; hanya di atas halaman semacam itu"}},
    progress_option,
    {.name = "quiet", .value = "", .meaning = {"no progress", "tanpa kemajuan"}, .letter = 'q'},
}};

constexpr std::array<Example, 4> examples{{
    {"berdaya patterns", {"all patterns of the bundled scenarios", "semua pola skenario yang tersedia"}},
    {"berdaya patterns karanganyar_gunung --replicates-max 32", {}},
    {"berdaya patterns --structure symmetric_trust", {"what it changes", "yang diubahnya"}},
    {"berdaya patterns --write docs/evidence.md", {}},
}};

}  // namespace

const Command& patterns_command() {
  static const Command command{
      .name = "patterns",
      .summary = {"the evidence: what cases and figures say, what the model does, and a verdict",
                  "bukti: apa kata kasus dan angka, apa yang dilakukan model, dan putusannya"},
      .operand = {"SCENARIO",
                  {"a bundled name, a scenario file with patterns.toml beside it, or a file of patterns; default: all "
                   "bundled ones",
                   "nama yang tersedia, berkas skenario dengan patterns.toml di sebelahnya, atau berkas pola; bawaan: "
                   "semua yang tersedia"},
                  0,
                  1},
      .options = options,
      .notes = {"A pattern is a contrast of runs on the same luck (docs/patterns.md). It is run until its interval is "
                "narrow enough, or --replicates-max is reached.\n\n"
                "A pattern that fails is a result: the exit status is 0. 4: some runs failed.",
                "Pola adalah kontras simulasi dengan undian acak yang sama (docs/patterns.md). Ia dijalankan sampai "
                "selangnya cukup sempit, atau --replicates-max tercapai.\n\n"
                "Pola yang gagal adalah hasil: status keluar 0. 4: sebagian simulasi gagal."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
