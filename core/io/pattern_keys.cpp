// Every key of a pattern file, described once: for the reader's messages and for docs/patterns.md.
#include <algorithm>
#include <array>

#include "io/pattern_reading.hpp"

namespace berdaya {
namespace {

constexpr std::array<std::string_view, 3> kinds{"pattern", "target", "impulse"};
constexpr std::array<std::string_view, 3> counts_as{"test", "fit", "built_in"};
constexpr std::array<std::string_view, 3> strengths{"s", "w", "i"};
constexpr std::array<std::string_view, 6> contrasts{"level",       "difference", "ratio",
                                                    "interaction", "asymmetry",  "relative"};
constexpr std::array<std::string_view, 4> against{"difference", "ratio", "share", "sum"};
constexpr std::array<std::string_view, 6> over_time{"mean", "last", "sum", "change", "slope", "first_above"};
constexpr std::array<std::string_view, 3> over_communities{"mean", "spread", "total"};
constexpr std::array<std::string_view, 2> groups{"pilot", "replica"};

constexpr std::array<KeyDescription, 4> top{{
    {.name = "format",
     .type = KeyType::whole,
     .low = 1,
     .high = 1,
     .required = true,
     .meaning = {"version of the format: 1", "versi format: 1"}},
    {.name = "scenario",
     .type = KeyType::text,
     .meaning = {"what settings change that name no other: a bundled name, or a file beside this one; default: the "
                 "scenario beside",
                 "yang diubah latar yang tidak menyebut skenario lain: nama yang tersedia, atau berkas di sebelah; "
                 "bawaan: skenario di sebelahnya"}},
    {.name = "setting",
     .type = KeyType::table,
     .meaning = {"settings by name: [setting.NAME]", "latar menurut nama: [setting.NAMA]"}},
    {.name = "pattern", .type = KeyType::table, .meaning = {"the patterns: [[pattern]]", "pola: [[pattern]]"}},
}};

constexpr std::array<KeyDescription, 3> setting{{
    {.name = "scenario", .type = KeyType::text, .meaning = {"another scenario", "skenario lain"}},
    {.name = "set",
     .type = KeyType::table,
     .meaning = {"\"PATH\" = VALUE, as for --set", "\"JALUR\" = NILAI, seperti --set"}},
    {.name = "intervention",
     .type = KeyType::table,
     .meaning = {"interventions that every arm has: [[setting.NAME.intervention]]",
                 "intervensi di semua lengan: [[setting.NAMA.intervention]]"}},
}};

constexpr std::array<KeyDescription, 18> pattern{{
    {.name = "id",
     .type = KeyType::text,
     .required = true,
     .meaning = {"unique; what stands before a point is the pattern that it belongs to: \"P7.meso\"",
                 "unik; bagian sebelum titik adalah pola induknya: \"P7.meso\""}},
    {.name = "case", .type = KeyType::text, .meaning = {"number of the case", "nomor kasus"}},
    {.name = "statement",
     .type = KeyType::title,
     .required = true,
     .meaning = {"what is claimed, in a sentence", "yang dinyatakan, satu kalimat"}},
    {.name = "strength",
     .type = KeyType::choice,
     .choices = strengths,
     .meaning = {"of the claim: s finding of a study, w assertion, i inferred here; none: a figure",
                 "kekuatan: s temuan studi, w pernyataan, i disimpulkan di sini; tanpa: angka"}},
    {.name = "kind",
     .type = KeyType::choice,
     .standard_text = "\"pattern\"",
     .choices = kinds,
     .meaning = {"pattern of a case, target figure, or impulse response",
                 "pola kasus, angka sasaran, atau respons impuls"}},
    {.name = "source", .type = KeyType::text, .required = true, .meaning = {"of the claim", "asal pernyataan"}},
    {.name = "counts_as",
     .type = KeyType::choice,
     .standard_text = "\"test\"",
     .choices = counts_as,
     .meaning =
         {"test; fit: parameters were chosen so that this comes out; built_in: the equations were written so that "
          "it comes out",
          "uji (test); fit: parameter dipilih agar ini tercapai; built_in: persamaannya ditulis agar ini "
          "tercapai"}},
    {.name = "published",
     .type = KeyType::title,
     .meaning = {"figures that the result is reported beside", "angka terbitan di samping hasilnya"}},
    {.name = "untestable",
     .type = KeyType::title,
     .meaning = {"why the model cannot speak to it; then no key below is allowed",
                 "sebab model tidak dapat menjawabnya; kunci di bawah ini lalu tidak boleh ada"}},
    {.name = "setting",
     .type = KeyType::text,
     .meaning = {"name of a setting; default: the scenario as it is", "nama latar; bawaan: skenario apa adanya"}},
    {.name = "contrast",
     .type = KeyType::choice,
     .standard_text = "\"difference\"",
     .choices = contrasts,
     .meaning = {"what the arms become: level (with), difference (with - without), ratio (with / without), interaction "
                 "(both - first - second + neither), asymmetry (effect of `first` by `measure` less effect of `second` "
                 "by `against`), relative (effect of `first` / effect of `second`)",
                 "hasil lengan: level (with), difference (with - without), ratio (with / without), interaction (both - "
                 "first - second + neither), asymmetry (dampak `first` menurut `measure` dikurangi dampak `second` "
                 "menurut `against`), relative (dampak `first` / dampak `second`)"}},
    {.name = "arm",
     .type = KeyType::table,
     .meaning = {"the arms: [pattern.arm.with] ...; one that is left out is the setting as it is",
                 "lengan: [pattern.arm.with] ...; yang tidak ditulis sama dengan latarnya"}},
    {.name = "measure", .type = KeyType::table, .meaning = {"what is measured", "yang diukur"}},
    {.name = "against",
     .type = KeyType::table,
     .meaning = {"a second measure that the first is held against, as `as` says", "ukuran kedua sebagai pembanding"}},
    {.name = "as",
     .type = KeyType::choice,
     .standard_text = "\"difference\"",
     .choices = against,
     .meaning = {"with `against`: measure - against, measure / against, measure / (measure + against), measure + "
                 "against",
                 "dengan `against`: measure - against, measure / against, measure / (measure + against), measure + "
                 "against"}},
    {.name = "expect",
     .type = KeyType::text,
     .meaning = {"\"up\", \"down\", \"same\", or a band { low, high } with one end or both",
                 "\"up\", \"down\", \"same\", atau pita { low, high } dengan satu atau dua ujung"}},
    {.name = "smallest",
     .type = KeyType::number,
     .low = 1e-9,
     .high = 1e9,
     .meaning = {"smallest effect that matters; of a band: how far beside it a value is still close",
                 "dampak terkecil yang berarti; untuk pita: seberapa jauh di luarnya masih dekat"}},
    {.name = "why",
     .type = KeyType::title,
     .meaning = {"why this is the smallest that matters", "alasan ukuran terkecil itu"}},
}};

constexpr std::array<KeyDescription, 4> arm{{
    {.name = "policy", .type = KeyType::text, .meaning = {"a policy of the scenario", "kebijakan skenario"}},
    {.name = "set",
     .type = KeyType::table,
     .meaning = {"\"PATH\" = VALUE, as for --set", "\"JALUR\" = NILAI, seperti --set"}},
    {.name = "without",
     .type = KeyType::references,
     .refers_to = "intervention",
     .meaning = {"interventions of the baseline that it leaves out", "intervensi baseline yang ditiadakan"}},
    {.name = "intervention",
     .type = KeyType::table,
     .meaning = {"further interventions: [[pattern.arm.NAME.intervention]]",
                 "intervensi tambahan: [[pattern.arm.NAMA.intervention]]"}},
}};

constexpr std::array<KeyDescription, 9> measure{{
    {.name = "metric", .type = KeyType::text, .required = true, .meaning = {"name of a metric", "nama ukuran"}},
    {.name = "of",
     .type = KeyType::text,
     .meaning = {"along the metric's further dimension: an option, a kind of skill or trust",
                 "pada dimensi tambahannya: opsi, jenis keterampilan atau kepercayaan"}},
    {.name = "communities",
     .type = KeyType::references,
     .refers_to = "community",
     .meaning = {"only these; default: all", "hanya ini; bawaan: semua"}},
    {.name = "group",
     .type = KeyType::choice,
     .choices = groups,
     .meaning = {"only pilots, or only the others", "hanya percontohan, atau hanya lainnya"}},
    {.name = "from",
     .type = KeyType::date,
     .meaning = {"first month of the term; default: its last month", "bulan pertama; bawaan: bulan terakhirnya"}},
    {.name = "until",
     .type = KeyType::date,
     .meaning = {"last month of the term; default: the run's", "bulan terakhir; bawaan: akhir simulasi"}},
    {.name = "over_time",
     .type = KeyType::choice,
     .standard_text = "\"mean\"",
     .choices = over_time,
     .meaning = {"what the months become: mean, last, sum, change (last less first), slope (a month), first_above "
                 "(months until `threshold` is reached; never: the length of the term)",
                 "hasil bulan-bulan: mean, last, sum, change (akhir dikurangi awal), slope (per bulan), first_above "
                 "(bulan sampai `threshold` tercapai; tidak pernah: panjang masanya)"}},
    {.name = "over_communities",
     .type = KeyType::choice,
     .standard_text = "\"mean\"",
     .choices = over_communities,
     .meaning = {"what the communities become: mean, spread (standard deviation), total (sum of value x UMKM)",
                 "hasil komunitas: mean, spread (simpangan baku), total (jumlah nilai x UMKM)"}},
    {.name = "threshold",
     .type = KeyType::number,
     .low = -1e9,
     .high = 1e9,
     .meaning = {"with first_above", "dengan first_above"}},
}};

constexpr std::array<PatternSection, 5> sections{{{"", top},
                                                  {"[setting.NAME]", setting},
                                                  {"[[pattern]]", pattern},
                                                  {"[pattern.arm.NAME]", arm},
                                                  {"[pattern.measure]", measure}}};

}  // namespace

std::span<const PatternSection> pattern_sections() { return sections; }

std::span<const KeyDescription> keys_of_section(std::string_view name) {
  return std::ranges::find(sections, name, &PatternSection::name)->keys;
}

const KeyDescription& pattern_key(std::string_view section, std::string_view name) {
  return *std::ranges::find(keys_of_section(section), name, &KeyDescription::name);
}

}  // namespace berdaya
