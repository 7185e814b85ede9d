// What users meet at the edge: the keys of a scenario file, the exit statuses, the kinds of problems.
#include <array>

#include "io/description_pages.hpp"
#include "io/exit_status.hpp"
#include "io/indonesian.hpp"
#include "io/scenario_keys.hpp"

namespace berdaya {
namespace {

Text type_text(KeyType type) {
  switch (type) {
    case KeyType::text:
      return {"text", "teks"};
    case KeyType::title:
      return {"text, or { id, en }", "teks, atau { id, en }"};
    case KeyType::id:
      return {"id", "id"};
    case KeyType::level:
      return {"level", "tingkat"};
    case KeyType::number:
      return {"number", "bilangan"};
    case KeyType::whole:
      return {"whole number", "bilangan bulat"};
    case KeyType::flag:
      return {"true or false", "true atau false"};
    case KeyType::date:
      return {"date", "tanggal"};
    case KeyType::choice:
      return {"choice", "pilihan"};
    case KeyType::reference:
      return {"id of", "id dari"};
    case KeyType::references:
      return {"list of ids of", "daftar id dari"};
    case KeyType::file:
      return {"CSV file", "berkas CSV"};
    case KeyType::counts:
      return {"sector = number, or a total", "sektor = jumlah, atau jumlah total"};
    case KeyType::numbers:
      return {"list of whole numbers", "daftar bilangan bulat"};
    case KeyType::table:
      return {"table", "tabel"};
  }
  return {};
}

bool has_range(KeyType type) { return type == KeyType::level || type == KeyType::number || type == KeyType::whole; }

std::string json_list(std::span<const std::string_view> names) {
  std::string json = "[";
  for (const std::string_view name : names) json += (json.size() > 1 ? "," : "") + json_text(name);
  return json + "]";
}

DescribedEntry key_entry(const KeyDescription& key, Language language) {
  DescribedEntry entry{.name = std::string(key.name),
                       .title = {},
                       .facts = {},
                       .meaning_en = std::string(key.meaning.en),
                       .meaning_id = std::string(key.meaning.id),
                       .parts = {}};
  const Text type = type_text(key.type);
  std::string shown(type.in(language));
  if (!key.refers_to.empty()) shown += " " + std::string(key.refers_to);
  entry.facts.push_back({"type",
                         {"", ""},
                         json_text(key.refers_to.empty() ? std::string(type.en)
                                                         : std::string(type.en) + " " + std::string(key.refers_to)),
                         shown});
  if (!key.choices.empty())
    entry.facts.push_back({"choices", {"one of", "salah satu dari"}, json_list(key.choices), join_names(key.choices)});
  if (has_range(key.type)) entry.facts.push_back(range_fact("allowed", {"in", "dalam"}, key.low, key.high));
  if (!key.unit.empty())
    entry.facts.push_back({"unit", {"unit", "satuan"}, json_text(key.unit), unit_text(key.unit, language)});
  if (key.required) {
    entry.facts.push_back({"required", {"", ""}, "true", std::string(Text{"required", "wajib"}.in(language))});
  } else if (!key.standard_text.empty()) {
    entry.facts.push_back(
        {"default", {"default", "bawaan"}, json_text(key.standard_text), default_text(key.standard_text, language)});
  }
  if (!key.source.empty()) entry.facts.push_back(source_fact(key.source, language));
  return entry;
}

// "[[community]]" -> "community", "[policy.NAME]" -> "policy"
std::string bare(std::string_view name) {
  std::string text(name);
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  return text.substr(0, text.find('.'));
}

struct ProblemKind {
  std::string_view name;
  std::string_view example;
  Text meaning;
};

constexpr std::array<ProblemKind, 12> problem_kinds{{
    {"syntax",
     "kampung.toml:7:9: error: cannot read key-value pair: expected value",
     {"The file is no TOML from here on: a quote, bracket or '=' is missing.",
      "Mulai dari sini berkas bukan TOML: kutip, kurung, atau '=' kurang."}},
    {"unknown key",
     "unknown key 'umkms' in [[community]]",
     {"Such a key does not exist there. The nearest name and all that are allowed follow. Notes of your own begin with "
      "x-.",
      "Kunci itu tidak ada di sana. Nama terdekat dan semua yang boleh disebutkan. Catatan sendiri diawali x-."}},
    {"missing key",
     "[[cbo]] lacks 'community'",
     {"A key without a default is not given.", "Kunci tanpa nilai bawaan tidak diisi."}},
    {"wrong type",
     "months must be a whole number in [1, 6000], got the text \"12\"",
     {"A number in quotes, a text without them, one value where a list is meant.",
      "Angka dalam tanda kutip, teks tanpa tanda kutip, satu nilai di tempat daftar."}},
    {"out of range",
     "trust_peer must be a level in [0, 1], got 1.4",
     {"The value is impossible. The plausible range of a parameter is narrower: `berdaya describe parameters`.",
      "Nilai itu mustahil. Rentang wajar sebuah parameter lebih sempit: `berdaya describe parameters`."}},
    {"unknown id",
     "unknown community 'rw5' in communities ... did you mean 'rw05'?",
     {"What is referred to is not in the file. The nearest id follows.",
      "Yang dirujuk tidak ada dalam berkas. Id terdekat disebutkan."}},
    {"double id",
     "the sector 'food' is there twice; the first is in line 11",
     {"Ids are unique among their kind.", "Id harus unik di antara sejenisnya."}},
    {"impossible date",
     "until lies before from: 2016-06 and 2017-01",
     {"A period that ends before it begins, or lies outside the months of the run.",
      "Masa yang berakhir sebelum mulai, atau di luar bulan simulasi."}},
    {"impossible population",
     "the community 'rw05' has 5 UMKM, but must have more than social_capital.contacts = 8",
     {"A community without UMKM or with no more than the number of contacts, shares that sum to more than 1, more "
      "government units than one per level.",
      "Komunitas tanpa UMKM atau tidak lebih dari jumlah kontak, porsi yang melebihi 1, lebih dari satu unit "
      "pemerintah per tingkat."}},
    {"parameters that do not fit together",
     "government.v_env + v_part + v_rep must be 1, got 1.1",
     {"Weights that must sum to 1 do not: change the others as well.",
      "Bobot yang harus berjumlah 1 tidak sesuai: ubah juga yang lain."}},
    {"table",
     "survey.csv:3:1: error: unknown sector 'fod'",
     {"A row or column of a CSV file; the first line holds the names of the columns.",
      "Baris atau kolom berkas CSV; baris pertama memuat nama kolom."}},
    {"unreadable file",
     "error: cannot read 'kampung.toml': No such file or directory",
     {"No such file, no permission, damaged, not of this program or of a later version (exit status 3).",
      "Berkas tidak ada, tidak diizinkan, rusak, bukan milik program ini, atau dari versi yang lebih baru (status "
      "keluar 3)."}},
}};

}  // namespace

std::span<const ExitStatusDescription> exit_statuses() {
  static constexpr std::array<ExitStatusDescription, 6> statuses{{
      {exit_status::done, {"done", "selesai"}, {"Done.", "Selesai."}},
      {exit_status::wrong_input,
       {"wrong input", "masukan salah"},
       {"The input is wrong: command line, scenario, table, or a result file that exists already. All problems are "
        "named, nothing was run or written.",
        "Masukan salah: baris perintah, skenario, tabel, atau berkas hasil yang sudah ada. Semua kesalahan disebutkan, "
        "tidak ada yang dijalankan atau ditulis."}},
      {exit_status::io_failed,
       {"reading or writing failed", "gagal membaca atau menulis"},
       {"Full disk, no permission, no such file, damaged file. An existing result file is untouched.",
        "Disk penuh, tidak ada izin, berkas tidak ada, berkas rusak. Berkas hasil yang ada tidak berubah."}},
      {exit_status::some_runs_failed,
       {"some runs failed", "sebagian simulasi gagal"},
       {"The results are written; the runs that failed are named in the file, with the reason.",
        "Hasil ditulis; simulasi yang gagal disebutkan dalam berkas, beserta sebabnya."}},
      {exit_status::interrupted,
       {"interrupted", "terputus"},
       {"Ctrl-C or SIGTERM. What --checkpoint-every kept is taken over when the same command is given again.",
        "Ctrl-C atau SIGTERM. Yang disimpan --checkpoint-every dilanjutkan bila perintah yang sama diberikan lagi."}},
      {exit_status::bug,
       {"bug", "kesalahan program"},
       {"An error in the program: please report it.", "Kesalahan program: mohon laporkan."}},
  }};
  return statuses;
}

DescribedCatalogue collect_schema(Language language) {
  DescribedCatalogue catalogue{{"Keys of a scenario file", "Kunci berkas skenario"}, {}};
  for (const SectionDescription& section : scenario_sections()) {
    DescribedGroup group{
        .name = bare(section.name), .other_names = {std::string(section.name)}, .title = section.title, .entries = {}};
    for (const KeyDescription& key : section.keys) group.entries.push_back(key_entry(key, language));
    catalogue.groups.push_back(std::move(group));
  }
  return catalogue;
}

DescribedCatalogue collect_errors(Language language) {
  DescribedCatalogue catalogue{{"Exit statuses and problems", "Status keluar dan kesalahan"}, {}};
  DescribedGroup statuses{
      .name = "exit", .other_names = {"status"}, .title = {"Exit statuses", "Status keluar"}, .entries = {}};
  for (const ExitStatusDescription& status : exit_statuses()) {
    statuses.entries.push_back(
        {.name = std::to_string(status.status),
         .title = {},
         .facts = {{"status", {"", ""}, json_text(status.name.en), std::string(status.name.in(language))}},
         .meaning_en = std::string(status.meaning.en),
         .meaning_id = std::string(status.meaning.id),
         .parts = {}});
  }
  DescribedGroup problems{
      .name = "problem", .other_names = {"problems"}, .title = {"Kinds of problems", "Jenis kesalahan"}, .entries = {}};
  for (const ProblemKind& kind : problem_kinds) {
    DescribedFact example = fact("example", {"as in", "misalnya"}, kind.example);
    example.brief = false;
    problems.entries.push_back({.name = std::string(kind.name),
                                .title = {},
                                .facts = {example},
                                .meaning_en = std::string(kind.meaning.en),
                                .meaning_id = std::string(kind.meaning.id),
                                .parts = {}});
  }
  catalogue.groups = {std::move(statuses), std::move(problems)};
  return catalogue;
}

}  // namespace berdaya
