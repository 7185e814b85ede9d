// Every key of a sweep plan, described once: for the reader's messages and for docs/sweeps.md.
#include <array>

#include "experiment/design.hpp"
#include "experiment/regions.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya {
namespace {

constexpr std::array<std::string_view, 7> design_kinds{"grid", "list", "random", "lhs", "sobol", "saltelli", "morris"};

constexpr std::array<KeyDescription, 10> plan_keys{{
    {.name = "format",
     .type = KeyType::whole,
     .low = 1,
     .high = 1,
     .required = true,
     .meaning = {"version of the format: 1", "versi format: 1"}},
    {.name = "scenario",
     .type = KeyType::text,
     .required = true,
     .meaning = {"a bundled name, or a file beside the plan", "nama yang tersedia, atau berkas di sebelah rencana"}},
    {.name = "policies",
     .type = KeyType::references,
     .standard_text = "[\"baseline\"]",
     .refers_to = "policy",
     .meaning = {"policies to compare; \"all\": the baseline and every policy of the scenario",
                 "kebijakan yang dibandingkan; \"all\": baseline dan semua kebijakan skenario"}},
    {.name = "structures",
     .type = KeyType::references,
     .standard_text = "none",
     .refers_to = "structure",
     .meaning = {"structural alternatives in every sample (`berdaya describe structures`)",
                 "alternatif struktur pada setiap sampel (`berdaya describe structures`)"}},
    {.name = "replicates",
     .type = KeyType::whole,
     .low = 1,
     .high = 10'000'000,
     .standard_text = "1",
     .meaning = {"runs of each sample under each policy", "jumlah simulasi tiap sampel pada tiap kebijakan"}},
    {.name = "seed",
     .type = KeyType::whole,
     .low = 0,
     .high = 9.2e18,
     .standard_text = "1",
     .meaning = {"of the runs and of the design", "untuk simulasi dan untuk rancangan"}},
    {.name = "paired",
     .type = KeyType::flag,
     .standard_text = "true",
     .meaning =
         {"replicate n has the same luck in all policies and samples; false: every run has its own",
          "ulangan ke-n mendapat undian acak yang sama di semua kebijakan dan sampel; false: tiap simulasi punya "
          "sendiri"}},
    {.name = "design",
     .type = KeyType::table,
     .meaning = {"which values the swept parameters take; without it one sample, the scenario as it is",
                 "nilai yang diambil parameter yang disapu; tanpa ini satu sampel, skenario apa adanya"}},
    {.name = "output",
     .type = KeyType::table,
     .meaning = {"what is recorded of each run", "apa yang dicatat dari tiap simulasi"}},
    {.name = "files",
     .type = KeyType::table,
     .meaning = {"texts of \"scenario.toml\" and \"samples.csv\", so that the plan is complete in itself",
                 "teks \"scenario.toml\" dan \"samples.csv\", sehingga rencana lengkap dengan sendirinya"}},
}};

constexpr std::array<KeyDescription, 6> design_keys{{
    {.name = "kind",
     .type = KeyType::choice,
     .required = true,
     .choices = design_kinds,
     .meaning = {"how samples are placed", "cara menempatkan sampel"}},
    {.name = "samples",
     .type = KeyType::whole,
     .low = 1,
     .high = 4294967295.0,
     .meaning = {"random, lhs, sobol: samples; saltelli: N of N (2 D + 2); morris: trajectories of D + 1; grid: points "
                 "along each range",
                 "random, lhs, sobol: jumlah sampel; saltelli: N dari N (2 D + 2); morris: lintasan sepanjang D + 1; "
                 "grid: titik pada tiap rentang"}},
    {.name = "second_order",
     .type = KeyType::flag,
     .standard_text = "true",
     .meaning = {"saltelli: samples for second-order indices too; without, N (D + 2)",
                 "saltelli: sampel untuk indeks orde kedua juga; tanpa itu, N (D + 2)"}},
    {.name = "levels",
     .type = KeyType::whole,
     .low = 2,
     .high = 1000,
     .standard_text = "4",
     .meaning = {"morris: levels of the grid, even", "morris: banyaknya tingkat kisi, genap"}},
    {.name = "file",
     .type = KeyType::file,
     .meaning = {"list: CSV table, a column for each parameter, a row for each sample",
                 "list: tabel CSV, satu kolom tiap parameter, satu baris tiap sampel"}},
    {.name = "parameters",
     .type = KeyType::table,
     .meaning = {"path = { min, max } or { values }, with whole = true for whole numbers; or a list of names, whose "
                 "ranges are the scenario's [uncertainty] or the plausible ones; or \"uncertainty\"",
                 "jalur = { min, max } atau { values }, dengan whole = true untuk bilangan bulat; atau daftar nama, "
                 "dengan rentang [uncertainty] skenario atau rentang yang wajar; atau \"uncertainty\""}},
}};

constexpr std::array<KeyDescription, 6> output_keys{{
    {.name = "metrics",
     .type = KeyType::references,
     .standard_text = "\"all\"",
     .refers_to = "metric",
     .meaning = {"metrics to record, or \"all\"", "ukuran yang dicatat, atau \"all\""}},
    {.name = "every",
     .type = KeyType::whole,
     .low = 1,
     .high = 6000,
     .standard_text = "12",
     .meaning = {"months between recorded ones; the last always", "jarak bulan yang dicatat; yang terakhir selalu"}},
    {.name = "by",
     .type = KeyType::choice,
     .standard_text = "\"community\"",
     .choices = region_kinds,
     .meaning = {"region that values are averaged over", "wilayah tempat nilai dirata-ratakan"}},
    {.name = "summary",
     .type = KeyType::flag,
     .standard_text = "false",
     .meaning = {"mean, sd and quantiles over the replicates instead of each replicate",
                 "rerata, simpangan baku, dan kuantil atas ulangan, bukan tiap ulangan"}},
    {.name = "quantiles",
     .type = KeyType::numbers,
     .standard_text = "[0.05, 0.5, 0.95]",
     .meaning = {"of the summary", "untuk ringkasan"}},
    {.name = "keep_bits",
     .type = KeyType::whole,
     .low = 1,
     .high = 23,
     .standard_text = "23",
     .meaning = {"bits of the mantissa that are kept; fewer compress better; 23: values as they are",
                 "bit mantisa yang disimpan; makin sedikit makin mampat; 23: nilai apa adanya"}},
}};

}  // namespace

std::span<const SweepSection> sweep_sections() {
  static constexpr std::array<SweepSection, 3> sections{
      {{"", plan_keys}, {"design", design_keys}, {"output", output_keys}}};
  return sections;
}

}  // namespace berdaya
