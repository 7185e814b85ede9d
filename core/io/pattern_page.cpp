// The evidence page: every pattern, what was expected, what the model does, and what that says.
#include <algorithm>
#include <cmath>

#include "io/pattern_report.hpp"
#include "io/pattern_texts.hpp"

namespace berdaya {
namespace {

class Page {
 public:
  Page(const PatternReport& report, Language language) : report_(report), language_(language) {}

  std::string text() {
    head();
    counts();
    table("pattern", {"Patterns of the cases", "Pola dari kasus"});
    table("impulse", {"Impulse responses", "Respons impuls"});
    table("target", {"Figures", "Angka"});
    untestable();
    return std::move(out_);
  }

 private:
  std::string say(Text text) const { return std::string(text.in(language_)); }
  const std::vector<Pattern>& patterns() const { return report_.patterns.suite.patterns; }

  void head() {
    out_ += std::string(evidence_mark) + ", which may write it anew. Not to be edited. -->\n\n# ";
    out_ += say({"Evidence", "Bukti"}) + "\n\n";
    out_ += say({"What the cases and published figures say, and what the model does. Made by",
                 "Apa kata kasus dan angka "
                 "terbitan, dan apa yang dilakukan model. Dibuat dengan"}) +
            "\n\n```\n" + report_.command + "\n```\n\n";
    out_ += say(
        {"Each row is a contrast of runs on the same luck, or a level; the interval is one of 95 % over replicates (of "
         "all "
         "looks at it together), of which as many were run as make its half at most ",
         "Tiap baris adalah kontras simulasi dengan undian acak yang sama, atau sebuah tingkat; selangnya 95 % atas "
         "ulangan (untuk semua pemeriksaannya bersama-sama), sebanyak yang membuat setengahnya paling banyak "});
    out_ +=
        number_text(report_.error) +
        say({" times the smallest effect that matters (or the distance to the nearest bound, if that is larger), and "
             "no more than ",
             " kali dampak terkecil yang berarti (atau jarak ke batas terdekat, bila lebih besar), dan tidak lebih "
             "dari "}) +
        std::to_string(report_.replicates_most) +
        say({" (a star: that many, and still wider); while the interval allows more than one verdict, it is run on up "
             "to that "
             "number. **Holds**: the whole interval lies where it is expected, beyond the smallest effect that "
             "matters. **Holds weakly**: right sign for certain, but it may matter or be too small; beside a band, but "
             "close. **Fails**: smaller than matters (too small: right sign for certain, but surely less), of the "
             "other "
             "sign, or off the band. **Cannot say**: the interval allows both. How patterns "
             "are written: [patterns.md](patterns.md). P.. and S.. are the patterns and sources of "
             "[sources.md](sources.md); strength: s finding of a study, w assertion, i inferred by us. (fit): "
             "parameters were chosen so that this comes out. (built in): the equations were written so that it comes "
             "out, which checks how the model is built and is no evidence. All others are tests. A row that fails is a "
             "finding about the model and is left to stand.\n",
             " (bintang: sebanyak itu, dan masih lebih lebar); selama selang mengizinkan lebih dari satu putusan, "
             "ulangan ditambah sampai jumlah itu. **Terpenuhi**: seluruh selang berada di tempat yang diharapkan, "
             "melampaui dampak terkecil yang berarti. **Terpenuhi lemah**: arahnya pasti benar, tetapi bisa berarti, "
             "bisa pula terlalu kecil; di luar pita, tetapi dekat. **Gagal**: lebih kecil daripada yang berarti "
             "(terlalu kecil: arahnya pasti benar, tetapi pasti kurang), berlawanan arah, atau di luar pita. **Tidak "
             "dapat dikatakan**: selang mencakup keduanya. Cara menulis pola: [patterns.md](patterns.md). P.. dan S.. "
             "adalah pola dan sumber di [sources.md](sources.md); kekuatan: s temuan studi, w pernyataan, i "
             "disimpulkan oleh kami. (cocok): parameter dipilih agar ini tercapai. (tertanam): persamaannya ditulis "
             "agar ini tercapai; itu memeriksa bangunan model dan bukan bukti. Selebihnya adalah uji. Baris yang gagal "
             "adalah temuan tentang model dan dibiarkan.\n"});
  }

  void counts() {
    out_ += "\n| |";
    for (int v = 0; v < verdict_count; ++v) out_ += " " + say(title_of(static_cast<Verdict>(v))) + " |";
    out_ += "\n|---|";
    for (int v = 0; v < verdict_count; ++v) out_ += "--:|";
    out_ += "\n";
    for (const PatternVariant& variant : report_.variants) {
      count_row(title_of_variant(variant), variant, {});
      if (all_are_tests(report_.patterns)) continue;
      for (const CountsAs counts_as : all_counts_as) count_row(say(title_of(counts_as)), variant, counts_as);
    }
  }

  void count_row(const std::string& title, const PatternVariant& variant, std::optional<CountsAs> counts_as) {
    out_ += "| " + title + " |";
    for (const std::size_t count : verdict_counts(report_.patterns, variant.summary, counts_as))
      out_ += " " + std::to_string(count) + " |";
    out_ += "\n";
  }

  std::string title_of_variant(const PatternVariant& variant) const {
    return variant.name.empty() ? say({"all that can be tested", "semua yang dapat diuji"}) : "`" + variant.name + "`";
  }

  void table(const std::string& kind, Text title) {
    const auto is_shown = [&](const Pattern& p) { return p.kind == kind && p.is_testable(); };
    if (std::ranges::none_of(patterns(), is_shown)) return;
    const bool published = kind != "pattern";  // else the few figures stand with the claim
    out_ += "\n## " + say(title) + "\n\n| " + say({"pattern", "pola"}) + " | " + say({"claim", "pernyataan"}) + " | ";
    if (published) out_ += say({"published", "terbitan"}) + " | ";
    out_ += say({"expected", "diharapkan"}) + " |";
    std::string rule = published ? "|---|---|---|---|" : "|---|---|---|";
    for (const PatternVariant& variant : report_.variants) {
      const std::string name = variant.name.empty() ? "" : " `" + variant.name + "`";
      for (const Text& heading : {Text{"got", "didapat"}, Text{"verdict", "putusan"}})
        out_.append(" ").append(say(heading)).append(name).append(" |");
      rule += "---|---|";
    }
    out_ += " " + say({"runs an arm", "ulangan"}) + " | " + say({"measured", "diukur"}) + " |\n" + rule + "--:|---|\n";
    std::vector<std::size_t> shown;
    for (std::size_t p = 0; p < patterns().size(); ++p) {
      if (is_shown(patterns()[p])) shown.push_back(p);
    }
    if (!published) std::ranges::stable_sort(shown, {}, [&](std::size_t p) { return number_of(patterns()[p].id); });
    for (const std::size_t p : shown) row(p, published);
  }

  void row(std::size_t p, bool published) {
    const Pattern& pattern = patterns()[p];
    std::string origin = pattern.source;
    if (!pattern.strength.empty()) origin += "; " + pattern.strength;
    if (!published && !pattern.published.in(language_).empty()) origin += "; " + pattern.published.in(language_);
    out_ += "| " + marked_id(pattern, language_) + " | " + cell(pattern.statement.in(language_)) + " (" + cell(origin) +
            ") | ";
    if (published) out_ += cell(pattern.published.in(language_)) + " | ";
    out_ += expected_text(pattern, language_) + " |";
    for (const PatternVariant& variant : report_.variants) {
      const PatternResult& result = variant.summary.results[p];
      out_ += " " + got_text(pattern, result.estimate) + " | ";
      const bool good = result.verdict == Verdict::holds;
      out_ += (good ? "" : "**") + verdict_text(pattern, result, language_) + (good ? "" : "**") + " |";
    }
    out_ += " " + runs_text(pattern, report_.variants.front().summary.results[p]) + " | `" +
            report_.patterns.scenario_of[p] + "`: " + cell(measure_text(pattern, report_.patterns, language_)) + "; " +
            cell(pattern.why.in(language_)) + " |\n";
  }

  void untestable() {
    if (std::ranges::all_of(patterns(), &Pattern::is_testable)) return;
    out_ += "\n## " + say({"What the model cannot speak to", "Yang tidak dapat dijawab model"}) + "\n\n| " +
            say({"pattern", "pola"}) + " | " + say({"claim", "pernyataan"}) + " | " + say({"why not", "sebabnya"}) +
            " |\n|---|---|---|\n";
    for (const Pattern& pattern : patterns()) {
      if (pattern.is_testable()) continue;
      out_ += "| " + pattern.id + " | " + cell(pattern.statement.in(language_)) + " (" + cell(pattern.source) + ") | " +
              cell(pattern.untestable.in(language_)) + " |\n";
    }
  }

  // 7 of "P7.meso"; 0 without a number.
  static int number_of(std::string_view id) {
    int number = 0;
    for (const char c : id.substr(std::min<std::size_t>(id.find_first_of("0123456789"), id.size()))) {
      if (c < '0' || c > '9') break;
      number = 10 * number + (c - '0');
    }
    return number;
  }

  static std::string cell(std::string_view text) {
    std::string result;
    for (const char c : text) {
      if (c == '|') result += '\\';
      result += c == '\n' ? ' ' : c;
    }
    return result;
  }

  const PatternReport& report_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string patterns_markdown(const PatternReport& report, Language language) { return Page(report, language).text(); }

}  // namespace berdaya
